import { isAbort } from '#contracts/errors/app-error.ts';
import { bundleOf } from '#core/release/draft/bundle.ts';
import { getSetting, setSetting } from '#storage/settings/settings.ts';
import type { ReleaseEditor } from '../editor/editor.svelte.ts';
import { postDelivery } from './client.ts';
import type { Deliveries } from './deliveries.svelte.ts';
import type { ReleaseFiles } from './release-files.svelte.ts';

interface Wish {
  /** Id of the delivery, made here: asked twice, it is one delivery. */
  readonly id: string;
  readonly stores: readonly string[];
  /** What the pre-flight had against it and somebody has accepted; '' when nothing. */
  readonly accepted: string;
}

const keyOf = (releaseId: string) => `delivery.wish.${releaseId}`;

/** Somebody wants a release delivered: kept on the device until the server has taken it over. */
export class DeliveryWish {
  wish = $state.raw<Wish | null>(null);
  isBusy = $state(false);
  failure = $state.raw<unknown>(null);
  readonly #editor: ReleaseEditor;
  readonly #files: ReleaseFiles;
  readonly #deliveries: Deliveries;
  #stop: AbortController | null = null;

  constructor(editor: ReleaseEditor, files: ReleaseFiles, deliveries: Deliveries) {
    this.#editor = editor;
    this.#files = files;
    this.#deliveries = deliveries;
  }

  /** Reads what was wished on an earlier visit. Returns the function that stops it. */
  follow(): () => void {
    void getSetting<Wish | null>(keyOf(this.#editor.id), null).then((kept) => (this.wish ??= kept));
    return () => this.#stop?.abort();
  }

  /** Wants it delivered to these stores. */
  async make(stores: readonly string[], accepted: string): Promise<void> {
    const id = this.#deliveries.ofRelease(this.#editor.id)?.id ?? this.wish?.id ?? crypto.randomUUID();
    await this.#keep({ id, stores, accepted });
  }

  /** No longer wants it. What the server has stays there. */
  async drop(): Promise<void> {
    this.#stop?.abort();
    await this.#keep(null);
  }

  /** Sends the files and then the release; a wish that fails is over, with what stands against it. */
  async carryOut(): Promise<void> {
    const { wish } = this;
    if (!wish || this.isBusy) return;
    this.isBusy = true;
    this.failure = null;
    this.#stop = new AbortController();
    try {
      await this.#editor.flush();
      const { release, parties } = this.#editor;
      if (!release) return;
      await this.#files.send(release, this.#stop.signal);
      await postDelivery({ id: wish.id, stores: wish.stores, bundle: bundleOf(release, parties.all) });
      await this.#keep(null);
      await this.#deliveries.refresh();
    } catch (error) {
      if (isAbort(error)) return;
      await this.#failed(error);
    } finally {
      this.isBusy = false;
    }
  }

  async #failed(error: unknown): Promise<void> {
    await this.#deliveries.refresh();
    // Without a network it waits for one.
    if (this.#deliveries.access === 'offline') return;
    this.failure = error;
    await this.#keep(null);
  }

  async #keep(wish: Wish | null): Promise<void> {
    this.wish = wish;
    await setSetting(keyOf(this.#editor.id), wish);
  }
}
