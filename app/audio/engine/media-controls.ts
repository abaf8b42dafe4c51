import { silentFile } from './silent-file.ts';

/** What media keys, headsets and the lock screen can ask for. */
export interface MediaCommands {
  play(): void;
  pause(): void;
  stop(): void;
  /** @param seconds negative goes back */
  seekBy(seconds: number): void;
  seekTo(positionSec: number): void;
}

export interface MediaTitle {
  readonly title: string;
  readonly artist: string;
  readonly album: string;
  /** URL of the cover image, if there is one. */
  readonly cover: string | null;
}

export interface MediaProgress {
  readonly playing: boolean;
  readonly positionSec: number;
  readonly durationSec: number;
  readonly rate: number;
}

const SEEK_SEC = 10;

/**
 * Media keys, headset and lock screen. Chromium gives the media session to pages with a playing media element only, and
 * Web Audio is none; so a silent element of more than five seconds runs beside the decks and is paused with them.
 */
export class MediaControls {
  readonly #element = new Audio();
  readonly #commands: MediaCommands;

  constructor(commands: MediaCommands) {
    this.#commands = commands;
    this.#element.loop = true;
    this.#element.src = URL.createObjectURL(silentFile());
    // The system may pause it for a phone call; then the deck has to stop too.
    this.#element.addEventListener('pause', () => {
      if (navigator.mediaSession.playbackState === 'playing') commands.pause();
    });
    this.#register();
  }

  /** Whether the element that holds the session plays. */
  get isActive(): boolean {
    return !this.#element.paused;
  }

  show({ title, artist, album, cover }: MediaTitle): void {
    navigator.mediaSession.metadata = new MediaMetadata({
      ...{ title, artist, album },
      artwork: cover === null ? [] : [{ src: cover }],
    });
  }

  update({ playing, positionSec, durationSec, rate }: MediaProgress): void {
    navigator.mediaSession.playbackState = playing ? 'playing' : 'paused';
    if (playing && this.#element.paused) this.#element.play().catch(() => undefined);
    else if (!playing && !this.#element.paused) this.#element.pause();
    if (!(durationSec > 0) || !Number.isFinite(durationSec)) return;
    const position = Math.min(durationSec, Math.max(0, positionSec));
    navigator.mediaSession.setPositionState({ duration: durationSec, position, playbackRate: rate });
  }

  #register(): void {
    const { play, pause, stop, seekBy, seekTo } = this.#commands;
    const handlers: readonly (readonly [MediaSessionAction, MediaSessionActionHandler])[] = [
      ['play', () => play()],
      ['pause', () => pause()],
      ['stop', () => stop()],
      ['seekbackward', ({ seekOffset }) => seekBy(-(seekOffset ?? SEEK_SEC))],
      ['seekforward', ({ seekOffset }) => seekBy(seekOffset ?? SEEK_SEC)],
      ['seekto', ({ seekTime }) => seekTime !== undefined && seekTo(seekTime)],
    ];
    for (const [action, handler] of handlers) {
      try {
        navigator.mediaSession.setActionHandler(action, handler);
      } catch {
        // The browser does not know this action.
      }
    }
  }
}
