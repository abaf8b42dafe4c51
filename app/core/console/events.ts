import type { ControlEntry, DeckControl, MixerControl, SamplerControl } from './controls.ts';
import type { DeckId } from './deck-ids.ts';
import type { SAMPLER } from './sampler/pads.ts';

/** A control of the console: `A.play`, `B.fx1.mix`, `S.pad1.hit`, `mixer.crossfader`. */
export type Control = `${DeckId}.${DeckControl}` | `${typeof SAMPLER}.${SamplerControl}` | `mixer.${MixerControl}`;

/**
 * One move of one control. All that is ever done to the console is a list of these, so a list replayed gives the same
 * sound. Units and ranges are those of `controls.ts`.
 */
export interface ConsoleEvent {
  /** Frame of the audio clock at which it counts; {@link AS_SOON_AS_POSSIBLE} for the next one that is rendered. */
  readonly frame: number;
  readonly control: Control;
  readonly value: number;
}

export const AS_SOON_AS_POSSIBLE = -1;

/** An event in the queue. */
export interface Queued {
  readonly frame: number;
  readonly control: ControlEntry;
  readonly value: number;
  /** Number by which the sender hears when it counted; 0: does not want to. */
  readonly ticket: number;
}

/** Events by rising frame, those of one frame in the order in which they came. Adding may allocate, taking does not. */
export class EventQueue {
  private readonly waiting: Queued[] = [];
  private head = 0;

  add(event: Queued): void {
    const { waiting } = this;
    if (this.head > 256) this.head -= waiting.splice(0, this.head).length;
    let at = waiting.length;
    while (at > this.head && (waiting[at - 1] as Queued).frame > event.frame) at--;
    waiting.splice(at, 0, event);
  }

  /** Frame of the next event, or infinity. */
  get next(): number {
    return this.head < this.waiting.length ? (this.waiting[this.head] as Queued).frame : Infinity;
  }

  /** The next event; there has to be one. */
  take(): Queued {
    return this.waiting[this.head++] as Queued;
  }
}
