/** Where a finger or mouse is, CSS pixels within the picture. */
interface Place {
  readonly x: number;
  readonly y: number;
}

/** What fingers mean. */
export type Gesture =
  | { readonly type: 'grab'; readonly lane: number }
  /** By so many pixels to the right since the grab. */
  | { readonly type: 'drag'; readonly lane: number; readonly pixels: number }
  | { readonly type: 'release'; readonly lane: number }
  /** Two fingers: factor since the last. */
  | { readonly type: 'pinch'; readonly factor: number };

/** Tells dragging a lane with one finger from pinching with two. */
export class Gestures {
  private readonly fingers = new Map<number, Place>();
  private held: { readonly lane: number; readonly x: number } | null = null;

  down(id: number, place: Place, lane: number): Gesture | null {
    this.fingers.set(id, place);
    if (this.fingers.size === 1) {
      this.held = { lane, x: place.x };
      return { type: 'grab', lane };
    }
    return this.letGo();
  }

  move(id: number, place: Place): Gesture | null {
    if (!this.fingers.has(id)) return null;
    const before = this.spread();
    this.fingers.set(id, place);
    if (this.held) return { type: 'drag', lane: this.held.lane, pixels: place.x - this.held.x };
    const after = this.spread();
    return before > 0 && after > 0 ? { type: 'pinch', factor: before / after } : null;
  }

  up(id: number): Gesture | null {
    this.fingers.delete(id);
    return this.letGo();
  }

  private letGo(): Gesture | null {
    const { held } = this;
    this.held = null;
    return held && { type: 'release', lane: held.lane };
  }

  /** Distance of the first two fingers. */
  private spread(): number {
    const [one, other] = this.fingers.values();
    return one && other ? Math.hypot(one.x - other.x, one.y - other.y) : 0;
  }
}
