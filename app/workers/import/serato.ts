import type { Input, MetadataTags } from 'mediabunny';
import type { BlobHash } from '#contracts/records/track.ts';
import { gridHolds, withGrid } from '#core/analysis/correction/history.ts';
import { adoptedCues, hasPoints } from '#core/exchange/adopt.ts';
import {
  id3Length,
  seratoInId3,
  seratoInMp4,
  seratoInText,
  type SeratoBlobs,
} from '#core/exchange/serato/containers.ts';
import { readSerato, type SeratoFacts } from '#core/exchange/serato/read.ts';
import { editCorrections } from '#storage/corrections/corrections.ts';
import { editCues } from '#storage/cues/cues.ts';

/** Larger tags and heads are left alone: Serato's own are a few kilobytes beside a cover. */
const MOST_TAG_BYTES = 32_000_000;

/** Cues, loops and grid that Serato has left in a file; null where there are none, or they cannot be read. */
export async function seratoIn(file: Blob, input: Input): Promise<SeratoFacts | null> {
  try {
    const blobs = await blobsIn(file, input);
    const facts = blobs.size > 0 ? readSerato(blobs) : null;
    return facts && (facts.grid || hasPoints(facts.cues)) ? facts : null;
  } catch {
    // The audio matters more than what is said about it.
    return null;
  }
}

async function blobsIn(file: Blob, input: Input): Promise<SeratoBlobs> {
  const head = new Uint8Array(await file.slice(0, 16).arrayBuffer());
  const id3 = Math.min(id3Length(head), MOST_TAG_BYTES);
  if (id3 > 0) return seratoInId3(new Uint8Array(await file.slice(0, id3).arrayBuffer()));
  const moov = await boxOf(file, 'moov');
  if (moov) return seratoInMp4(moov);
  const { raw = {} }: MetadataTags = await input.getMetadataTags();
  const texts = [raw['SERATO_MARKERS_V2'], raw['SERATO_BEATGRID']];
  return seratoInText(texts.filter((text) => typeof text === 'string'));
}

/** The content of the first box of a type at the top of an MP4; null where the file is none. */
async function boxOf(file: Blob, type: string): Promise<Uint8Array | null> {
  let at = 0;
  for (let count = 0; at + 8 <= file.size && count < 64; count++) {
    const view = new DataView(await file.slice(at, at + 16).arrayBuffer());
    const name = String.fromCharCode(...[4, 5, 6, 7].map((i) => view.getUint8(i)));
    if (at === 0 && name !== 'ftyp') return null;
    const short = view.getUint32(0);
    const size = short === 1 && view.byteLength === 16 ? Number(view.getBigUint64(8)) : short || file.size - at;
    if (size < 8) return null;
    if (name === type) {
      return size > MOST_TAG_BYTES ? null : new Uint8Array(await file.slice(at + 8, at + size).arrayBuffer());
    }
    at += size;
  }
  return null;
}

/** Gives a new track what Serato knew of it; what people have set here already stays. */
export async function takeSerato(blobHash: BlobHash, { cues, grid }: SeratoFacts): Promise<void> {
  if (hasPoints(cues)) await editCues(blobHash, (own) => (hasPoints(own) ? own : adoptedCues(own, cues, 'fill')));
  if (grid) await editCorrections(blobHash, (row) => (gridHolds(row) ? row : withGrid(row, grid)));
}
