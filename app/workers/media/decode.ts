import { AudioSampleSink, EncodedPacketSink } from 'mediabunny';
import { AppError } from '#contracts/errors/app-error.ts';
import { mp3AudioStart } from '#core/decode/mp3-gapless.ts';
import { musicWindow, type MusicWindow } from '#core/decode/music-window.ts';
import { readFailure, type OpenAudio } from './open.ts';

/** Decoded frames, one array per channel, valid until the next block is asked for. */
export interface DecodedBlock {
  readonly planes: readonly Float32Array[];
  readonly frames: number;
}

/** More than any MPEG frame, its side information and the LAME tag. */
const MP3_HEAD = 4096;

/**
 * Decodes a file from its first to its last frame of music at its own rate, in blocks, with bounded memory.
 *
 * Follows the one time convention that {@link MusicWindow} describes.
 *
 * @param window from {@link findMusic}
 *
 * @throws AppError `import.corrupt` when nothing at all can be decoded; damage later on ends the audio there
 * @thread worker
 */
export async function* decodeBlocks(audio: OpenAudio, window: MusicWindow): AsyncGenerator<DecodedBlock> {
  let planes: Float32Array[] = [];
  let position = 0;
  try {
    for await (const sample of new AudioSampleSink(audio.track).samples()) {
      using _ = sample;
      const before = Math.max(0, Math.round(-sample.timestamp * audio.sampleRate));
      const from = Math.min(sample.numberOfFrames, before + Math.max(0, window.start - position));
      const to = Math.min(sample.numberOfFrames, before + window.end - position);
      position += Math.max(0, sample.numberOfFrames - before);
      if (to <= from) continue;
      const frames = to - from;
      if ((planes[0]?.length ?? 0) < frames || planes.length < audio.channels) {
        planes = Array.from({ length: audio.channels }, () => new Float32Array(frames));
      }
      for (const [planeIndex, plane] of planes.entries()) {
        const index = Math.min(planeIndex, sample.numberOfChannels - 1);
        const options = { planeIndex: index, format: 'f32-planar', frameOffset: from, frameCount: frames } as const;
        sample.copyTo(plane.subarray(0, frames), options);
      }
      yield { planes, frames };
    }
  } catch (error) {
    const failure = readFailure(error, audio.codec);
    if (position === 0 || !(failure instanceof AppError)) throw failure;
  }
}

/** {@link MusicWindow} of a file, and how many frames of music it promises. */
export interface Music extends MusicWindow {
  readonly frames: number;
}

/**
 * Finds where the music lies in what the decoder will give, by the container and, for MP3, the LAME tag.
 *
 * @throws AppError `import.corrupt` when there is no packet, `import.empty` when the packets hold no music
 */
export async function findMusic(audio: OpenAudio, blob: Blob): Promise<Music> {
  // Asked first: without a first packet mediabunny would look for the last one for ever.
  const first = await new EncodedPacketSink(audio.track).getFirstPacket();
  if (!first) throw new AppError('import.corrupt', { format: audio.codec });
  const containerFrames = (await audio.input.computeDuration([audio.track])) * audio.sampleRate;
  const mp3Head = audio.codec === 'MP3' ? await headOfMp3(blob) : undefined;
  const window = musicWindow({ codec: audio.codec, containerFrames, mp3Head });
  const frames = Math.min(containerFrames, window.end) - window.start;
  if (!(frames > 0)) throw new AppError('import.empty');
  return { ...window, frames };
}

async function headOfMp3(blob: Blob): Promise<Uint8Array> {
  const start = mp3AudioStart(new Uint8Array(await blob.slice(0, 10).arrayBuffer()));
  return new Uint8Array(await blob.slice(start, start + MP3_HEAD).arrayBuffer());
}

/**
 * Decodes the first packets, so that a file whose header alone is whole does not go in.
 *
 * @throws AppError `import.corrupt` when nothing comes out of the decoder
 * @thread worker
 */
export async function proveDecodable(audio: OpenAudio): Promise<void> {
  for await (const sample of new AudioSampleSink(audio.track).samples()) {
    using _ = sample;
    if (sample.numberOfFrames > 0) return;
  }
  throw new AppError('import.corrupt', { format: audio.codec });
}
