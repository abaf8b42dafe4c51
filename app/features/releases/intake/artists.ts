import type { Party } from '#contracts/release/release.ts';
import { listParties, putParties } from '#storage/releases/parties.ts';

/** Finds artists by their exact names, and makes those that nobody bears. Two of one name: nobody is guessed. */
export class Artists {
  readonly #known: Party[];
  readonly #made: Party[] = [];

  private constructor(known: readonly Party[]) {
    this.#known = known.filter(({ kind }) => kind === 'artist');
  }

  static async read(): Promise<Artists> {
    return new Artists(await listParties());
  }

  readonly of = (name: string): Party | null => {
    const [first, second] = this.#known.filter((party) => party.name === name);
    if (second) return null;
    if (first) return first;
    const party: Party = { id: crypto.randomUUID(), kind: 'artist', name: name.slice(0, 300), identifiers: [] };
    this.#known.push(party);
    this.#made.push(party);
    return party;
  };

  /** Writes those that were made. */
  async keep(): Promise<void> {
    await putParties(this.#made.splice(0));
  }
}
