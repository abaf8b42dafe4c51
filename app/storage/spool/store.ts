/** One piece of a take's spool, in order. */
export interface SpoolSegment {
  readonly index: number;
  /** The bytes: none, or blocks that may be torn at the end. */
  open(): Promise<Blob>;
}

/**
 * Writes one take. Calls never overlap. The owner holds the Web Lock `take:<id>`.
 *
 * @thread dedicated worker
 */
export interface SpoolWriter {
  /**
   * Appends whole blocks. Once it resolves, the death of the browser cannot take them away.
   *
   * @throws AppError `storage.quota`, `storage.unavailable`; what was appended before stays
   */
  append(bytes: Uint8Array): Promise<void>;
  /** Makes what was appended survive a power cut, too. */
  flush(): void;
  /** Ends the segment; the next bytes begin a new one. */
  rotate(): Promise<void>;
  close(): Promise<void>;
}

/** A place for spools: OPFS with synchronous access, or IndexedDB. One conformance suite holds for both. */
export interface SpoolStore {
  readonly backend: 'opfs' | 'idb';
  /** Begins the spool of a new take. Throws like {@link SpoolWriter.append}, then nothing stays behind. */
  create(takeId: string): Promise<SpoolWriter>;
  /** Ids of all takes that have a spool here. */
  list(): Promise<string[]>;
  /** The segments of one take; empty when it has none. Not for takes that are being written. */
  segments(takeId: string): Promise<SpoolSegment[]>;
  /** Deletes the spool of one take for good. */
  remove(takeId: string): Promise<void>;
}
