import type { Party } from '#contracts/release/release.ts';
import { onStorageEvent } from '#storage/events.ts';
import { listParties, putParties } from '#storage/releases/parties.ts';
import { attempt } from '#ui/attempt.ts';

export type PartyKind = Party['kind'];

/** All artists, people, labels and publishers of the catalogue. */
export class PartyBook {
  #byId = $state.raw<ReadonlyMap<string, Party>>(new Map());
  readonly all = $derived([...this.#byId.values()]);

  /** What is on the screen is on the disk. */
  isSaved = $state(true);
  #writing = 0;

  /** Returns the function that stops it. */
  follow(): () => void {
    void this.#read();
    return onStorageEvent((event) => {
      if (event.type === 'parties') void this.#read();
    });
  }

  get(id: string): Party | undefined {
    return this.#byId.get(id);
  }

  ofKind(kind: PartyKind): Party[] {
    return this.all.filter((party) => party.kind === kind);
  }

  /** Writes a new party and returns it; names may occur twice. */
  add(kind: PartyKind, name: string): Party {
    const party: Party = { id: crypto.randomUUID(), kind, name: name.trim(), identifiers: [] };
    this.put(party);
    return party;
  }

  /** Writes a changed party. */
  put(party: Party): void {
    this.#byId = new Map(this.#byId).set(party.id, party);
    this.#writing++;
    this.isSaved = false;
    void attempt(putParties([party])).finally(() => {
      if (--this.#writing > 0) return;
      this.isSaved = true;
      void this.#read();
    });
  }

  /** What is read while something is written may be older than what is typed. */
  async #read(): Promise<void> {
    const all = await listParties();
    if (this.#writing === 0) this.#byId = new Map(all.map((party) => [party.id, party]));
  }
}
