/**
 * A lock-free ring for one writer thread (audio worklet) and one reader thread (recorder worker) over shared memory.
 *
 * Memory: control words (Int32), wall-clock stamps (Float64, one per batch), event queue (Float64 triples), then the
 * samples, planar float32, one run of `capacity` frames per channel. Positions count frames since the ring was made;
 * the control words hold them modulo 2^32.
 */
export interface RingMemory {
  readonly shared: SharedArrayBuffer;
  readonly channels: number;
  /** Frames per channel, a multiple of {@link BATCH_FRAMES}. */
  readonly capacity: number;
}

/** The reader is woken and a wall-clock stamp is kept once per so many frames. */
export const BATCH_FRAMES = 1024;

/** Events that may wait in the ring: {@link RingEvent}s are rare, further ones are merged into the next. */
export const EVENT_SLOTS = 32;

export const Control = { written: 0, read: 1, eventsWritten: 2, eventsRead: 3 } as const;
const CONTROL_WORDS = 16;

/** Numbers of the event kinds as they stand in shared memory. */
export const EventKind = { overrun: 1, stall: 2 } as const;

export interface RingViews {
  readonly control: Int32Array;
  readonly stamps: Float64Array;
  /** Triples of position, kind, amount. */
  readonly events: Float64Array;
  readonly samples: Float32Array;
}

/** Reserves shared memory for `seconds` of audio, rounded up to whole batches. */
export function createRing(channels: number, sampleRate: number, seconds: number): RingMemory {
  const capacity = Math.ceil((sampleRate * seconds) / BATCH_FRAMES) * BATCH_FRAMES;
  const shared = new SharedArrayBuffer(samplesAt(capacity) + capacity * channels * 4);
  return { shared, channels, capacity };
}

const stampsAt = CONTROL_WORDS * 4;
const eventsAt = (capacity: number) => stampsAt + (capacity / BATCH_FRAMES) * 8;
const samplesAt = (capacity: number) => eventsAt(capacity) + EVENT_SLOTS * 3 * 8;

export function ringViews({ shared, channels, capacity }: RingMemory): RingViews {
  return {
    control: new Int32Array(shared, 0, CONTROL_WORDS),
    stamps: new Float64Array(shared, stampsAt, capacity / BATCH_FRAMES),
    events: new Float64Array(shared, eventsAt(capacity), EVENT_SLOTS * 3),
    samples: new Float32Array(shared, samplesAt(capacity), capacity * channels),
  };
}
