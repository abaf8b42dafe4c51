/** Reads big-endian values one after the other; beyond the end everything is 0, and `isOver` tells. */
export class ByteReader {
  at = 0;
  private readonly view: DataView;
  private readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get left(): number {
    return this.bytes.length - this.at;
  }

  get isOver(): boolean {
    return this.left <= 0;
  }

  byte(): number {
    return this.bytes[this.at++] ?? 0;
  }

  uint32(): number {
    return this.take(4, (at) => this.view.getUint32(at));
  }

  float32(): number {
    return this.take(4, (at) => this.view.getFloat32(at));
  }

  /** So many bytes, fewer where it ends. */
  slice(count: number): Uint8Array {
    const part = this.bytes.subarray(this.at, this.at + Math.max(0, count));
    this.at += count;
    return part;
  }

  /** Text up to a zero byte, which is passed over. */
  text(): string {
    const end = this.bytes.indexOf(0, this.at);
    const part = this.bytes.subarray(this.at, end < 0 ? this.bytes.length : end);
    this.at = end < 0 ? this.bytes.length : end + 1;
    return new TextDecoder().decode(part);
  }

  private take(count: number, read: (at: number) => number): number {
    const value = this.left >= count ? read(this.at) : 0;
    this.at += count;
    return value;
  }
}

/** Decodes base64 as Serato writes it: with line ends, without padding, a needless letter at the end. */
export function looseBase64(text: string): Uint8Array {
  const letters = text.replace(/[^A-Za-z0-9+/]/g, '');
  const whole = letters.length % 4 === 1 ? letters.slice(0, -1) : letters;
  const binary = atob(whole);
  return Uint8Array.from(binary, (char) => char.charCodeAt(0));
}
