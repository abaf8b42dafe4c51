import { FADE_SEC } from './player.ts';

/** A gain that opens once and closes once, each with a short ramp. */
export class Gate {
  readonly node: GainNode;
  #openAt = 0;
  #isRamped = false;

  constructor(context: BaseAudioContext, output: AudioNode) {
    this.node = context.createGain();
    this.node.connect(output);
  }

  /** @param ramped false lets the very first sample through unchanged */
  open(atSec: number, ramped: boolean): void {
    this.#openAt = atSec;
    this.#isRamped = ramped;
    if (!ramped) return;
    this.node.gain.setValueAtTime(0, atSec);
    this.node.gain.linearRampToValueAtTime(1, atSec + FADE_SEC);
  }

  /** Returns the time at which it is closed. */
  close(atSec: number): number {
    const { gain } = this.node;
    const opened = Math.max(0, atSec - this.#openAt) / FADE_SEC;
    if (this.#isRamped && opened < 1) {
      // Still opening: the same slope again, cut short.
      gain.cancelScheduledValues(this.#openAt);
      gain.setValueAtTime(0, this.#openAt);
      gain.linearRampToValueAtTime(opened, atSec);
    } else gain.setValueAtTime(1, atSec);
    gain.linearRampToValueAtTime(0, atSec + FADE_SEC);
    return atSec + FADE_SEC;
  }
}
