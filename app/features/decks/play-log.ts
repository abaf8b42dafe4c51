import type { Play } from '#contracts/records/list.ts';
import type { Track } from '#contracts/records/track.ts';
import { COUNTS_FROM_SEC } from '#core/library/history.ts';
import { beginPlay, updatePlay } from '#storage/plays/plays.ts';

/** How often the row of a play is brought up to date, s heard: a crash loses no more. */
const UPDATE_SEC = 5;

/** Adds up how long the track of a deck is heard, and writes it down as a play once that counts. */
export class PlayLog {
  readonly #deck: string;
  readonly #whenFailed: (error: unknown) => void;
  #track: Track | null = null;
  #heardSec = 0;
  #toldSec = 0;
  /** Audio time of the last look at which it was heard. */
  #before: number | null = null;
  #row: Promise<Play | null> | null = null;

  /**
   * @param deck its letter
   * @param whenFailed told when a play cannot be written
   */
  constructor(deck: string, whenFailed: (error: unknown) => void) {
    this.#deck = deck;
    this.#whenFailed = whenFailed;
  }

  /** Another track, or the same one loaded anew: a play of its own. */
  load(track: Track): void {
    this.#tell();
    this.#track = track;
    this.#heardSec = 0;
    this.#toldSec = 0;
    this.#before = null;
    this.#row = null;
  }

  /**
   * @param nowSec of the audio clock
   * @param isHeard whether the track comes out of the speakers now
   */
  look(nowSec: number, isHeard: boolean): void {
    if (this.#before !== null) this.#heardSec += Math.max(0, nowSec - this.#before);
    this.#before = isHeard ? nowSec : null;
    const track = this.#track;
    if (!track) return;
    if (!this.#row) {
      if (this.#heardSec >= COUNTS_FROM_SEC) this.#begin(track);
    } else if (!isHeard || this.#heardSec - this.#toldSec >= UPDATE_SEC) this.#tell();
  }

  #begin({ id, title, artist }: Track): void {
    const heardSec = this.#heardSec;
    this.#toldSec = heardSec;
    const startedAt = Math.round(Date.now() - heardSec * 1000);
    const play = { trackId: id, title, artist, deck: this.#deck, startedAt, heardSec };
    this.#row = beginPlay(play).catch((error: unknown) => {
      this.#whenFailed(error);
      return null;
    });
  }

  #tell(): void {
    const heardSec = this.#heardSec;
    if (!this.#row || heardSec === this.#toldSec) return;
    this.#toldSec = heardSec;
    void this.#row.then((row) => row && updatePlay(row.id, heardSec));
  }
}
