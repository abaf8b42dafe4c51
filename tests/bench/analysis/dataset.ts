import { existsSync } from 'node:fs';
import { CACHE, generated } from './generated.ts';
import { decode } from './decode.ts';
import type { SetName } from './music/plan.ts';
import type { Pcm } from './render/pcm.ts';
import { foldersPresent, shared, tiled } from './shared-data.ts';
import type { Truth } from './truth.ts';

/** One annotated track; its audio is decoded when asked for. */
export interface Track {
  /** Its set: `own` for the generator's, else the folder that it came from. */
  readonly set: string;
  readonly name: string;
  readonly file: string;
  readonly truth: Truth;
  load(): Promise<Pcm>;
}
export interface DatasetOptions {
  /** Which half of all sets. What is tuned never hears the test half. */
  readonly half: SetName;
  /** How many generated tracks; those that are not in the cache yet are rendered first. */
  readonly count: number;
  /** Names of sets to take; all when left out. */
  readonly sets?: readonly string[];
  /** Where generated tracks are kept. */
  readonly folder?: string;
}

/** How many tracks {@link tracks} gives, without making any. */
export function countOf({ half, count, sets }: DatasetOptions): number {
  const wants = (name: string) => !sets || sets.includes(name);
  const others = foldersPresent().filter(wants);
  return others.reduce((sum, set) => sum + shared(set, half).length, wants('own') ? count : 0);
}

/** All tracks of one half, the generated first; where the optional data is missing, only those. */
export async function* tracks({ half, count, sets, folder = CACHE }: DatasetOptions): AsyncGenerator<Track> {
  const wants = (name: string) => !sets || sets.includes(name);
  for (let index = 0; wants('own') && index < count; index++) {
    const { wav, truth } = await generated(half, index, folder);
    yield { set: 'own', name: truth.name, file: wav, truth, load: () => decode(wav) };
  }
  for (const set of foldersPresent().filter(wants)) {
    for (const { file, truth } of shared(set, half)) {
      if (!existsSync(file)) continue;
      const load = set === 'loops' ? async () => tiled(await decode(file)) : () => decode(file);
      yield { set, name: truth.name, file, truth, load };
    }
  }
}
