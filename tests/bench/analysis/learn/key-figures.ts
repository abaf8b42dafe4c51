import { findKey } from '#core/analysis/tonal/find-key.ts';
import type { KeyResult } from '#contracts/records/analysis.ts';
import { pieceOf } from './pieces.ts';
import { calibrationError } from './regression.ts';
import { type LearnTrack, tracksOf } from './tracks.ts';

/** Prints how good the key is on folders of WAV files with their truth: `node …/key-figures.ts FOLDER...`. */
type Key = { readonly tonic: number | null; readonly mode: 'major' | 'minor' | null };

/** The weighted score of the MIREX key task. */
function mirex(truth: Key, { tonic, mode }: Key): number {
  if (truth.tonic === null || tonic === null) return truth.tonic === tonic ? 1 : 0;
  const up = (tonic - truth.tonic + 12) % 12;
  if (mode === truth.mode) return up === 0 ? 1 : up === 7 || up === 5 ? 0.5 : 0;
  if (up === (truth.mode === 'major' ? 9 : 3)) return 0.3;
  return up === 0 ? 0.2 : 0;
}

interface Answer {
  readonly name: string;
  readonly truth: Key;
  readonly result: KeyResult;
}

const noKey: Key = { tonic: null, mode: null };
const isRight = ({ truth, result }: Answer) => mirex(truth, result) === 1;
const answer = ({ name, truth, tonal }: LearnTrack): Answer => ({
  name,
  truth: truth.key ?? noKey,
  result: findKey(tonal),
});
const piecesOf = ({ name, truth, tonal }: LearnTrack): Answer[] =>
  (truth.keys ?? [{ ...noKey, startSec: 0, endSec: truth.durationSec }]).flatMap((span) =>
    [5, 10, 20].flatMap((seconds) =>
      span.endSec - span.startSec < seconds
        ? []
        : [{ name, truth: span, result: findKey(pieceOf(tonal, span.startSec, seconds)) }],
    ),
  );

/** Changes of key that were found within four bars, all of them, and those that are none. */
function changes({ truth }: LearnTrack, { segments }: KeyResult): { found: number; all: number; wrong: number } {
  const fourBars = ((4 * 60) / (truth.bpm ?? 120)) * (truth.beatsPerBar ?? 4);
  const wanted = (truth.keys ?? []).slice(1);
  const found = wanted.filter((span) =>
    segments.some((one) => mirex(span, one) === 1 && Math.abs(one.startSec - span.startSec) <= fourBars),
  ).length;
  return { found, all: wanted.length, wrong: Math.max(0, segments.length - 1 - found) };
}

const tracks = tracksOf(process.argv.slice(2));
const answers = tracks.map(answer);
const keyed = answers.filter(({ truth }) => truth.tonic !== null);
const keyless = answers.filter(({ truth }) => truth.tonic === null);
const counts = tracks.map((track, index) => changes(track, (answers[index] as Answer).result));
const sum = (pick: (one: (typeof counts)[number]) => number) => counts.reduce((total, one) => total + pick(one), 0);
const calibration = (list: readonly Answer[]) =>
  calibrationError(list.map((one) => ({ confidence: one.result.confidence, isTrue: isRight(one) }))).toFixed(3);

for (const one of answers.filter((some) => !isRight(some)))
  console.log('wrong:', one.name, one.truth, one.result.tonic, one.result.mode, one.result.confidence.toFixed(2));
console.log({
  tracks: tracks.length,
  mirex: (keyed.reduce((total, one) => total + mirex(one.truth, one.result), 0) / keyed.length).toFixed(3),
  exact: `${keyed.filter(isRight).length} of ${keyed.length}`,
  noKey: `${keyless.filter(isRight).length} of ${keyless.length}`,
  changes: `${sum(({ found }) => found)} of ${sum(({ all }) => all)}, ${sum(({ wrong }) => wrong)} wrong`,
  calibrationError: calibration(answers),
  calibrationErrorOfPieces: calibration(tracks.flatMap(piecesOf)),
});
