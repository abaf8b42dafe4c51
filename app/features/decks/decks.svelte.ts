import type { ConsoleEngine } from '#audio/engine/console-engine.ts';
import type { Track } from '#contracts/records/track.ts';
import { deckIds } from '#core/console/deck-ids.ts';
import { DeckState } from './deck-state.svelte.ts';
import { Hearing } from './hearing/hearing.svelte.ts';
import { MixerState } from './mixer-state.svelte.ts';
import { ZOOM, zoomed } from './wave/zoom.ts';

// The layout holds this object; engine and player are loaded with the first track.
const controllers = () => import('./controllers.ts');

/** A list with one selected track. */
export interface TrackBrowser {
  /** @param rows down; negative is up */
  move(rows: number): void;
  /** Loads the selected track. */
  load(deck: DeckState): void;
  /** Lets the selected track be heard before it is loaded, or ends that. */
  listen(): void;
}

/** All decks and the mixer between them. */
class Decks {
  readonly all: readonly DeckState[] = deckIds.map((id) => new DeckState(id));
  readonly mixer = new MixerState();
  readonly hearing = new Hearing();
  /** What makes them sound; opened with the first track. */
  engine = $state.raw<ConsoleEngine | null>(null);
  /** Heard seconds across the running waveforms. */
  zoomSec = $state<number>(ZOOM.start);
  /** Decks on the screen: two or four. */
  count = $state<2 | 4>(2);
  readonly shown = $derived(this.all.slice(0, this.count));
  /** The deck that keys and the list of tracks mean. */
  chosen = $state.raw<DeckState>(this.all[0] as DeckState);

  /** The list of tracks that is on the screen, for whoever scrolls and loads from elsewhere. */
  list: TrackBrowser | null = null;

  /** Whether any deck plays. */
  readonly playing = $derived(this.all.some((deck) => deck.moving));
  /** The deck that the bottom strip speaks of: the first that plays, else the first with a track. */
  readonly current = $derived(this.all.find((deck) => deck.moving) ?? this.all.find((deck) => deck.track) ?? null);

  /** Shows two or four decks.  */
  show(count: 2 | 4): void {
    this.count = count;
    if (!this.shown.includes(this.chosen)) this.chosen = this.all[0] as DeckState;
  }

  /** Shows a shorter stretch of the waveforms by a factor below 1, a longer one by one above. */
  zoom(factor: number): void {
    this.zoomSec = zoomed(this.zoomSec, factor);
  }

  choose(deck: DeckState): void {
    this.chosen = deck;
  }

  /** Chooses the next deck on the screen. */
  chooseNext(): void {
    const { shown } = this;
    this.chosen = shown[(shown.indexOf(this.chosen) + 1) % shown.length] as DeckState;
  }

  /** Lets a deck lead, whichever plays first. */
  lead(deck: DeckState): void {
    this.mixer.lead(this.all.indexOf(deck));
  }

  /** The deck that others take key and beat from, as seen from one of them: the leader, else one that plays. */
  partnerOf(deck: DeckState): DeckState | null {
    const others = this.all.filter((other) => other !== deck && other.track);
    return others.find(({ leading }) => leading) ?? others.find(({ playing }) => playing) ?? others[0] ?? null;
  }

  /** Opens the audio device, for whoever chooses outputs or records before the first track. Has to follow a gesture. */
  async openAudio(): Promise<void> {
    await (await controllers()).controllersOf(this);
  }

  /**
   * Puts a track on a deck, decoded and ready, and plays it if asked to. When it cannot be played a message says so and
   * the deck keeps what it had.
   */
  async loadTrack(track: Track, options: { play?: boolean; deck?: DeckState } = {}): Promise<void> {
    const deck = options.deck ?? this.chosen;
    deck.loading = track.title;
    try {
      const { controllersOf } = await controllers();
      const controller = (await controllersOf(this)).get(deck);
      await controller?.load(track, options.play === true);
    } catch (error) {
      deck.loading = null;
      throw error;
    }
  }
}

export const decks = new Decks();
