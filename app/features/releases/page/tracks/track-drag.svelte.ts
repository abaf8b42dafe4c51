import { nudgeTrack, placeTrack } from '#core/release/draft/track-order.ts';
import { m } from '#i18n/paraglide/messages.js';
import type { ReleaseEditor } from '../../editor/editor.svelte.ts';

/** Moves tracks by pointer and by keys, and says where they went. */
export class TrackDrag {
  /** Id of the track that is held, or ''. */
  held = $state('');
  said = $state('');
  readonly #editor: ReleaseEditor;

  constructor(editor: ReleaseEditor) {
    this.#editor = editor;
  }

  nudge(id: string, step: -1 | 1): void {
    this.#editor.edit(`move ${id}`, (release) => nudgeTrack(release, id, step));
    const tracks = this.#editor.release?.tracks ?? [];
    const track = tracks.find((one) => one.id === id);
    if (!track) return;
    const position = tracks.filter(({ volume }) => volume === track.volume).indexOf(track) + 1;
    this.said = m.releases_moved({ title: track.title || m.releases_untitled(), position });
  }

  /** The pointer is over another row: the held track takes its place. */
  over(target: EventTarget | null): void {
    const row = target instanceof Element ? target.closest<HTMLElement>('[data-track]') : null;
    const id = row?.dataset['track'];
    if (!this.held || !id || id === this.held) return;
    this.#editor.edit(`move ${this.held}`, (release) => {
      const onto = release.tracks.find((one) => one.id === id);
      if (!onto) return release;
      const group = release.tracks.filter(({ volume }) => volume === onto.volume);
      return placeTrack(release, this.held, onto.volume, group.indexOf(onto));
    });
  }
}
