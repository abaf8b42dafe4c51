import { RATE, sine } from './math.ts';

/**
 * State-variable filter, 12 dB per octave, stable while its frequency moves (topology-preserving transform: Zavalishin,
 * The Art of VA Filter Design, 2012; form by Simper, 2013).
 */
export class StateVariableFilter {
  low = 0;
  band = 0;
  high = 0;
  #a1 = 0;
  #a2 = 0;
  #a3 = 0;
  #damping = 1;
  #s1 = 0;
  #s2 = 0;

  constructor(hz: number, q: number) {
    this.tune(hz, q);
  }

  /** @param hz corner, kept between 20 Hz and 18 kHz */
  tune(hz: number, q: number): void {
    const turns = Math.min(18_000, Math.max(20, hz)) / (2 * RATE);
    const g = sine(turns) / sine(turns + 0.25);
    this.#damping = 1 / q;
    this.#a1 = 1 / (1 + g * (g + this.#damping));
    this.#a2 = g * this.#a1;
    this.#a3 = g * this.#a2;
  }

  /** Takes one sample; the answers stand in `low`, `band` and `high`. */
  push(input: number): void {
    const v3 = input - this.#s2;
    const v1 = this.#a1 * this.#s1 + this.#a2 * v3;
    const v2 = this.#s2 + this.#a2 * this.#s1 + this.#a3 * v3;
    this.#s1 = 2 * v1 - this.#s1;
    this.#s2 = 2 * v2 - this.#s2;
    this.low = v2;
    this.band = v1 * this.#damping;
    this.high = input - this.#damping * v1 - v2;
  }
}

/** First-order low-pass, 6 dB per octave; `input - output` is the high-pass. */
export class OnePole {
  value = 0;
  readonly #amount: number;

  constructor(hz: number) {
    const w = (6.283185307179586 * hz) / RATE;
    this.#amount = w / (1 + w);
  }

  next(input: number): number {
    this.value += this.#amount * (input - this.value);
    return this.value;
  }
}
