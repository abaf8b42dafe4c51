import { parseArgs } from 'node:util';
import { CACHE, generated } from './generated.ts';

/**
 * Writes annotated test music, two tracks at a time:
 * `node tests/bench/analysis/generate.ts --set tune|test --count N [--from N] [--out DIR]`.
 */
const { values } = parseArgs({
  options: {
    set: { type: 'string', default: 'tune' },
    count: { type: 'string', default: '24' },
    from: { type: 'string', default: '0' },
    out: { type: 'string', default: CACHE },
  },
});
const { set, out } = values;
if (set !== 'tune' && set !== 'test') throw new Error('--set is tune or test');
const end = Number(values.from) + Number(values.count);
let next = Number(values.from);

async function work(): Promise<void> {
  while (next < end) {
    const { wav, truth } = await generated(set as 'tune' | 'test', next++, out);
    const key = truth.key ? `${truth.key.tonic} ${truth.key.mode}` : 'no key';
    console.log([wav, truth.style, truth.bpm ?? 'no beat', key, `${truth.durationSec.toFixed(1)} s`].join('\t'));
  }
}
await Promise.all([work(), work()]);
