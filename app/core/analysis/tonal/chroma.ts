import { CHROMA_BINS } from '../features/tonal-frame.ts';
import type { TonalFeatures } from '../features/tonal-features.ts';

/** Frames averaged into one block: about three quarters of a second. */
const FRAMES_PER_BLOCK = 4;
/** Frames this far below the loudest, in dB, count as silence. */
const SILENCE_BELOW = 60;

/** Twelve pitch classes over time, tuned, in blocks. */
export interface Chroma {
  readonly blocks: number;
  /** Blocks a second; block `i` begins at about `i / blockRate` seconds. */
  readonly blockRate: number;
  readonly durationSec: number;
  /** `blocks` rows of twelve, melody and harmony. */
  readonly harmony: Float32Array;
  /** `blocks` rows of twelve. */
  readonly bass: Float32Array;
  /** How tonal each block is, 0 to 1; 0 in silence. */
  readonly weight: Float32Array;
}

/** Gathers the fine bins around each semitone, as the track is tuned, and averages frames into blocks. */
export function tunedChroma(features: TonalFeatures, tuningCents: number): Chroma {
  const { frames, frameRate, durationSec, level, tonality } = features;
  const blocks = Math.ceil(frames / FRAMES_PER_BLOCK);
  const harmony = new Float32Array(12 * blocks);
  const bass = new Float32Array(12 * blocks);
  const weight = new Float32Array(blocks);
  const taps = tapsOf(tuningCents);
  const quiet = loudest(level) - SILENCE_BELOW;
  for (let frame = 0; frame < frames; frame++) {
    if ((level[frame] as number) < quiet) continue;
    const block = Math.floor(frame / FRAMES_PER_BLOCK);
    const share = (tonality[frame] as number) / FRAMES_PER_BLOCK;
    gather(features.harmony, frame, taps, harmony, block, share);
    gather(features.bass, frame, taps, bass, block, share);
    weight[block] = (weight[block] as number) + share;
  }
  return { blocks, blockRate: frameRate / FRAMES_PER_BLOCK, durationSec, harmony, bass, weight };
}

interface Tap {
  readonly bin: number;
  readonly weight: number;
}

/** For each pitch class the fine bins within half a semitone of it. */
function tapsOf(tuningCents: number): Tap[][] {
  const perSemitone = CHROMA_BINS / 12;
  return Array.from({ length: 12 }, (_, pitch) => {
    const centre = perSemitone * (pitch + tuningCents / 100);
    const near = Array.from({ length: perSemitone + 2 }, (__, i) => Math.floor(centre) - 1 + i);
    return near
      .map((bin) => ({ bin: (bin + CHROMA_BINS) % CHROMA_BINS, distance: Math.abs(bin - centre) / (perSemitone / 2) }))
      .filter(({ distance }) => distance < 1)
      .map(({ bin, distance }) => ({ bin, weight: Math.cos((Math.PI / 2) * distance) ** 2 }));
  });
}

function gather(
  fine: Float32Array,
  frame: number,
  taps: readonly Tap[][],
  out: Float32Array,
  block: number,
  share: number,
): void {
  const row = new Float64Array(12);
  let most = 0;
  taps.forEach((near, pitch) => {
    for (const { bin, weight } of near)
      row[pitch] = (row[pitch] as number) + weight * (fine[frame * CHROMA_BINS + bin] as number);
    most = Math.max(most, row[pitch] as number);
  });
  if (most <= 0) return;
  for (let pitch = 0; pitch < 12; pitch++) out[12 * block + pitch]! += (share * (row[pitch] as number)) / most;
}

const loudest = (level: Float32Array): number => level.reduce((most, value) => Math.max(most, value), -200);
