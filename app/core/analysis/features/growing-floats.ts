/** A float array that grows by doubling; holds rows of features while their number is not known. */
export class GrowingFloats {
  private values = new Float32Array(1024);
  private length = 0;

  push(...values: number[]): void {
    this.append(values);
  }

  append(values: ArrayLike<number>): void {
    const length = this.length + values.length;
    if (length > this.values.length) {
      const larger = new Float32Array(Math.max(length, 2 * this.values.length));
      larger.set(this.values);
      this.values = larger;
    }
    this.values.set(values, this.length);
    this.length = length;
  }

  /** What was pushed so far; the array is the caller's. */
  take(): Float32Array {
    return this.values.slice(0, this.length);
  }
}
