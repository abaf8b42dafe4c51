import type { Summary } from './summary.ts';

/** A line of the report: an analyser on a set, or on all. */
export interface Line {
  readonly analyser: string;
  readonly set: string;
  readonly summary: Summary;
  /** Seconds of audio for each second of processor time. */
  readonly xRealtime?: number;
}

const columns: readonly (readonly [title: string, name: keyof Summary, digits: number])[] = [
  ['n', 'tracks', 0],
  ['Acc1', 'acc1', 3],
  ['Acc2', 'acc2', 3],
  ['beat F', 'beatF', 3],
  ['downbeat F', 'downbeatF', 3],
  ['grid BPM error max', 'gridBpmErrorMax', 4],
  ['key', 'key', 3],
  ['section hit', 'sectionHit', 3],
  ['section kinds', 'sectionKinds', 3],
  ['LU error max', 'loudnessErrorMax', 3],
  ['no beat', 'noBeat', 2],
  ['no key', 'noKey', 2],
  ['ECE tempo', 'eceTempo', 3],
  ['ECE key', 'eceKey', 3],
];

/** The report for people: ours first, then peer by peer. */
export function tableOf(lines: readonly Line[]): string[][] {
  const head = ['analyser', 'set', ...columns.map(([title]) => title), 'x real time'];
  const rows = lines.map(({ analyser, set, summary, xRealtime }) => [
    analyser,
    set,
    ...columns.map(([, name, digits]) => summary[name]?.toFixed(digits) ?? ''),
    xRealtime === undefined ? '' : String(Math.round(xRealtime)),
  ]);
  return [head, ...rows];
}
