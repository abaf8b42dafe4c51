import type { Truth } from '../truth.ts';
import type { Key } from '../score/key.ts';
import type { FullAnswer, TrackScore } from './track-score.ts';

const names = ['C', 'Db', 'D', 'Eb', 'E', 'F', 'Gb', 'G', 'Ab', 'A', 'Bb', 'B'];
const keyName = (key: Key | null | undefined) => (key ? `${names[key.tonic]} ${key.mode}` : 'none');
const short = (value: number | null | undefined) => (value === null || value === undefined ? 'none' : value.toFixed(2));

/** What is wrong with an answer, in one line; null where nothing is. */
export function faultsOf(truth: Truth, answer: FullAnswer, score: TrackScore): string | null {
  const faults: string[] = [];
  if (score.acc1 === 0 || score.noBeat === 0) {
    const level = score.acc2 === 1 ? ' (other level)' : '';
    faults.push(`tempo ${short(answer.bpm)} for ${short(truth.bpm)}${level} at ${short(answer.tempoConfidence)}`);
  }
  if ((score.beatF ?? 1) < 0.9) faults.push(`beat F ${short(score.beatF)}`);
  if ((score.downbeatF ?? 1) < 0.8) faults.push(`downbeat F ${short(score.downbeatF)}`);
  if ((score.gridBpmError ?? 0) > 0.01) faults.push(`grid off by ${score.gridBpmError?.toFixed(4)} BPM`);
  if ((score.key ?? score.noKey ?? 1) < 1) {
    faults.push(`key ${keyName(answer.key)} for ${keyName(truth.key)} at ${short(answer.keyConfidence)}`);
  }
  if ((score.sectionHit ?? 1) < 0.5) faults.push(`section hit ${short(score.sectionHit)}`);
  if ((score.loudnessError ?? 0) > 0.1) faults.push(`loudness off by ${short(score.loudnessError)} LU`);
  if (faults.length === 0) return null;
  const kind = truth.isConstant === false ? ', changing tempo' : '';
  return `${truth.name} (${truth.style}${kind}): ${faults.join('; ')}`;
}
