import type { SetTrack } from '#contracts/records/set.ts';
import type { GridData } from '#core/console/sync/grid-clock.ts';
import type { NamedTrack } from './track-reader.ts';

/** What the console's numbers stand for, kept for as long as the page lives: a few hundred bytes for each track loaded. */
export class KnownSources {
  private readonly sources = new Map<number, { readonly track: SetTrack; readonly grid: GridData | null }>();
  private readonly grids = new Map<number, GridData>();

  addSource(id: number, named: NamedTrack, grid: GridData | null): void {
    const { id: trackId, blobHash, title, artist, isrc = '', isSample } = named;
    const track = { trackId, blobHash, title, artist, isrc, ...(isSample && { isSample }) };
    this.sources.set(id, { track, grid });
  }

  addGrid(id: number, grid: GridData): void {
    this.grids.set(id, grid);
  }

  source(id: number): { readonly track: SetTrack; readonly grid: GridData | null } | undefined {
    return this.sources.get(id);
  }

  grid(id: number): GridData | undefined {
    return this.grids.get(id);
  }
}
