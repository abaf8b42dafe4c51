import { buildPyramid, type PeakPyramid } from '#core/waveform/pyramid.ts';
import type { WaveformPeaks } from '#contracts/records/analysis.ts';
import { AudioClock, positionAt } from './clock.ts';
import { rgba } from './colour.ts';
import { compose, type DeckMoment } from './compose.ts';
import { ConsoleMotion } from './console-motion.ts';
import { emptyList } from './display-list.ts';
import type { WaveClock, WaveColours, WaveConsole, WaveDeck, WaveMotion, WaveView } from './protocol.ts';
import type { BandColours, WaveRenderer } from './renderer.ts';

const STILL: WaveMotion = { positionSec: 0, rate: 0, atSec: 0, tempo: 1 };

/** What is known of the decks, and how it looks at a moment. */
export class WaveStage {
  private readonly clock = new AudioClock();
  private readonly list = emptyList();
  private readonly motions: WaveMotion[] = [];
  private readonly pyramids: (PeakPyramid | null)[] = [];
  private decks: readonly WaveDeck[] = [];
  private view: WaveView = { width: 1, height: 1, scale: 1, seconds: 8, pages: false };
  private colours: WaveColours | null = null;
  private bands: BandColours | null = null;
  private resized = true;
  private console: ConsoleMotion | null = null;

  setView(view: WaveView): void {
    const { width, height, scale } = this.view;
    this.resized ||= width !== view.width || height !== view.height || scale !== view.scale;
    this.view = view;
  }

  setColours(colours: WaveColours): void {
    this.colours = colours;
    const { ground, low, mid, high } = colours;
    this.bands = { ground: rgba(ground), low: rgba(low), mid: rgba(mid), high: rgba(high) };
  }

  setClock(clock: WaveClock): void {
    this.clock.read(clock);
  }

  setDecks(decks: readonly WaveDeck[]): void {
    this.decks = decks;
  }

  setMotion(deck: number, motion: WaveMotion): void {
    this.motions[deck] = motion;
  }

  /** From now on the decks move as a console says. */
  watch(console: WaveConsole): void {
    this.console = new ConsoleMotion(console);
  }

  /** Returns the pyramid that is shown no more. */
  setPeaks(deck: number, peaks: WaveformPeaks | null): PeakPyramid | null {
    const before = this.pyramids[deck] ?? null;
    this.pyramids[deck] = peaks && buildPyramid(peaks);
    return before;
  }

  /** After a new renderer: it does not know the size yet. */
  renew(): void {
    this.resized = true;
  }

  /** Whether the picture changes by itself. */
  get isMoving(): boolean {
    return this.console?.isHeld || this.decks.some((_, index) => (this.motions[index] ?? STILL).rate !== 0);
  }

  /** @param epochMs when the picture is seen */
  draw(renderer: WaveRenderer, epochMs: number): void {
    const { colours, bands, view } = this;
    if (!colours || !bands) return;
    if (this.resized) renderer.resize(view.width, view.height, view.scale);
    this.resized = false;
    renderer.draw(compose(this.list, view, colours, this.moments(epochMs)), bands);
  }

  private moments(epochMs: number): DeckMoment[] {
    const audioSec = this.clock.at(epochMs);
    this.console?.read(this.motions);
    return this.decks.map((deck, index) => {
      const motion = this.motions[index] ?? STILL;
      const position = positionAt(motion, audioSec);
      return {
        ...{ deck, pyramid: this.pyramids[index] ?? null, tempo: motion.tempo },
        positionSec: motion.rate === 0 ? position : Math.min(deck.durationSec, Math.max(0, position)),
      };
    });
  }
}
