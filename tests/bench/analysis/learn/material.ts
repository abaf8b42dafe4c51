import { compose } from '../music/compose.ts';
import { describe } from '../music/describe.ts';
import { specOf } from '../music/plan.ts';
import { toMono } from '../render/pcm.ts';
import { tracks } from '../dataset.ts';
import { beatless } from './beatless.ts';
import { exampleOf, type Example } from './examples.ts';
import { featuresOf } from './features-of.ts';
import { loopScore } from './loops.ts';
import { sketch } from './sketch.ts';

/** Sketches begin far behind the tracks that are rendered, so that no piece is learned that is used for choosing. */
const FIRST_SKETCH = 1000;

/** How much of each material; the weights of what sounds real are higher. */
export interface Amounts {
  readonly sketches: number;
  readonly loops: number;
  readonly beatless: number;
  readonly rendered: number;
}

/** Examples of the tune half alone. */
export async function* material({ sketches, loops, beatless: silent, rendered }: Amounts): AsyncGenerator<Example> {
  for await (const track of tracks({ half: 'tune', count: rendered, sets: ['own', 'generated', 'rendered'] })) {
    const pcm = await track.load();
    yield exampleOf(track.name, featuresOf(toMono(pcm), pcm.sampleRate), track.truth, 3);
  }
  for (let index = 0; index < silent; index++) {
    const { samples, sampleRate } = beatless(index);
    const truth = { name: `beatless-${index}`, style: 'beatless', durationSec: samples.length / sampleRate, bpm: null };
    yield exampleOf(truth.name, featuresOf(samples, sampleRate), truth, 2);
  }
  for (let index = 0; index < sketches; index++) {
    const score = compose(specOf('tune', FIRST_SKETCH + index));
    const durationSec = score.tempo.timeOf(score.tempo.beats.length) + 1;
    yield exampleOf(score.name, sketch(score, durationSec, score.name), describe(score, durationSec), 1);
  }
  for (let index = 0; index < loops; index++) {
    const score = loopScore(index);
    const durationSec = score.tempo.timeOf(score.tempo.beats.length);
    yield exampleOf(score.name, sketch(score, durationSec, score.name), describe(score, durationSec), 0.5);
  }
}
