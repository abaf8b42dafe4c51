import { parseArgs } from 'node:util';
import type { SetName } from './music/plan.ts';

export interface BenchOptions {
  readonly half: SetName;
  /** Generated tracks. */
  readonly count: number;
  /** All when left out. */
  readonly sets?: readonly string[];
  readonly peers: boolean;
  /** A line for each answer that is wrong. */
  readonly detail: boolean;
}

/** `--half tune|test`, `--set own,loops`, `--count N`, `--no-peers`, `--detail`. */
export function benchOptions(args: string[]): BenchOptions {
  const { values } = parseArgs({
    args,
    options: {
      half: { type: 'string', default: 'test' },
      set: { type: 'string' },
      count: { type: 'string', default: '36' },
      'no-peers': { type: 'boolean', default: false },
      detail: { type: 'boolean', default: false },
    },
  });
  const { half, set, count, detail } = values;
  if (half !== 'tune' && half !== 'test') throw new Error('--half is tune or test');
  const number = Number(count);
  if (!(Number.isInteger(number) && number >= 0)) throw new Error('--count is a whole number');
  const sets = set?.split(',');
  return { half, count: number, ...(sets ? { sets } : {}), peers: !values['no-peers'], detail };
}
