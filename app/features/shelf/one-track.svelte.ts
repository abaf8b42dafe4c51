import type { Track } from '#contracts/records/track.ts';
import { onStorageEvent } from '#storage/events.ts';
import { getTrack } from '#storage/library/tracks.ts';

/** One track, read again when it changes. */
export class OneTrack {
  track = $state.raw<Track | null>(null);
  loaded = $state(false);

  /** Follows the track with this id. Returns the function that stops it. */
  follow(id: string): () => void {
    const read = async () => {
      this.track = (await getTrack(id)) ?? null;
      this.loaded = true;
    };
    void read();
    return onStorageEvent((event) => {
      if (event.type === 'tracks' && event.ids.includes(id)) void read();
    });
  }
}
