import type { Random } from './random.ts';

/** How the tempo goes. Beats are counted from the first one. */
export type TempoPlan =
  | { readonly kind: 'constant'; readonly bpm: number }
  /** Another tempo from a beat on. */
  | { readonly kind: 'step'; readonly bpm: number; readonly to: number; readonly atBeat: number }
  /** Even change from one beat to another. */
  | {
      readonly kind: 'ramp';
      readonly bpm: number;
      readonly to: number;
      readonly fromBeat: number;
      readonly toBeat: number;
    }
  /** A band without a click: a random walk around the tempo, `amount` a beat. */
  | { readonly kind: 'drift'; readonly bpm: number; readonly amount: number };

/** Forgets the walk slowly, so that it stays near the tempo. */
const DRIFT_MEMORY = 0.97;

/** Times of the beats; the tempo is constant between two of them. */
export class TempoMap {
  readonly plan: TempoPlan;
  /** Times in s of beats 0 to the last. */
  readonly beats: Float64Array;

  constructor(plan: TempoPlan, beatCount: number, startSec: number, random: Random) {
    this.plan = plan;
    this.beats = new Float64Array(beatCount);
    let time = startSec;
    let walk = 0;
    for (let beat = 0; beat < beatCount; beat++) {
      this.beats[beat] = time;
      if (plan.kind === 'drift') walk = walk * DRIFT_MEMORY + (random.next() - 0.5) * 2 * plan.amount;
      time += 60 / (bpmAt(plan, beat) * (1 + walk));
    }
  }

  /** Time of a beat, also between beats, before the first and after the last. */
  timeOf(beat: number): number {
    const from = Math.min(Math.max(Math.floor(beat), 0), this.beats.length - 2);
    const start = this.beats[from] as number;
    return start + (beat - from) * ((this.beats[from + 1] as number) - start);
  }

  /** Tempo over the whole: the median of the beats. */
  get medianBpm(): number {
    const periods = this.beats.slice(1).map((time, i) => time - (this.beats[i] as number));
    return 60 / (periods.sort()[periods.length >> 1] as number);
  }
}

function bpmAt(plan: TempoPlan, beat: number): number {
  if (plan.kind === 'step') return beat < plan.atBeat ? plan.bpm : plan.to;
  if (plan.kind === 'ramp') {
    const share = (beat - plan.fromBeat) / (plan.toBeat - plan.fromBeat);
    return plan.bpm + (plan.to - plan.bpm) * Math.min(1, Math.max(0, share));
  }
  return plan.bpm;
}
