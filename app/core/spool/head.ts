import type { Marker } from '#contracts/records/track.ts';
import type { TakeEnd, TakeGap } from '#contracts/records/take.ts';

/** Everything there is to know about a take at the moment a segment begins. Payload of `head` blocks. */
export interface SpoolHead {
  readonly id: string;
  readonly name: string;
  readonly backend: 'opfs' | 'idb';
  readonly sampleRate: number;
  readonly channels: number;
  readonly bitDepth: 24;
  readonly deviceLabel: string;
  readonly startedAt: number;
  /** Number of this segment, from 0. */
  readonly segment: number;
  readonly markers: readonly Marker[];
  readonly gaps: readonly TakeGap[];
}

/** Payload of `end` blocks. */
export interface SpoolEnd {
  readonly endedBy: TakeEnd;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export const encodePayload = (value: unknown): Uint8Array => encoder.encode(JSON.stringify(value));

/** Reads a JSON payload. Its hash was checked, so its shape is what this version of the format wrote. */
export const decodePayload = <T>(payload: Uint8Array): T => JSON.parse(decoder.decode(payload)) as T;
