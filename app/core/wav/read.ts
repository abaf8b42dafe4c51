import type { ContainerKind, WavStructure } from '#contracts/release/facts.ts';
import { UNKNOWN_SIZE, walkChunks, type ChunkList, type LongSizes } from './chunks.ts';
import { FORMAT_BYTES, readFormat, type FormatChunk } from './format.ts';
import { fourCc, WindowedReader, type ByteSource } from './source.ts';

/** A WAV whose head could be read. The samples are where `structure` says. */
export interface Wav {
  readonly container: WavContainer;
  readonly format: FormatChunk;
  readonly structure: WavStructure;
  /** Whole frames that are there. */
  readonly frames: number;
}

export type WavContainer = Extract<ContainerKind, 'wav' | 'rf64' | 'bw64' | 'w64'>;

/**
 * Why there is nothing to read: no bytes; other bytes than a WAV's; a WAV of a kind that nobody delivers (Sony Wave64,
 * big-endian RIFX); no `fmt ` chunk or one that says nothing; no `data` chunk.
 */
export type WavProblem = 'empty' | 'not_wav' | 'wave64' | 'big_endian' | 'no_format' | 'bad_format' | 'no_data';

export type WavReading =
  | { readonly wav: Wav; readonly problem: null }
  | { readonly wav: null; readonly problem: WavProblem; readonly container: WavContainer | 'unknown' };

const containers: Readonly<Record<string, WavContainer>> = { RIFF: 'wav', RF64: 'rf64', BW64: 'bw64' };
const RIFF_HEAD = 12;
/** Entries of a `ds64` table that are looked at. */
const MOST_LONG = 64;

/**
 * Reads how a WAV is built: RIFF, RF64 and BW64 with every order of chunks, whatever is wrong with it. Reads heads
 * alone, some kilobytes as a rule; bounded by the file and by 2048 chunks. Never throws by itself.
 *
 * @throws only what the source throws
 */
export async function readWav(source: ByteSource): Promise<WavReading> {
  const reader = new WindowedReader(source);
  if (reader.size === 0) return failed('empty', 'unknown');
  const head = await reader.view(0, RIFF_HEAD);
  if (!head) return failed('not_wav', 'unknown');
  const magic = fourCc(head, 0);
  if (magic === 'riff') return failed('wave64', 'w64');
  if (magic === 'RIFX') return failed('big_endian', 'unknown');
  const container = containers[magic];
  if (!container || fourCc(head, 8) !== 'WAVE') return failed('not_wav', 'unknown');
  const { riffBytes, sizes } = await longSizes(reader, container, head.getUint32(4, true));
  const list = await walkChunks(reader, RIFF_HEAD, sizes);
  return assembled(reader, container, list, riffBytes);
}

const failed = (problem: WavProblem, container: WavContainer | 'unknown'): WavReading => ({
  wav: null,
  problem,
  container,
});

/** Sizes from `ds64`, which stands first in RF64 and BW64 (EBU Tech 3306, ITU-R BS.2088). */
async function longSizes(
  reader: WindowedReader,
  container: WavContainer,
  stated: number,
): Promise<{ riffBytes: number; sizes: LongSizes }> {
  const none = { riffBytes: stated, sizes: new Map<string, number>() };
  const head = container === 'wav' ? null : await reader.view(RIFF_HEAD, 36);
  if (!head || fourCc(head, 0) !== 'ds64' || head.getUint32(4, true) < 24) return none;
  const sizes = new Map([['data', longAt(head, 16)]]);
  const entries = head.getUint32(4, true) >= 28 ? Math.min(MOST_LONG, head.getUint32(32, true)) : 0;
  for (let i = 0; i < entries; i++) {
    const entry = await reader.view(RIFF_HEAD + 36 + 12 * i, 12);
    if (entry) sizes.set(fourCc(entry, 0), longAt(entry, 4));
  }
  return { riffBytes: stated === UNKNOWN_SIZE ? longAt(head, 8) : stated, sizes };
}

/** An unsigned 64-bit size; what no file can be long is the largest that a number holds. */
const longAt = (view: DataView, at: number): number =>
  Math.min(Number.MAX_SAFE_INTEGER, Number(view.getBigUint64(at, true)));

async function assembled(
  reader: WindowedReader,
  container: WavContainer,
  { chunks, hasBadPadding, hasLyingSizes }: ChunkList,
  riffBytes: number,
): Promise<WavReading> {
  const formatChunk = chunks.find(({ id }) => id === 'fmt ');
  if (!formatChunk) return failed('no_format', container);
  const view = await reader.view(formatChunk.offset, Math.min(FORMAT_BYTES, formatChunk.bytes));
  const format = view && readFormat(view);
  if (!format) return failed('bad_format', container);
  const dataIndex = chunks.findIndex(({ id }) => id === 'data');
  const data = chunks[dataIndex];
  if (!data) return failed('no_data', container);
  // A last chunk of odd length may lack its padding and yet be counted with it.
  const fitsRiff = Math.abs(riffBytes + 8 - reader.size) <= (hasBadPadding ? 1 : 0);
  const structure: WavStructure = {
    formatTag: format.formatTag,
    codecTag: format.codecTag,
    containerBits: format.containerBits,
    validBits: format.validBits,
    channelMask: format.channelMask,
    chunks: chunks.map(({ id }) => id),
    chunksAfterData: chunks.slice(dataIndex + 1).map(({ id }) => id),
    dataOffset: data.offset,
    dataBytes: data.bytes,
    statedDataBytes: data.statedBytes,
    // All ones without a `ds64` were never meant as a length.
    isTruncated: data.statedBytes > data.bytes && data.statedBytes !== UNKNOWN_SIZE,
    hasLyingSizes: hasLyingSizes || format.isContradictory || !fitsRiff,
    hasBadPadding,
  };
  const frames = format.blockAlign > 0 ? Math.floor(data.bytes / format.blockAlign) : 0;
  return { wav: { container, format, structure, frames }, problem: null };
}
