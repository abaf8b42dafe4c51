import { isAbort } from '#contracts/errors/app-error.ts';
import type { Track } from '#contracts/records/track.ts';
import { getBlob } from '#storage/blobs/blobs.ts';
import type { RenderFormat } from '#workers/set-render/protocol.ts';
import { saveFile } from '#ui/save-file.ts';

/** The one render of this page: it goes on while other rooms are shown. */
class Rendering {
  /** Id of the set that is rendered, or null. */
  setId = $state<string | null>(null);
  format = $state<RenderFormat>('wav');
  /** 0 to 1. */
  progress = $state(0);
  error = $state.raw<unknown>(null);
  /** What the last render for the library became. */
  track = $state.raw<Track | null>(null);
  /** Times real time of the last render. */
  speed = $state<number | null>(null);
  /** The set that `error`, `track` and `speed` speak of. */
  lastSetId = $state<string | null>(null);
  #abort: AbortController | null = null;

  /** Renders a set into the library, or into a file to save. */
  async start(setId: string, format: RenderFormat, toLibrary: boolean): Promise<void> {
    if (this.setId !== null) return;
    Object.assign(this, { setId, format, progress: 0, error: null, track: null, speed: null, lastSetId: setId });
    this.#abort = new AbortController();
    try {
      const [{ stretchBytes }, { renderSet }] = await Promise.all([
        import('#audio/engine/stretch-bytes.ts'),
        import('#workers/set-render/client.ts'),
      ]);
      const request = { setId, format, toLibrary, stretch: await stretchBytes() };
      const done = await renderSet(request, (share) => (this.progress = share), this.#abort.signal);
      this.track = done.track;
      this.speed = done.speed;
      if (!toLibrary) saveFile(new Blob([await getBlob(done.blobHash)], { type: done.mimeType }), done.fileName);
    } catch (error) {
      if (!isAbort(error)) this.error = error;
    } finally {
      this.setId = null;
    }
  }

  cancel(): void {
    this.#abort?.abort();
  }
}

export const rendering = new Rendering();
