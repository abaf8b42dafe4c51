import type { TrackList } from '#contracts/records/list.ts';
import type { Track } from '#contracts/records/track.ts';
import { ordering } from '#core/ordering/order.ts';
import { getAnalysis } from '#storage/analysis/analyses.ts';
import { getTrack, listTracks } from '#storage/library/tracks.ts';

export const automixOrders = ['listed', 'mixing', 'shuffled'] as const;
export type AutomixOrder = (typeof automixOrders)[number];

/** The tracks of a list, or all of the library, in the wanted order; those in the bin are left out. */
export async function automixTracks(list: TrackList | null, order: AutomixOrder): Promise<Track[]> {
  const rows = list ? await Promise.all(list.trackIds.map((id) => getTrack(id))) : await listTracks();
  const tracks = rows.filter((track) => track !== undefined && track.deletedAt === null) as Track[];
  if (order === 'shuffled') return shuffled(tracks);
  return order === 'mixing' ? forMixing(tracks) : tracks;
}

/** Fisher and Yates. */
function shuffled<T>(items: readonly T[]): T[] {
  const all = [...items];
  for (let i = all.length - 1; i > 0; i--) {
    const j = Math.floor(Math.random() * (i + 1));
    [all[i], all[j]] = [all[j] as T, all[i] as T];
  }
  return all;
}

async function forMixing(tracks: readonly Track[]): Promise<Track[]> {
  const facts = await Promise.all(
    tracks.map(async (track) => {
      const analysis = await getAnalysis(track.blobHash);
      const { tonic = null, mode = null } = analysis?.key ?? {};
      const key = tonic === null || mode === null ? null : { tonic, mode };
      const { id, artist } = track;
      return { id, artist, track, key, bpm: analysis?.tempo.bpm ?? null, energy: analysis?.energy.level ?? null };
    }),
  );
  const work = ordering(facts);
  for (;;) {
    const step = work.next();
    if (step.done) return step.value.map(({ track }) => track);
    await new Promise((resolve) => setTimeout(resolve));
  }
}
