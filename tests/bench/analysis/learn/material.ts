import type { RhythmFeatures } from '#core/analysis/rhythm/features.ts';
import { compose } from '../music/compose.ts';
import { describe } from '../music/describe.ts';
import { specOf } from '../music/plan.ts';
import { toMono } from '../render/pcm.ts';
import { tracks } from '../dataset.ts';
import type { Truth } from '../truth.ts';
import { beatless } from './beatless.ts';
import { heardPiece } from './corpus/heard.ts';
import { exampleOf, type Example } from './examples.ts';
import { excerptOf } from './excerpt.ts';
import { featuresOf } from './features-of.ts';
import { loopScore } from './loops.ts';
import { sketch } from './sketch.ts';

/** Sketches begin far behind the tracks that are rendered, so that no piece is learned that is used for choosing. */
const FIRST_SKETCH = 1000;
/** How much an example counts: what sounds real more than sketches, of which there are many alike. */
const weights = { track: 2, piece: 1, beatless: 12, sketch: 0.5, loop: 0.25 } as const;
/** Music without a beat, of which there is little and which is hard to tell from slow music, counts this many times. */
const WITHOUT_BEAT = 96;

/** How much of each material. */
export interface Amounts {
  /** Pieces of the corpus: accompaniments in some hundred styles, drum loops with recorded kits. */
  readonly pieces: number;
  readonly sketches: number;
  readonly loops: number;
  readonly beatless: number;
  readonly rendered: number;
}

/** An example with what it is like: a check leaves out whole families. */
export interface Material extends Example {
  readonly family: string;
}

/** Examples of the tune half alone. */
export async function* material(amounts: Amounts): AsyncGenerator<Material> {
  for await (const track of tracks({ half: 'tune', count: amounts.rendered })) {
    if (track.set === 'ebu') continue;
    const pcm = await track.load();
    const features = featuresOf(toMono(pcm), pcm.sampleRate);
    const family = track.set === 'own' ? track.truth.style : `${track.set} ${track.name}`;
    yield* examplesOf(family, features, track.truth, weights.track);
  }
  for (let index = 0; index < amounts.pieces; index++) {
    const heard = await heardPiece(index);
    if (heard) yield* examplesOf(heard.family, heard.features, heard.truth, weights.piece);
  }
  for (let index = 0; index < amounts.beatless; index++) {
    const { kind, samples, sampleRate } = beatless(index);
    const truth = { name: `beatless-${index}`, style: 'beatless', durationSec: samples.length / sampleRate, bpm: null };
    yield {
      family: `beatless ${kind}`,
      ...exampleOf(truth.name, featuresOf(samples, sampleRate), truth, weights.beatless),
    };
  }
  for (let index = 0; index < amounts.sketches; index++) {
    const score = compose(specOf('tune', FIRST_SKETCH + index));
    const durationSec = score.tempo.timeOf(score.tempo.beats.length) + 1;
    const features = sketch(score, durationSec, score.name);
    yield* examplesOf(score.style, features, describe(score, durationSec), weights.sketch);
  }
  for (let index = 0; index < amounts.loops; index++) {
    const score = loopScore(index);
    const durationSec = score.tempo.timeOf(score.tempo.beats.length);
    const features = sketch(score, durationSec, score.name);
    yield* examplesOf('loop', features, describe(score, durationSec), weights.loop);
  }
}

/**
 * Music as a whole and, so that short is not taken for beatless and loops get their bars, an excerpt, which counts half.
 * It does not teach the level: that made short pieces better and the beats of whole ones worse.
 */
function* examplesOf(family: string, features: RhythmFeatures, truth: Truth, weight: number): Generator<Material> {
  const { name, bpm } = truth;
  const counts = weight * (bpm === null ? WITHOUT_BEAT : 1);
  yield { family, ...exampleOf(name, features, truth, counts) };
  const excerpt = bpm === undefined ? null : excerptOf(features, truth);
  if (!excerpt) return;
  yield { family, ...exampleOf(`${name} excerpt`, excerpt.features, excerpt.truth, counts / 2), level: null };
}
