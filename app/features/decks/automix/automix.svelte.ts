import type { TrackList } from '#contracts/records/list.ts';
import type { Track } from '#contracts/records/track.ts';
import { Automix, type AutomixEvent, type Loaded } from '#core/automix/automix.ts';
import { bareFacts } from '#core/automix/facts.ts';
import type { Transition } from '#core/automix/transition.ts';
import { m } from '#i18n/paraglide/messages.js';
import { errorText } from '#ui/error-text.ts';
import { showToast } from '#ui/toast.svelte.ts';
import { controllersOf } from '../controllers.ts';
import type { DeckState } from '../deck-state.svelte.ts';
import { decks } from '../decks.svelte.ts';
import { type HostDeck, PageHost } from './page-host.ts';
import { automixTracks, type AutomixOrder } from './sources.ts';

const TICK_MS = 30;

/** The automix as the page shows it. */
class AutomixState {
  on = $state(false);
  next = $state.raw<Track | null>(null);
  plan = $state.raw<Transition | null>(null);
  /** Seconds until the transition begins; null while there is none planned. */
  untilSec = $state<number | null>(null);
  inTransition = $state(false);

  #timer: ReturnType<typeof setInterval> | null = null;
  #mix: Automix<Track> | null = null;

  /**
   * Plays the tracks of a list one after the other on the first two decks.
   *
   * @param list null for the whole library
   * @param repeats begins again at the end of the list
   */
  async start(list: TrackList | null, order: AutomixOrder, repeats: boolean): Promise<void> {
    this.stop();
    try {
      const controllers = await controllersOf(decks);
      const tracks = await automixTracks(list, order);
      const [a, b] = decks.all.map((state) => ({ state, controller: controllers.get(state) })) as HostDeck[];
      if (!a || !b || tracks.length === 0) return void showToast({ kind: 'info', text: m.decks_automix_empty() });
      for (const { state } of [a, b]) state.pause();
      decks.mixer.crossfade(0);
      const host = new PageHost([a, b]);
      let at = 0;
      const take = () => (at < tracks.length || repeats ? (tracks[at++ % tracks.length] as Track) : null);
      const mix = new Automix<Track>(host, take, (event) => this.#hear(event));
      this.#run(mix, host);
    } catch (error) {
      showToast({ kind: 'error', text: errorText(error) });
    }
  }

  /**
   * Goes from one loaded deck into another as is said. While the automix runs and these are its decks, its plan is
   * replaced; otherwise it does this one transition and ends.
   */
  async perform(first: DeckState, second: DeckState, transition: Transition): Promise<void> {
    if (this.on && this.#mix?.use(transition)) return;
    this.stop();
    try {
      const controllers = await controllersOf(decks);
      const pair = [first, second].map((state) => ({ state, controller: controllers.get(state) })) as [
        HostDeck,
        HostDeck,
      ];
      const [now, coming] = pair.map(({ state: { track, analysis } }) => ({
        item: track as Track,
        facts: analysis ?? bareFacts(track?.durationSec ?? 0),
      })) as [Loaded<Track>, Loaded<Track>];
      const host = new PageHost(pair);
      const mix = new Automix<Track>(
        host,
        () => null,
        (event) => this.#hear(event, true),
      );
      if (second.moving) second.pause();
      mix.adopt(0, now, coming);
      mix.use(transition);
      this.#run(mix, host);
      this.next = coming.item;
    } catch (error) {
      showToast({ kind: 'error', text: errorText(error) });
    }
  }

  /** Leaves the decks as they are. */
  stop(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    this.#mix = null;
    this.on = false;
    this.next = null;
    this.plan = null;
    this.untilSec = null;
    this.inTransition = false;
  }

  /** Goes over into the next track now. */
  skip(): void {
    this.#mix?.skip();
  }

  #run(mix: Automix<Track>, host: PageHost): void {
    this.#mix = mix;
    this.on = true;
    this.#timer = setInterval(() => this.#tick(mix, host), TICK_MS);
  }

  #tick(mix: Automix<Track>, host: PageHost): void {
    mix.tick();
    if (mix !== this.#mix) return;
    this.plan = mix.plan;
    this.inTransition = mix.isInTransition;
    const { positionSec, speed } = host.view(mix.side);
    this.untilSec = mix.plan ? Math.max(0, Math.round((mix.plan.outSec - positionSec) / Math.max(0.1, speed))) : null;
  }

  /** @param once whether it ends with the next transition */
  #hear(event: AutomixEvent<Track>, once = false): void {
    if (event.type === 'next') this.next = event.item;
    else if (event.type === 'playing' && once) this.stop();
    else if (event.type === 'playing') this.next = null;
    else if (event.type === 'ended') {
      showToast({
        kind: event.reason === 'unplayable' ? 'error' : 'info',
        text: event.reason === 'unplayable' ? m.decks_automix_unplayable() : m.decks_automix_ended(),
      });
      this.stop();
    }
  }
}

export const automix = new AutomixState();
