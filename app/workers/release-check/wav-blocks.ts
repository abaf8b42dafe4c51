import type { Samples } from '#core/release/repair/encode.ts';
import type { Wav } from '#core/wav/read.ts';
import { readSamples, type SampleType } from '#core/wav/samples.ts';
import { READ_BYTES, readAhead } from './file-blocks.ts';

/** Frames of a WAV with plain samples. */
export interface WavAudio {
  readonly blob: Blob;
  readonly wav: Wav;
  readonly type: SampleType;
  /** First frame, and how many. */
  readonly start: number;
  readonly frames: number;
}

/** Samples as bytes and floats, valid until the next are asked for. */
export interface WavBlock extends Samples {
  /** Bits in use, see `readSamples`. */
  readonly used: number;
}

/** Reads the frames of a WAV in blocks of about a megabyte. */
export async function* wavBlocks({ blob, wav, type, start, frames }: WavAudio): AsyncGenerator<WavBlock> {
  const { blockAlign, channels } = wav.format;
  const blockFrames = Math.max(1, Math.floor(READ_BYTES / blockAlign));
  const planes = Array.from({ length: channels }, () => new Float32Array(blockFrames));
  const from = wav.structure.dataOffset + start * blockAlign;
  for await (const bytes of readAhead(blob, from, from + frames * blockAlign, blockFrames * blockAlign)) {
    const used = readSamples(bytes, type, planes);
    yield { bytes, planes, frames: Math.floor(bytes.length / blockAlign), used };
  }
}
