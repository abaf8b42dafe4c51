import { CURVE_RANGE, limiterCurve } from './limiter-curve.ts';
import { Meter } from './meter.ts';

/**
 * The bus on which all decks meet. The safety limiter is off unless asked for and is then not in the way at all: what
 * comes in goes out bit by bit.
 */
export class Master {
  readonly input: GainNode;
  readonly meter: Meter;
  readonly #output: GainNode;
  readonly #shaper: readonly AudioNode[];
  #isLimited = false;

  constructor(context: BaseAudioContext, destination: AudioNode) {
    this.input = context.createGain();
    this.#output = context.createGain();
    this.#shaper = createShaper(context);
    this.meter = new Meter(context, this.#output);
    this.input.connect(this.#output);
    this.#output.connect(destination);
  }

  get isLimited(): boolean {
    return this.#isLimited;
  }

  setLimited(on: boolean): void {
    if (on === this.#isLimited) return;
    this.#isLimited = on;
    this.input.disconnect();
    this.#shaper.at(-1)?.disconnect();
    const chain = on ? [this.input, ...this.#shaper, this.#output] : [this.input, this.#output];
    chain.reduce((from, to) => from.connect(to));
  }
}

function createShaper(context: BaseAudioContext): readonly AudioNode[] {
  const down = context.createGain();
  down.gain.value = 1 / CURVE_RANGE;
  const shaper = context.createWaveShaper();
  shaper.curve = limiterCurve();
  // No oversampling: it would delay the limited sound against the unlimited one.
  shaper.oversample = 'none';
  return [down, shaper];
}
