import type { WavFormat } from '../../wav/header.ts';
import type { Wav } from '../../wav/read.ts';
import type { SampleType } from '../../wav/samples.ts';

/**
 * What a repair does besides what it always does: a plain header with right sizes, no other chunk than the audio.
 * Integers keep their depth, 8 bits become 16; floats become 24 bits.
 */
export interface RepairPlan {
  /** Seconds to take away from the beginning and from the end. */
  readonly trimStartSec: number;
  readonly trimEndSec: number;
}

/** A repair that leaves every sample. */
export const headerOnly: RepairPlan = { trimStartSec: 0, trimEndSec: 0 };

/** What a repair did to the samples: measured on the file that was written, not promised. */
export interface RepairProof {
  /**
   * `bit_equal`: the kept samples are those of the original, by their hashes. `dithered`: they were floats and are now 24-bit
   * codes with TPDF dither, as far from the original as `maxErrorLsb` says.
   */
  readonly kind: 'bit_equal' | 'dithered';
  readonly bitDepth: 16 | 24 | 32;
  /** Frames in the new file, and frames that were taken away. */
  readonly frames: number;
  readonly trimmedStartFrames: number;
  readonly trimmedEndFrames: number;
  /** Hashes of the kept samples, as in `AudioFacts.audioHash`. */
  readonly originalHash: string;
  readonly repairedHash: string;
  /** Peak of the dither in steps of the new depth: 1 for TPDF, 0 where there is none. */
  readonly ditherLsb: number;
  /** Largest difference to the original in steps of the new depth, clipped samples aside: 0 or at most 1.5. */
  readonly maxErrorLsb: number;
  /** Samples beyond full scale, which became full scale. */
  readonly clippedSamples: number;
  /** Ids of chunks that were left out. */
  readonly removedChunks: readonly string[];
}

/** A repair in frames, and how the new file is built. */
export interface RepairLayout {
  readonly format: WavFormat;
  /** First frame that is kept. */
  readonly start: number;
  readonly frames: number;
}

/** Lays a repair out; trims are cut to what there is. */
export function repairLayout(wav: Wav, type: SampleType, plan: RepairPlan): RepairLayout {
  const { sampleRate, channels, validBits } = wav.format;
  const inFrames = (sec: number) => Math.max(0, Math.round(sec * sampleRate));
  const start = Math.min(wav.frames, inFrames(plan.trimStartSec));
  const frames = Math.max(0, wav.frames - start - inFrames(plan.trimEndSec));
  return { format: { sampleRate, channels, bitDepth: depthOf(type, validBits) }, start, frames };
}

function depthOf(type: SampleType, validBits: number): 16 | 24 | 32 {
  if (type === 'u8' || type === 'i16') return 16;
  return type === 'i32' && validBits > 24 ? 32 : 24;
}

/** Chunks of a file that a repaired one does not have; a second `data` among them. */
export function removedChunks({ structure }: Wav): string[] {
  const [kept, seen] = [['fmt ', 'data'], new Set<string>()];
  return structure.chunks.filter((id) => {
    const isFirst = !seen.has(id);
    seen.add(id);
    return !(isFirst && kept.includes(id));
  });
}
