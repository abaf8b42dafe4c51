import { AppError } from '#contracts/errors/app-error.ts';
import { BLOCK } from '#core/console/block.ts';
import { SetRender } from '#core/set/render.ts';
import type { SetDocument } from '#core/set/document.ts';
import { getBlob } from '#storage/blobs/blobs.ts';
import { decodeWhole, type WholeTrack } from './whole-track.ts';

/** Frames of one chunk: 0.7 s. */
const CHUNK = 256 * BLOCK;

/** Audio of a render, valid until the next is asked for. */
export interface RenderedChunk {
  readonly left: Float32Array;
  readonly right: Float32Array;
  /** Frames of the set until the end of this chunk. */
  readonly done: number;
}

/**
 * Renders a set chunk by chunk. In memory are a few seconds of each track that is on a deck; the whole of these lies on
 * disk, decoded, and leaves it with the track.
 *
 * @param look called between chunks; what it throws ends the render
 * @throws AppError `set.track_missing` when the audio of a track is gone, `import.*`, `storage.*`
 */
export async function* renderSet(
  document: SetDocument,
  stretch: WebAssembly.Module | null,
  look: () => Promise<void>,
): AsyncGenerator<RenderedChunk> {
  const render = new SetRender(document, stretch);
  const tracks = new Map<number, WholeTrack>();
  const left = new Float32Array(CHUNK);
  const right = new Float32Array(CHUNK);
  try {
    while (render.done < render.frames) {
      for (const id of render.loadsWithin(CHUNK)) {
        const known = document.sources.get(id);
        if (!known || tracks.has(id)) continue;
        const { title, blobHash } = known.track;
        const blob = await getBlob(blobHash).catch((cause: unknown) => {
          throw new AppError('set.track_missing', { title }, { cause });
        });
        const track = await decodeWhole(blob, look);
        tracks.set(id, track);
        render.give({ id, pages: track.memory, grid: known.grid, supply: track.supply });
      }
      const frames = render.next(left, right);
      yield { left: left.subarray(0, frames), right: right.subarray(0, frames), done: render.done };
      await look();
      for (const [id, track] of tracks) {
        if (render.needs(id)) continue;
        render.drop(id);
        tracks.delete(id);
        await track.close();
      }
    }
  } finally {
    for (const track of tracks.values()) await track.close();
  }
}
