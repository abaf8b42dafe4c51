import { STEP_FRAMES } from '../score/time.ts';
import { busNames, mix, type BusName } from './buses.ts';
import { PingPong } from './delay.ts';
import { Reverb } from './reverb.ts';
import { Sidechain } from './sidechain.ts';

/** One block of stereo samples. */
export interface StereoBlock {
  readonly left: Float32Array;
  readonly right: Float32Array;
}

const REVERB_RETURN = 0.9;
const DELAY_RETURN = 0.85;
const DELAY_TO_REVERB = 0.25;
/** Effects breathe with the kick too, less than the instruments. */
const EFFECT_DUCK = 0.45;

/** Brings the buses of one block together with sidechain, echo and room. */
export class Mixer {
  readonly buses: Readonly<Record<BusName, StereoBlock>>;
  readonly #sidechain = new Sidechain(0.3);
  readonly #delay = new PingPong(STEP_FRAMES * 3, 0.46);
  readonly #reverb = new Reverb(0.84, 5200);

  constructor(frames: number) {
    const block = () => ({ left: new Float32Array(frames), right: new Float32Array(frames) });
    this.buses = {
      ...{ kick: block(), drums: block(), noise: block(), bass: block() },
      ...{ pad: block(), arp: block(), lead: block() },
    };
  }

  clear(): void {
    for (const name of busNames) {
      this.buses[name].left.fill(0);
      this.buses[name].right.fill(0);
    }
  }

  /** @param kicks frames in this block at which a kick begins, ascending */
  mixInto(out: StereoBlock, kicks: readonly number[]): void {
    let nextKick = 0;
    for (let i = 0; i < out.left.length; i++) {
      if (kicks[nextKick] === i) {
        this.#sidechain.trigger();
        nextKick++;
      }
      this.#frame(out, i, this.#sidechain.next());
    }
  }

  #frame(out: StereoBlock, i: number, duck: number): void {
    let [left, right, reverbLeft, reverbRight, delayLeft, delayRight] = [0, 0, 0, 0, 0, 0];
    for (let b = 0; b < busNames.length; b++) {
      const name = busNames[b]!;
      const bus = this.buses[name];
      const gains = mix[name];
      const open = 1 - duck * gains.duck;
      const l = bus.left[i]! * open;
      const r = bus.right[i]! * open;
      left += l * gains.dry;
      right += r * gains.dry;
      reverbLeft += l * gains.reverb;
      reverbRight += r * gains.reverb;
      delayLeft += l * gains.delay;
      delayRight += r * gains.delay;
    }
    this.#delay.push(delayLeft, delayRight);
    this.#reverb.push(
      reverbLeft + this.#delay.left * DELAY_TO_REVERB,
      reverbRight + this.#delay.right * DELAY_TO_REVERB,
    );
    const open = 1 - duck * EFFECT_DUCK;
    out.left[i] = left + open * (this.#delay.left * DELAY_RETURN + this.#reverb.left * REVERB_RETURN);
    out.right[i] = right + open * (this.#delay.right * DELAY_RETURN + this.#reverb.right * REVERB_RETURN);
  }
}
