/** A stretch of the track that repeats, in frames of the track, not always whole. */
export class Loop {
  start = 0;
  end = 0;
  active = false;

  get length(): number {
    return this.end - this.start;
  }

  /** Whether somebody at `position` who moves in `direction` will come to the seam. */
  catches(position: number, direction: number): boolean {
    if (!this.active || !(this.length > 0)) return false;
    return direction > 0 ? position < this.end : position > this.start;
  }

  /** Frames of the track from `position` to the seam, for one whom the loop {@link catches}. */
  room(position: number, direction: number): number {
    return direction > 0 ? this.end - position : position - this.start;
  }

  /** Where `position` is after the seam. */
  fold(position: number, direction: number): number {
    const { start, end, length } = this;
    if (direction > 0) return position < end ? position : start + ((position - end) % length);
    return position > start ? position : end - ((start - position) % length);
  }
}
