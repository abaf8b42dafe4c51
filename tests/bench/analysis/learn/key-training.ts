import { EVIDENCE } from '#core/analysis/tonal/evidence.ts';

/** Evidence of a stretch in one key, number 0 to 23 as in `key-model.ts`. */
export interface KeyExample {
  readonly evidence: Float64Array;
  readonly key: number;
}

/** Weights of major and minor, bias last. */
export type Trained = readonly [Float64Array, Float64Array];

const BIAS = EVIDENCE;
/** Decay of pitch-class weights, and of triads', which otherwise learn the training music's progressions by heart. */
const decayOf = (index: number): number => (index === BIAS ? 1e-4 : index < 12 ? 0.01 : 0.1);

/** Softmax regression over 24 keys with weights tied over the tonics, gradient descent with momentum. */
export function trainKeys(examples: readonly KeyExample[], steps = 300, rate = 0.3): Trained {
  const weights: Trained = [new Float64Array(EVIDENCE + 1), new Float64Array(EVIDENCE + 1)];
  const speed: Trained = [new Float64Array(EVIDENCE + 1), new Float64Array(EVIDENCE + 1)];
  const turned = examples.map(({ evidence }) => Array.from({ length: 12 }, (_, tonic) => turn(evidence, tonic)));
  for (let step = 0; step < steps; step++) {
    const gradient: Trained = [new Float64Array(EVIDENCE + 1), new Float64Array(EVIDENCE + 1)];
    examples.forEach(({ key }, index) => addGradient(weights, turned[index] as Float64Array[], key, gradient));
    for (const mode of [0, 1] as const) {
      for (let i = 0; i <= EVIDENCE; i++) {
        const slope = (gradient[mode][i] as number) / examples.length + decayOf(i) * (weights[mode][i] as number);
        speed[mode][i] = 0.9 * (speed[mode][i] as number) + slope;
        weights[mode][i] = (weights[mode][i] as number) - rate * (speed[mode][i] as number);
      }
    }
  }
  return weights;
}

/** The evidence as seen from a tonic, with a 1 for the bias. */
function turn(evidence: Float64Array, tonic: number): Float64Array {
  return Float64Array.from({ length: EVIDENCE + 1 }, (_, i) =>
    i === BIAS ? 1 : (evidence[i - (i % 12) + ((i + tonic) % 12)] as number),
  );
}

function addGradient(weights: Trained, turned: readonly Float64Array[], truth: number, gradient: Trained): void {
  const scores = Array.from({ length: 24 }, (_, key) =>
    dot(weights[key < 12 ? 0 : 1], turned[key % 12] as Float64Array),
  );
  const most = Math.max(...scores);
  const exps = scores.map((score) => Math.exp(score - most));
  const all = exps.reduce((sum, value) => sum + value, 0);
  for (let key = 0; key < 24; key++) {
    const error = (exps[key] as number) / all - (key === truth ? 1 : 0);
    const into = gradient[key < 12 ? 0 : 1];
    const inputs = turned[key % 12] as Float64Array;
    for (let i = 0; i < into.length; i++) into[i] = (into[i] as number) + error * (inputs[i] as number);
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] as number) * (b[i] as number);
  return sum;
}
