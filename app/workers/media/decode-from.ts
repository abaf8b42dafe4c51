import { AudioSampleSink, type AudioSample } from 'mediabunny';
import type { DecodedBlock, Music } from './decode.ts';
import type { OpenAudio } from './open.ts';

/** A block that knows its place. */
export interface PlacedBlock extends DecodedBlock {
  /** Frame of the music at which it begins. */
  readonly from: number;
}

/**
 * Seconds that a decoder has to have heard before its output is that of one who has heard all: MP3 keeps bits of up to
 * nine frames, Opus asks for 80 ms, AAC and Vorbis overlap blocks.
 */
const preroll: Readonly<Record<string, number>> = { MP3: 0.35, AAC: 0.12, Opus: 0.16, Vorbis: 0.2 };

/**
 * Decodes from a frame of the music on, in blocks, by the same time convention as `decodeBlocks`.
 *
 * @throws what the reader or decoder throws
 * @thread worker
 */
export async function* decodeFrom(audio: OpenAudio, music: Music, from: number): AsyncGenerator<PlacedBlock> {
  const { sampleRate, codec } = audio;
  const startSec = (from + music.start) / sampleRate - (preroll[codec] ?? 0);
  const sink = new AudioSampleSink(audio.track);
  // From the very start nothing is asked for, so that priming with timestamps before 0 is heard too.
  const samples = startSec > (preroll[codec] ?? 0) ? sink.samples(startSec) : sink.samples();
  const planes: Float32Array[] = [];
  for await (const sample of samples) {
    using _ = sample;
    const at = Math.round(sample.timestamp * sampleRate) - music.start;
    const first = Math.max(at, from, 0);
    const end = Math.min(at + sample.numberOfFrames, music.end - music.start);
    if (end <= first) continue;
    copy(sample, first - at, end - first, audio.channels, planes);
    yield { planes, frames: end - first, from: first };
  }
}

function copy(sample: AudioSample, offset: number, frames: number, channels: number, planes: Float32Array[]): void {
  for (let channel = 0; channel < channels; channel++) {
    if ((planes[channel]?.length ?? 0) < frames) planes[channel] = new Float32Array(frames);
    const planeIndex = Math.min(channel, sample.numberOfChannels - 1);
    const options = { planeIndex, format: 'f32-planar', frameOffset: offset, frameCount: frames } as const;
    sample.copyTo((planes[channel] as Float32Array).subarray(0, frames), options);
  }
}
