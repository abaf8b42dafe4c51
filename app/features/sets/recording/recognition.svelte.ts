import { isAbort } from '#contracts/errors/app-error.ts';
import type { Track } from '#contracts/records/track.ts';
import type { ListedTrack } from '#core/set/cue-sheet.ts';
import { getAnalysis } from '#storage/analysis/analyses.ts';
import { listTracks } from '#storage/library/tracks.ts';

/** What is this long may be a recorded mix, wherever it comes from; what is longer is no single track, s. */
const LONG_SEC = 600;
const LONGEST_TRACK_SEC = 1200;

/** A track that was recognised; frames are seconds. */
export interface RecognisedTrack extends ListedTrack {
  /** Played speed, 1 is the track's own. */
  readonly tempo: number;
}

const isRecorded = ({ origin }: Track) => origin === 'take' || origin === 'set';

/** Finds the tracks of the library in a recording. One piece of work at a time; leaving the room ends it. */
export class Recognition {
  /** What can be listened to, newest first; null before it is read. */
  recordings = $state.raw<readonly Track[] | null>(null);
  /** 0 to 1 while it works, else null. */
  progress = $state<number | null>(null);
  error = $state.raw<unknown>(null);
  /** The recording that `found` speaks of. */
  heard = $state.raw<Track | null>(null);
  found = $state.raw<readonly RecognisedTrack[]>([]);
  #all: readonly Track[] = [];
  #abort: AbortController | null = null;

  async read(): Promise<void> {
    this.#all = (await listTracks()).filter(({ deletedAt }) => deletedAt === null);
    this.recordings = this.#all
      .filter((track) => isRecorded(track) || track.durationSec >= LONG_SEC)
      .sort((a, b) => b.addedAt - a.addedAt);
  }

  async start(recording: Track): Promise<void> {
    if (this.progress !== null) return;
    const known = this.#all.filter((track) => !isRecorded(track) && track.durationSec < LONGEST_TRACK_SEC);
    const abort = (this.#abort = new AbortController());
    Object.assign(this, { progress: 0, error: null, heard: null, found: [] });
    try {
      const { recognise } = await import('#workers/recognise/client.ts');
      const hashes = known.map(({ blobHash }) => blobHash);
      const tell = (done: number) => (this.progress = done / (known.length + 1));
      const heard = await recognise(recording.blobHash, hashes, tell, abort.signal);
      const found = heard.map(({ track, fromSec, toSec, tempo }) => ({
        of: known[track] as Track,
        fromSec,
        toSec,
        tempo,
      }));
      this.found = await Promise.all(
        found.map(async ({ of: { id, blobHash, title, artist, isrc }, fromSec, toSec, tempo }) => {
          const bpm = (await getAnalysis(blobHash))?.tempo.bpm ?? null;
          const track = { trackId: id, blobHash, title, artist, isrc: isrc ?? '' };
          return { track, from: fromSec, to: toSec, bpm: bpm === null ? null : bpm * tempo, tempo };
        }),
      );
      this.heard = recording;
    } catch (error) {
      if (!isAbort(error)) this.error = error;
    } finally {
      this.progress = null;
    }
  }

  cancel(): void {
    this.#abort?.abort();
  }
}
