/** A knob that stands so close to its control has it, share of the way. */
const CLOSE = 0.02;

/**
 * Lets a knob or fader move its control only after it has met it: when the screen or another deck's layer moved the
 * control meanwhile, nothing jumps.
 */
export class SoftTakeover {
  /** Last places of hardware that holds its control, or null while it looks for it. */
  private readonly places = new Map<string, { place: number; holds: boolean }>();

  /**
   * @param key of the knob and the control it moves
   * @param place of the knob, 0 to 1
   * @param state place of the control, 0 to 1; null where nobody knows it
   * @returns whether the knob moves the control
   */
  take(key: string, place: number, state: number | null): boolean {
    const before = this.places.get(key);
    const holds = state === null || this.meets(before, place, state);
    this.places.set(key, { place, holds });
    return holds;
  }

  private meets(before: { place: number; holds: boolean } | undefined, place: number, state: number): boolean {
    if (Math.abs(place - state) <= CLOSE) return true;
    if (!before) return false;
    // Whoever held it keeps it while the control stands where the knob left it, however fast the knob moves.
    if (before.holds && Math.abs(before.place - state) <= CLOSE) return true;
    return (before.place - state) * (place - state) < 0;
  }

  /** Another pair of decks, other states: every knob has to meet its control again. */
  reset(): void {
    this.places.clear();
  }
}
