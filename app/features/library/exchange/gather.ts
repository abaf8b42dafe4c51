import type { Analysis } from '#contracts/records/analysis.ts';
import type { TrackCues } from '#contracts/records/cue.ts';
import type { TrackList } from '#contracts/records/list.ts';
import type { BlobHash } from '#contracts/records/track.ts';
import { noPoints, type Collection, type ExchangeCues, type ExchangeTrack } from '#core/exchange/collection.ts';
import type { LibraryRow } from '../rows.ts';

/** Up to so many analyses are read one by one; more in one go. */
const FEW = 200;

/** Rows and lists as other programs are told of them, with their grids and points. */
export async function collectionOf(rows: readonly LibraryRow[], lists: readonly TrackList[]): Promise<Collection> {
  const { listCues } = await import('../store.ts');
  const cues = new Map((await listCues()).map((row) => [row.blobHash, row]));
  const grids = await gridsOf(rows.map(({ track }) => track.blobHash));
  const places = new Map(rows.map(({ track }, place) => [track.id, place]));
  return {
    tracks: rows.map((row) => exchanged(row, cues.get(row.track.blobHash), grids.get(row.track.blobHash) ?? null)),
    lists: lists.map(({ name, kind, trackIds }) => ({
      ...{ name, kind },
      tracks: trackIds.flatMap((id) => places.get(id) ?? []),
    })),
  };
}

type Grid = Analysis['tempo']['grid'];

async function gridsOf(hashes: readonly BlobHash[]): Promise<Map<BlobHash, Grid>> {
  const { eachSummary, getAnalysis } = await import('../store.ts');
  const grids = new Map<BlobHash, Grid>();
  let rest = hashes;
  if (hashes.length > FEW) {
    const wanted = new Set(hashes);
    await eachSummary(({ blobHash, tempo }) => {
      // The short row of a grid that changes has its beginning only.
      if (wanted.has(blobHash) && (tempo.isConstant || !tempo.grid)) grids.set(blobHash, tempo.grid);
    });
    rest = hashes.filter((hash) => !grids.has(hash));
  }
  for (const hash of rest) grids.set(hash, (await getAnalysis(hash))?.tempo.grid ?? null);
  return grids;
}

function exchanged({ track, bpm, key, plays }: LibraryRow, cues: TrackCues | undefined, grid: Grid): ExchangeTrack {
  const { title, artist, album, genre, year, rating, fileName, blobHash, sizeBytes, durationSec, addedAt } = track;
  const known = key && key.tonic !== null && key.mode !== null;
  return {
    ...{ title, artist, album, genre, year, rating, fileName, blobHash, sizeBytes, durationSec, addedAt, bpm, plays },
    ...{ comment: track.comment ?? '', tags: track.tags ?? [], colour: track.colour ?? null, grid },
    key: known ? { tonic: key.tonic, mode: key.mode } : null,
    cues: cues ? pointsOf(cues) : noPoints,
  };
}

/** Points as they travel. */
export function pointsOf({ hotCues, memoryCues, loops, intro, outro }: TrackCues): ExchangeCues {
  return {
    hotCues: hotCues.map(({ slot, timeSec, name, colour }) => ({ slot, timeSec, name, colour })),
    memoryCues: memoryCues.map(({ timeSec, name, colour }) => ({ timeSec, name, colour })),
    loops: loops.map(({ timeSec, endSec, slot, name, colour }) => ({ timeSec, endSec, slot, name, colour })),
    ...{ intro, outro },
  };
}
