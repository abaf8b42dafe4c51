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
