import type { Track } from '#contracts/records/track.ts';
import { getBlob } from '#storage/blobs/blobs.ts';
import { decks } from '../decks.svelte.ts';

/** Where it begins: past the intro, where a track shows what it is. */
const BEGINS_AT = 0.25;

/** Listening to a track of the list before it is on a deck. One at a time. */
class Preview {
  track = $state.raw<Track | null>(null);
  positionSec = $state(0);
  /** It is heard by everybody: the headphones have no output of their own. */
  isOpen = $state(false);
  #media: HTMLAudioElement | null = null;
  #leave: () => void = () => {};
  #turn = 0;

  /**
   * Begins to play a track, a quarter in.
   *
   * @throws AppError `storage.*`; DOMException where the browser cannot play it
   */
  async start(track: Track): Promise<void> {
    this.stop();
    const turn = ++this.#turn;
    await decks.openAudio();
    const { engine } = decks;
    const blob = await getBlob(track.blobHash);
    if (!engine || turn !== this.#turn) return;
    const url = URL.createObjectURL(new Blob([blob], { type: track.mimeType }));
    const media = new Audio(url);
    const leave = engine.hear(media);
    this.#media = media;
    this.#leave = () => {
      media.pause();
      leave();
      URL.revokeObjectURL(url);
    };
    this.isOpen = !engine.outputs.hasPhones;
    this.track = track;
    media.addEventListener('timeupdate', () => (this.positionSec = media.currentTime));
    media.addEventListener('ended', () => turn === this.#turn && this.stop());
    this.seek(track.durationSec * BEGINS_AT);
    await engine.resume();
    try {
      await media.play();
    } catch (error) {
      // Stopped before it began.
      if (turn !== this.#turn) return;
      this.stop();
      throw error;
    }
  }

  seek(positionSec: number): void {
    this.positionSec = positionSec;
    if (this.#media) this.#media.currentTime = positionSec;
  }

  stop(): void {
    this.#turn++;
    this.#leave();
    this.#leave = () => {};
    this.#media = null;
    this.track = null;
  }
}

export const preview = new Preview();
