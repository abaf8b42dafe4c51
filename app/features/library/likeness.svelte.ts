import type { BlobHash, Track } from '#contracts/records/track.ts';
import { carried, isAnchored, laterGrid } from '#core/anchor/carry.ts';
import { correctedGrid, gridHolds, withGrid } from '#core/analysis/correction/history.ts';
import { adoptedCues, hasPoints } from '#core/exchange/adopt.ts';
import { unknownTrack } from '#core/exchange/collection.ts';
import { Matcher } from '#core/exchange/match.ts';
import { pointsOf } from './exchange/gather.ts';

const store = () => import('./store.ts');
const worker = () => import('#workers/anchor/client.ts');

/** A deck that plays, or a person who sets cues, comes first, ms. */
const QUIET_MS = 10_000;

/** A new track is the same music as one that is known. */
export interface Offer {
  readonly track: Track;
  readonly known: Track;
  /** The audio of the known one is gone: the new file may take its place. Else points and grid may be carried over. */
  readonly relinks: boolean;
  /** By how much the music comes later in the new one, s; null when only names and lengths agree. */
  readonly laterSec: number | null;
}

/** Keeps the sound around points, and notices when a new track is music that is known already. */
class Likeness {
  offers = $state.raw<readonly Offer[]>([]);

  readonly #timers = new Map<BlobHash, ReturnType<typeof setTimeout>>();
  #line: Promise<void> = Promise.resolve();

  /** Follows what happens from now on, and listens to the tracks with points that nobody has listened to. */
  async follow(): Promise<void> {
    const { onStorageEvent, listCues } = await store();
    onStorageEvent((event) => {
      if (event.type === 'cues' || event.type === 'corrections') this.#listenSoon(event.blobHash);
    });
    for (const cues of await listCues()) {
      if (cues.landmarks.length === 0 && hasPoints(cues)) this.#listenSoon(cues.blobHash);
    }
  }

  #listenSoon(blobHash: BlobHash): void {
    clearTimeout(this.#timers.get(blobHash));
    this.#timers.set(
      blobHash,
      setTimeout(() => this.#inTurn(() => this.#listen(blobHash)), QUIET_MS),
    );
  }

  /** One after the other; what fails (a file that is gone) is left. */
  #inTurn(work: () => Promise<void>): void {
    this.#line = this.#line.then(work).catch(() => undefined);
  }

  async #listen(blobHash: BlobHash): Promise<void> {
    this.#timers.delete(blobHash);
    const { getCues, getCorrections } = await store();
    const [cues, corrections] = await Promise.all([getCues(blobHash), getCorrections(blobHash)]);
    const hasWork = hasPoints(cues) || gridHolds(corrections);
    if (hasWork && !isAnchored(cues)) await (await worker()).anchor(blobHash);
  }

  /**
   * Looks whether a new track is known music.
   *
   * @param missing tracks whose audio is gone
   */
  ask(track: Track, missing: readonly Track[]): void {
    this.#inTurn(async () => {
      const offer = await this.#offerFor(track, missing);
      if (offer) this.offers = [...this.offers, offer];
    });
  }

  async #offerFor(track: Track, missing: readonly Track[]): Promise<Offer | null> {
    const { findTrackByHash, getCues } = await store();
    for (const { blobHash, laterSec } of await (await worker()).alike(track.blobHash, track.durationSec)) {
      const known = await findTrackByHash(blobHash);
      if (!known || known.deletedAt !== null) continue;
      const relinks = missing.some(({ id }) => id === known.id);
      if (relinks || !hasPoints(await getCues(track.blobHash))) return { track, known, relinks, laterSec };
    }
    const { title, artist, fileName, durationSec } = track;
    const id = new Matcher(missing).find({ ...unknownTrack(fileName), title, artist, durationSec });
    const known = missing.find((one) => one.id === id);
    return known ? { track, known, relinks: true, laterSec: null } : null;
  }

  dismiss(offer: Offer): void {
    this.offers = this.offers.filter((one) => one !== offer);
  }

  /** Does what was offered. Returns false when the sound is not the same after all; then nothing changes. */
  async accept(offer: Offer): Promise<boolean> {
    const { track, known, relinks, laterSec } = offer;
    const isSame = laterSec === null || (await this.#carry(known.blobHash, track.blobHash, laterSec));
    this.dismiss(offer);
    if (isSame && relinks) await (await store()).relinkTrack(known.id, track.id);
    return isSame;
  }

  async #carry(from: BlobHash, to: BlobHash, roughlyLaterSec: number): Promise<boolean> {
    const { editCorrections, editCues, getCorrections, getCues } = await store();
    const result: ReturnType<typeof carried> = await (await worker()).carry(await getCues(from), to, roughlyLaterSec);
    if (!result) return false;
    await editCues(to, (own) => adoptedCues(own, pointsOf(result.cues), 'fill'));
    const row = await getCorrections(from);
    const grid = gridHolds(row) ? correctedGrid(row) : null;
    if (grid) {
      await editCorrections(to, (own) => (gridHolds(own) ? own : withGrid(own, laterGrid(grid, result.laterSec))));
    }
    return true;
  }
}

export const likeness = new Likeness();
