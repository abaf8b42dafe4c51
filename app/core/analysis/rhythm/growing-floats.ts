/** A list of numbers in parts of a fixed size, so that growing never copies. */
export class GrowingFloats {
  private readonly parts: Float32Array[] = [];
  private used = PART;

  push(values: Float32Array): void {
    let done = 0;
    while (done < values.length) {
      if (this.used === PART) {
        this.parts.push(new Float32Array(PART));
        this.used = 0;
      }
      const count = Math.min(values.length - done, PART - this.used);
      (this.parts.at(-1) as Float32Array).set(values.subarray(done, done + count), this.used);
      this.used += count;
      done += count;
    }
  }

  /** A copy of all that was pushed. */
  toArray(): Float32Array {
    const all = new Float32Array(this.parts.length * PART - (PART - this.used));
    this.parts.forEach((part, i) => {
      all.set(i === this.parts.length - 1 ? part.subarray(0, this.used) : part, i * PART);
    });
    return all;
  }
}

const PART = 1 << 16;
