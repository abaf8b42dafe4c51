import type { Party } from '#contracts/release/release.ts';
import { onStorageEvent } from '#storage/events.ts';
import { listParties, putParties } from '#storage/releases/parties.ts';

export type PartyKind = Party['kind'];

/** All artists, people, labels and publishers of the catalogue. */
export class PartyBook {
  #byId = $state.raw<ReadonlyMap<string, Party>>(new Map());
  readonly all = $derived([...this.#byId.values()]);

  /** Returns the function that stops it. */
  follow(): () => void {
    const read = async () => {
      this.#byId = new Map((await listParties()).map((party) => [party.id, party]));
    };
    void read();
    return onStorageEvent((event) => {
      if (event.type === 'parties') void read();
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
    void putParties([party]);
  }
}
