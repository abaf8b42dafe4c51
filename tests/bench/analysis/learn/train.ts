import { parseArgs } from 'node:util';
import { calibrationError } from '../score/calibration.ts';
import { material, type Material } from './material.ts';
import { crossCheck, trainTogether, type FamilyChoice } from './together.ts';
import { writeModel } from './write-model.ts';

/**
 * Learns the models of `core/analysis/rhythm` and writes them, always the same ones; `--check` first measures them on
 * families that are left out. The first run renders the corpus, an hour of work on two cores; later ones take some
 * minutes:
 * `node tests/bench/analysis/learn/train.ts [--check] [--pieces 2400] [--sketches 1200] [--loops 120] [--beatless 480] [--rendered 118]`.
 */
const { values } = parseArgs({
  options: {
    check: { type: 'boolean', default: false },
    pieces: { type: 'string', default: '2400' },
    sketches: { type: 'string', default: '1200' },
    loops: { type: 'string', default: '120' },
    beatless: { type: 'string', default: '480' },
    rendered: { type: 'string', default: '118' },
  },
});

const examples: Material[] = [];
const amounts = {
  pieces: Number(values.pieces),
  sketches: Number(values.sketches),
  loops: Number(values.loops),
  beatless: Number(values.beatless),
  rendered: Number(values.rendered),
};
for await (const example of material(amounts)) {
  examples.push(example);
  if (examples.length % 500 === 0) console.log(`${examples.length} examples`);
}

for (const name of ['level', 'bar', 'pulse'] as const) {
  const choices = examples.flatMap(({ family, ...example }): FamilyChoice[] => {
    const choice = example[name];
    return choice?.isRight.includes(true) && choice.isRight.includes(false) ? [{ ...choice, family }] : [];
  });
  if (values.check) {
    const claims = crossCheck(name, choices);
    const right = claims.filter(({ isRight }) => isRight).length;
    const error = calibrationError(claims)?.toFixed(3);
    console.log(`${name}: ${right} of ${claims.length} right in families not learned from, calibration error ${error}`);
  }
  writeModel(name, trainTogether(name, choices));
}
