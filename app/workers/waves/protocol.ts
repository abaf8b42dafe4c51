import type { BeatGrid, WaveformPeaks } from '#contracts/records/analysis.ts';
import type { StateMemory } from '#core/console/state.ts';

/** A place on a track that is marked. */
export interface WaveMark {
  readonly kind: 'cue' | 'hotcue' | 'section' | 'key' | 'mix';
  readonly timeSec: number;
  /** What stands beside it: a number, a name, a key. Empty for nothing. */
  readonly label: string;
  /** `#rrggbb`, or null for the colour of its kind. */
  readonly colour: string | null;
}

export interface WaveLoop {
  readonly startSec: number;
  readonly endSec: number;
  /** Whether the deck runs in it now. */
  readonly active: boolean;
}

/** What is drawn of one deck, but for its peaks and its motion. */
export interface WaveDeck {
  /** Letter of the deck. */
  readonly label: string;
  /** `#rrggbb` */
  readonly colour: string;
  /** 0 where no track is. */
  readonly durationSec: number;
  readonly grid: BeatGrid | null;
  /** Whether the grid's bars can be trusted; without it all beats look alike. */
  readonly barsKnown: boolean;
  readonly marks: readonly WaveMark[];
  readonly loops: readonly WaveLoop[];
}

/**
 * How a deck moves: at the audio clock's time `atSec` it is heard at `positionSec`, and goes on at `rate` (track seconds a
 * second; 0 stands, negative goes back).
 */
export interface WaveMotion {
  readonly positionSec: number;
  readonly rate: number;
  readonly atSec: number;
  /** The track's tempo on this deck, 1 = its own: scales the picture, so that beats of synced decks line up. */
  readonly tempo: number;
}

/** Two readings of one moment: the audio clock in seconds, and epoch milliseconds (`timeOrigin + now()`). */
export interface WaveClock {
  readonly audioSec: number;
  readonly epochMs: number;
}

/** Where the decks can be seen moving. */
export interface WaveConsole {
  readonly memory: StateMemory;
  /** Of the audio clock, Hz. */
  readonly sampleRate: number;
  /** Seconds by which the console's output is late against its clock: the limiter looks ahead. */
  readonly delaySec: number;
}

export interface WaveView {
  /** Device pixels. */
  readonly width: number;
  readonly height: number;
  /** Device pixels per CSS pixel. */
  readonly scale: number;
  /** Heard seconds from the left edge to the right. */
  readonly seconds: number;
  /** Turns pages under a moving playhead instead of scrolling. */
  readonly pages: boolean;
}

/** Colours as `#rrggbb`. */
export interface WaveColours {
  readonly ground: string;
  readonly low: string;
  readonly mid: string;
  readonly high: string;
  readonly beat: string;
  readonly bar: string;
  readonly playhead: string;
  readonly cue: string;
  readonly text: string;
  readonly loop: string;
}

export type WaveRendererKind = 'webgl2' | 'canvas2d';

/** How drawing went since the last question. Times in milliseconds. */
export interface WaveStats {
  readonly renderer: WaveRendererKind;
  readonly frames: number;
  /** Time to draw a frame, including that of the graphics side while `measure` is on. */
  readonly drawMs: readonly number[];
  /** Time from one frame to the next. */
  readonly intervalMs: readonly number[];
}

export interface WavesApi {
  /**
   * Takes the canvas and draws on it, at most once each screen frame and only while something changes.
   *
   * @param onLost called when the graphics device went away and did not come back; the page then offers another canvas
   */
  open(canvas: OffscreenCanvas, kind: WaveRendererKind, onLost: () => void): WaveRendererKind;
  setView(view: WaveView): void;
  setColours(colours: WaveColours): void;
  setClock(clock: WaveClock): void;
  /** All decks from the top. */
  setDecks(decks: readonly WaveDeck[]): void;
  /** Reads the decks' motion there with every frame from now on, in the order of {@link setDecks}. */
  watch(console: WaveConsole): void;
  /** Something may have begun to move: a picture that stood looks again. */
  wake(): void;
  setPeaks(deck: number, peaks: WaveformPeaks | null): void;
  /** From now on waits for the graphics side in every frame, so that its time is counted. */
  measure(on: boolean): void;
  stats(): WaveStats;
}
