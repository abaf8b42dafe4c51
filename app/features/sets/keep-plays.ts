import { documentOf, secondsOf } from '#core/set/document.ts';
import { trackListOf } from '#core/set/track-list.ts';
import { beginPlay } from '#storage/plays/plays.ts';
import { getSet, readSetLog } from '#storage/sets/sets.ts';

/** Writes what was heard in a set that is over into the history of the tracks. */
export async function keepPlays(setId: string): Promise<void> {
  const row = await getSet(setId);
  if (!row) return;
  const document = documentOf(row, await readSetLog(setId, 0));
  for (const { track, deck, from, to } of trackListOf(document)) {
    const { trackId, title, artist } = track;
    const startedAt = row.startedAt + Math.round(secondsOf(document, from) * 1000);
    await beginPlay({ trackId, title, artist, deck, startedAt, heardSec: (to - from) / row.sampleRate });
  }
}
