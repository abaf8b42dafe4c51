import type { Analysis, KeyResult, TempoResult } from '#contracts/records/analysis.ts';
import { beatsBetween, firstBeatFrom, isDownbeat } from '#core/tempo/beat-grid.ts';
import { nodeKernels } from '#tests/support/kernels.ts';
import { analysePcm, type PcmBlock } from '#workers/analysis/pcm.ts';
import type { Pcm } from '../render/pcm.ts';
import type { FullAnswer } from '../report/track-score.ts';
import type { Claim } from '../score/calibration.ts';

/** Frames that a decoder gives at a time. */
const BLOCK = 16_384;

/** Lengths of the pieces whose energy is held against that of the whole, in seconds. */
const PIECES_SEC = [5, 12, 30];

/** The product's own analysis of decoded audio, as its worker does it. */
export async function hearOurs(pcm: Pcm): Promise<FullAnswer> {
  const before = process.cpuUsage();
  const analysis: Partial<Analysis> = await analysePcm(nodeKernels(), blocksOf(pcm), pcm.sampleRate);
  const { user, system } = process.cpuUsage(before);
  const { tempo, key, sections, loudness, energy } = analysis;
  return {
    ...(tempo ? ofTempo(tempo) : {}),
    ...(key ? ofKey(key) : {}),
    ...(sections ? { sections } : {}),
    ...(loudness ? { integrated: loudness.integrated } : {}),
    ...(energy?.level ? { energyClaims: await energyClaims(pcm, energy.level) } : {}),
    cpuMs: (user + system) / 1000,
  };
}

/** Whether pieces of a track get its level or one beside it, as they claim. */
async function energyClaims({ channels, sampleRate }: Pcm, wanted: number): Promise<Claim[]> {
  const claims: Claim[] = [];
  for (const seconds of PIECES_SEC) {
    const length = seconds * sampleRate;
    const from = Math.floor((channels[0]!.length - length) / 2);
    if (from < 0) break;
    const piece = { sampleRate, channels: channels.map((channel) => channel.subarray(from, from + length)) };
    const { level, confidence } = (await analysePcm(nodeKernels(), blocksOf(piece), sampleRate)).energy;
    if (level !== null) claims.push({ confidence, isRight: Math.abs(level - wanted) <= 1 });
  }
  return claims;
}

function* blocksOf({ channels }: Pcm): Generator<PcmBlock> {
  const length = channels[0]?.length ?? 0;
  for (let at = 0; at < length; at += BLOCK) {
    const frames = Math.min(BLOCK, length - at);
    yield { planes: channels.map((channel) => channel.subarray(at, at + frames)), frames };
  }
}

/**
 * Beats are those of the grid, which is what decks and editor use. A grid has no ends; it claims beats where some were
 * tracked.
 */
function ofTempo({ bpm, confidence, downbeatConfidence, grid, beats: tracked }: TempoResult): Partial<FullAnswer> {
  if (!grid) return { bpm, tempoConfidence: confidence, beats: [...tracked], downbeats: [] };
  const [from, to] = [(tracked[0] ?? 0) - 0.1, (tracked.at(-1) ?? 0) + 0.1];
  const first = firstBeatFrom(grid, from);
  const beats = [...beatsBetween(grid, from, to)];
  return {
    bpm,
    tempoConfidence: confidence,
    downbeatConfidence,
    beats,
    downbeats: beats.filter((_, index) => isDownbeat(grid, first + index)),
  };
}

function ofKey({ tonic, mode, confidence }: KeyResult): Partial<FullAnswer> {
  return { key: tonic === null || mode === null ? null : { tonic, mode }, keyConfidence: confidence };
}
