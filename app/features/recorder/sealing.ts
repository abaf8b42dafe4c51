import type { Take } from '#contracts/records/take.ts';
import { sealTake } from '#workers/recorder/client.ts';
import { recovery } from './recovery.svelte.ts';
import type { Recorder, SessionTake } from './recorder.svelte.ts';

/** Turns ended takes into tracks in the background, each once, and shows how far they are. */
export class Sealing {
  readonly #host: Recorder;
  readonly #started = new Set<string>();

  constructor(host: Recorder) {
    this.#host = host;
  }

  /** May be called before the take has ended: sealing waits for the recording worker to let go of it. */
  begin({ id, backend, name, markers, sampleRate }: Take): void {
    if (this.#started.has(id)) return;
    this.#started.add(id);
    const entry: SessionTake = {
      ...{ id, name, markers, sampleRate, missingFrames: 0, gaps: this.#host.gaps.length },
      durationSec: this.#host.elapsedSec,
      state: 'sealing',
      progress: 0,
    };
    this.#host.takes = [entry, ...this.#host.takes];
    sealTake({ id, backend }, false, (progress) => this.#change(id, { progress }))
      .then((track) =>
        this.#change(id, { state: 'kept', durationSec: track.durationSec, markers: track.markers, name: track.title }),
      )
      .catch((error: unknown) => {
        this.#change(id, { state: 'open' });
        this.#host.error = error;
        // The take is whole in its spool: offer it again.
        void recovery.check();
      });
  }

  /** Adds what is known after the take's end. */
  ended({ id, frames, sampleRate, missingFrames, markers, gaps }: Take): void {
    this.#change(id, { durationSec: frames / sampleRate, missingFrames, markers, gaps: gaps.length });
  }

  #change(id: string, patch: Partial<SessionTake>): void {
    this.#host.takes = this.#host.takes.map((take) => (take.id === id ? { ...take, ...patch } : take));
  }
}
