const PAGE = 65_536;
/** A vector of 128 bits; every region starts at a multiple, and what reads whole vectors may read past its end by one. */
const ALIGNMENT = 16;
/** Address 0 stays free, so that it never is a valid one. */
const FIRST = 1024;

/**
 * The one memory that a set of kernels shares, handed out in fixed regions. All regions are taken before the first
 * sample comes in and none is given back: the memory ends with the object. Kernels are given addresses in bytes.
 *
 * Views are of the moment: a later {@link alloc} may grow the memory and with it detach them, so do not keep them.
 */
export class KernelMemory {
  readonly memory = new WebAssembly.Memory({ initial: 16 });
  private end = FIRST;

  /** Address of a new region of zeros. */
  alloc(bytes: number): number {
    const at = this.end;
    this.end = Math.ceil((at + bytes) / ALIGNMENT + 1) * ALIGNMENT;
    const missing = this.end - this.memory.buffer.byteLength;
    if (missing > 0) this.memory.grow(Math.ceil(missing / PAGE));
    return at;
  }

  /** Address of a new region that holds a copy of `values`. */
  allocFloats(values: ArrayLike<number>): number {
    const at = this.alloc(4 * values.length);
    this.floats(at, values.length).set(values);
    return at;
  }

  /** View of `count` floats from an address on. */
  floats(at: number, count: number): Float32Array<ArrayBuffer> {
    return new Float32Array(this.memory.buffer, at, count);
  }

  /** View of `count` doubles from an address on. */
  doubles(at: number, count: number): Float64Array<ArrayBuffer> {
    return new Float64Array(this.memory.buffer, at, count);
  }

  /** View of `count` bytes from an address on. */
  bytes(at: number, count: number): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.memory.buffer, at, count);
  }

  /** Bytes in use, the largest that they ever were. */
  get size(): number {
    return this.memory.buffer.byteLength;
  }
}
