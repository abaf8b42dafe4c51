import { HOT_CUES, type CuePoint, type HotCue, type SavedLoop } from '#contracts/records/cue.ts';
import type { ExchangeCues } from './collection.ts';
import type { LossCount } from './loss.ts';

type Bare<Point> = Omit<Point, 'anchor'>;

/** Points of one kind and track; more are an attack. */
const MOST_POINTS = 1000;

/** Collects the points of one track by the rules of ours, and counts what finds no place. */
export class PointsBuilder {
  private readonly hotCues: Bare<HotCue>[] = [];
  private readonly memoryCues: Bare<CuePoint>[] = [];
  private readonly loops: Bare<SavedLoop>[] = [];
  private readonly losses: LossCount;

  constructor(losses: LossCount) {
    this.losses = losses;
  }

  get isEmpty(): boolean {
    return this.hotCues.length + this.memoryCues.length + this.loops.length === 0;
  }

  /** On its pad; beyond the eighth, or where another is, it becomes a memory cue. */
  addHotCue(cue: Bare<HotCue>): void {
    const isFree = cue.slot < HOT_CUES && !this.hotCues.some(({ slot }) => slot === cue.slot);
    if (isFree) return void this.hotCues.push(cue);
    this.losses.add('hotCues');
    const { timeSec, name, colour } = cue;
    this.addMemoryCue({ timeSec, name, colour });
  }

  addMemoryCue(cue: Bare<CuePoint>): void {
    const isNew = !this.memoryCues.some(({ timeSec }) => timeSec === cue.timeSec);
    if (isNew && this.memoryCues.length < MOST_POINTS) this.memoryCues.push(cue);
    else this.losses.add('memoryCues');
  }

  addLoop(loop: Bare<SavedLoop>): void {
    const isNew = !this.loops.some(({ timeSec }) => timeSec === loop.timeSec);
    if (isNew && loop.endSec > loop.timeSec && this.loops.length < MOST_POINTS) this.loops.push(loop);
    else this.losses.add('loops');
  }

  done(): ExchangeCues {
    const byTime = (a: { timeSec: number }, b: { timeSec: number }) => a.timeSec - b.timeSec;
    return {
      hotCues: this.hotCues.toSorted((a, b) => a.slot - b.slot),
      memoryCues: this.memoryCues.toSorted(byTime),
      loops: this.loops.toSorted(byTime),
      intro: null,
      outro: null,
    };
  }
}
