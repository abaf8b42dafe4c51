import type { Clock } from './clock.ts';

export type Fields = Record<string, unknown>;

/** What came of an upload. */
export interface StoredFile {
  readonly filename: string;
  readonly size: number;
  readonly md5: string;
  readonly mimeType: string;
  /** When it can be used, epoch milliseconds. */
  readonly readyAt: number;
  /** Seconds; 0 for images. */
  readonly durationSec: number;
}

export interface Party {
  readonly id: number;
  fields: Fields;
  readonly identifiers: { id: number; issuer: number; identifier: string | null; newForIssuingOrg: boolean }[];
}

export interface Asset {
  readonly id: number;
  fields: Fields;
  readonly contributors: { id: number; person: number; role: string }[];
  readonly publishers: { id: number; house: number; person: number | null }[];
  readonly performers: { id: number; person: number; instrument: string }[];
  audio: StoredFile | null;
}

export interface Instruction {
  state: 'NOT_ADDED' | 'PROCESSING' | 'DELIVERED' | 'CANCELLED';
  action: 'DELIVER' | 'TAKEDOWN' | null;
  /** When `PROCESSING` ends, epoch milliseconds. */
  doneAt: number;
  edited: Fields;
  readonly history: { id: number; user: string; action: string; state: string }[];
}

export interface Product {
  readonly id: number;
  fields: Fields;
  readonly coverId: number;
  cover: StoredFile | null;
  assets: { id: number; sequence: number; volume: number; fields: Fields }[];
  territories: string[];
  isPublished: boolean;
  readonly instructions: Map<number, Instruction>;
}

export const partyKinds = ['artists', 'labels', 'people', 'publishing_houses'] as const;
export type PartyKind = (typeof partyKinds)[number];

/** Everything an organisation has at the service. */
export class Catalogue {
  readonly clock: Clock;
  readonly products = new Map<number, Product>();
  readonly assets = new Map<number, Asset>();
  readonly parties: Readonly<Record<PartyKind, Map<number, Party>>>;
  /** Codes left in the pool. */
  barcodes: string[];
  #lastId = 1_000_000_000_000;

  constructor(clock: Clock, barcodes: readonly string[]) {
    this.clock = clock;
    this.barcodes = [...barcodes];
    this.parties = { artists: new Map(), labels: new Map(), people: new Map(), publishing_houses: new Map() };
  }

  newId(): number {
    this.#lastId += 7;
    return this.#lastId;
  }
}

/** A row of a list or a whole thing, by the id in a path or body. */
export function byId<T>(rows: ReadonlyMap<number, T>, id: unknown): T | null {
  return rows.get(Number(id)) ?? null;
}

/** One page of a list: `page` from 0, `page_size`; `{singular: […], total}`. */
export function paged<T>(singular: string, rows: readonly T[], query: Readonly<Record<string, string>>): object {
  const size = Math.min(Math.max(Number(query['page_size'] ?? 20) || 20, 1), 100);
  const from = Math.max(Number(query['page'] ?? 0) || 0, 0) * size;
  return { [singular]: rows.slice(from, from + size), total: rows.length };
}
