import {
  ADTS,
  BlobSource,
  CustomSource,
  FLAC,
  Input,
  type InputAudioTrack,
  MP3,
  MP4,
  OGG,
  QTFF,
  type Source,
  WAVE,
} from 'mediabunny';
import { AppError, isAbort } from '#contracts/errors/app-error.ts';
import type { BlobBytes } from '#storage/blobs/blob-bytes.ts';
import { sniff } from './sniff.ts';

/** An audio file that can be decoded. */
export interface OpenAudio extends Disposable {
  readonly input: Input;
  readonly track: InputAudioTrack;
  /** Short name for people: "WAV", "MP3", "AAC". */
  readonly codec: string;
  /** The file's own rate in Hz. */
  readonly sampleRate: number;
  readonly channels: number;
}

/** Reading ahead has failed where nobody waits yet; who comes there hears of it. */
const handleUnhandledError = (): void => {};

/** What is kept of a file that can be read again at any time. */
const CACHE_BYTES = 2 * 2 ** 20;

const codecNames: Readonly<Record<string, string>> = {
  aac: 'AAC',
  opus: 'Opus',
  mp3: 'MP3',
  vorbis: 'Vorbis',
  flac: 'FLAC',
};

/**
 * Opens a file for reading and sees to it that this browser can decode it. Nothing is decoded yet.
 *
 * @param way `onward`: read mostly from the start to the end; `jumping`: elsewhere again and again, where a stream opened
 *   anew for each place would take twice as long
 * @param bytes the same file, where it can be read at once; closed with the audio, and when this throws
 * @throws AppError `import.empty`, `import.unsupported` with the format's name, or `import.corrupt`
 * @thread worker
 */
export async function openAudio(
  blob: Blob,
  way: 'onward' | 'jumping' = 'onward',
  bytes: BlobBytes | null = null,
): Promise<OpenAudio> {
  try {
    if (blob.size === 0) throw new AppError('import.empty');
    const head = new Uint8Array(await blob.slice(0, 64).arrayBuffer());
    const sniffed = sniff(head);
    if (!sniffed) throw new AppError('import.not_audio');
    if (!sniffed.supported) throw new AppError('import.unsupported', { format: sniffed.format });
    return await openAs(
      sniffed.format,
      bytes ? sourceOf(bytes) : new BlobSource(blob, { useStreamReader: way === 'onward', handleUnhandledError }),
    );
  } catch (error) {
    bytes?.close();
    throw error;
  }
}

async function openAs(format: string, source: Source): Promise<OpenAudio> {
  const input = new Input({ formats: [WAVE, FLAC, MP3, ADTS, MP4, QTFF, OGG], source });
  try {
    return await describe(input, format);
  } catch (error) {
    input.dispose();
    throw readFailure(error, format);
  }
}

/** Read at once, in pieces just large enough that a stretch of a second is one of them. */
const sourceOf = (bytes: BlobBytes): Source =>
  new CustomSource({
    getSize: () => bytes.size,
    read(start, end) {
      const piece = new Uint8Array(end - start);
      bytes.read(piece, start);
      return piece;
    },
    dispose: () => bytes.close(),
    prefetchProfile: 'fileSystem',
    maxCacheSize: CACHE_BYTES,
    handleUnhandledError,
  });

async function describe(input: Input, format: string): Promise<OpenAudio> {
  const track = await input.getPrimaryAudioTrack();
  // A cut-off MP4 has lost its list of tracks; a film without sound has one.
  if (!track) throw new AppError((await input.getTracks()).length > 0 ? 'import.empty' : 'import.corrupt');
  const codec = await track.getCodec();
  if (!codec || !(await track.canDecode())) {
    throw new AppError('import.unsupported', { format: await unknownCodec(track, codec, format) });
  }
  const [sampleRate, channels] = await Promise.all([track.getSampleRate(), track.getNumberOfChannels()]);
  if (!(sampleRate >= 3000 && sampleRate <= 768_000) || !(channels >= 1 && channels <= 32)) {
    throw new AppError('import.corrupt');
  }
  const name = codecNames[codec] ?? (codec.startsWith('pcm') || codec.endsWith('law') ? format : codec);
  return { input, track, codec: name, sampleRate, channels, [Symbol.dispose]: () => input.dispose() };
}

async function unknownCodec(track: InputAudioTrack, codec: string | null, format: string): Promise<string> {
  if (codec) return codec.toUpperCase();
  const internal = await track.getInternalCodecId();
  return internal === 'alac' ? 'ALAC' : `${format} (${typeof internal === 'string' ? internal : '?'})`;
}

/** What the reader or decoder threw, as a reason for people. */
export function readFailure(error: unknown, format: string): unknown {
  if (error instanceof AppError || isAbort(error)) return error;
  return new AppError('import.corrupt', { format }, { cause: error });
}
