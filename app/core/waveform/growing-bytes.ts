/** A list of bytes that doubles its room when it is full. */
export class GrowingBytes {
  private bytes = new Uint8Array(4096);
  private used = 0;

  push(value: number): void {
    if (this.used === this.bytes.length) {
      const larger = new Uint8Array(this.bytes.length * 2);
      larger.set(this.bytes);
      this.bytes = larger;
    }
    this.bytes[this.used++] = value;
  }

  get length(): number {
    return this.used;
  }

  /** A copy of exactly what was pushed. */
  toArray(): Uint8Array {
    return this.bytes.slice(0, this.used);
  }
}
