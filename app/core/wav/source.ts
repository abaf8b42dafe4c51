/** Bytes that can be read anywhere: a blob, a file, an array. */
export interface ByteSource {
  readonly size: number;
  /** The bytes from `offset` on, `length` of them or as many as there are. */
  read(offset: number, length: number): Promise<Uint8Array>;
}

/** The bytes of an array. */
export function bytesSource(bytes: Uint8Array): ByteSource {
  return { size: bytes.length, read: async (offset, length) => bytes.subarray(offset, offset + length) };
}

/** Bytes that are read ahead: a head with its chunks lies close together as a rule. */
const WINDOW = 4096;

/** Small reads, served from a window of a source, so that a walk along headers costs few reads. */
export class WindowedReader {
  readonly size: number;
  private readonly source: ByteSource;
  private at = 0;
  private bytes: Uint8Array = new Uint8Array();

  constructor(source: ByteSource) {
    this.source = source;
    this.size = source.size;
  }

  /** A view of `length` bytes, at most 4096; null where the source ends before. */
  async view(offset: number, length: number): Promise<DataView | null> {
    if (offset < 0 || offset + length > this.size) return null;
    if (offset < this.at || offset + length > this.at + this.bytes.length) {
      this.bytes = await this.source.read(offset, WINDOW);
      this.at = offset;
    }
    // A file may have become shorter than it said.
    if (offset + length > this.at + this.bytes.length) return null;
    return new DataView(this.bytes.buffer, this.bytes.byteOffset + offset - this.at, length);
  }
}

/** Four bytes as Latin-1. */
export function fourCc(view: DataView, at: number): string {
  return String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3));
}
