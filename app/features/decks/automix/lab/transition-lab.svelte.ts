import { isAbort } from '#contracts/errors/app-error.ts';
import type { Track } from '#contracts/records/track.ts';
import { type Evenness, evennessScore } from '#core/automix/evenness.ts';
import { REHEARSAL_LEAD_SEC, rehearsalOf, type RehearsedTrack } from '#core/automix/rehearsal.ts';
import { transitions, type Transition } from '#core/automix/transition.ts';
import { stretchBytes } from '#audio/engine/stretch-bytes.ts';
import { errorText } from '#ui/error-text.ts';
import { showToast } from '#ui/toast.svelte.ts';
import { rehearse } from '#workers/set-render/client.ts';
import type { DeckState } from '../../deck-state.svelte.ts';

/** Ways that are rendered: more than these nobody listens to. */
const MOST = 6;
const SAMPLE_RATE = 44_100;

/** A way over with what its render said. */
export interface Candidate {
  readonly transition: Transition;
  /** Address of the render; null until it is there. */
  readonly url: string | null;
  readonly evenness: Evenness | null;
  /** 0 to 1: what is known of both tracks and, once rendered, how even it is heard. */
  readonly score: number;
}

/** Renders the ways from one deck's track into another's, one after the other, and plays what somebody wants to hear. */
export class TransitionLab {
  candidates = $state.raw<readonly Candidate[]>([]);
  /** The one that is rendered now. */
  rendering = $state.raw<Transition | null>(null);
  /** The one that is heard now. */
  heard = $state.raw<Transition | null>(null);
  #stopping = new AbortController();
  readonly #audio = new Audio();

  constructor() {
    this.#audio.onended = () => (this.heard = null);
  }

  /** @param first deck that goes, `second` that comes; both have tracks whose analysis is there */
  async open(first: DeckState, second: DeckState): Promise<void> {
    this.close();
    const [from, to] = [rehearsed(first), rehearsed(second)];
    if (!from || !to) return;
    const { signal } = (this.#stopping = new AbortController());
    const ways = transitions(from.facts, to.facts, MOST);
    this.candidates = ways.map((transition) => ({ transition, url: null, evenness: null, score: transition.score }));
    try {
      for (const transition of ways) {
        this.rendering = transition;
        await this.#render(from, to, transition, signal);
      }
    } catch (error) {
      if (!isAbort(error)) showToast({ kind: 'error', text: errorText(error) });
    } finally {
      if (!signal.aborted) this.rendering = null;
    }
  }

  /** Plays a rendered way, or stops it. */
  hear({ transition, url }: Candidate): void {
    this.#audio.pause();
    if (this.heard === transition || url === null) return void (this.heard = null);
    this.#audio.src = url;
    this.heard = transition;
    void this.#audio.play().catch(() => (this.heard = null));
  }

  /** Stops everything and forgets the renders. */
  close(): void {
    this.#stopping.abort();
    this.#audio.pause();
    this.heard = this.rendering = null;
    for (const { url } of this.candidates) if (url !== null) URL.revokeObjectURL(url);
    this.candidates = [];
  }

  async #render(from: RehearsedTrack, to: RehearsedTrack, transition: Transition, signal: AbortSignal): Promise<void> {
    const document = rehearsalOf(from, to, transition, SAMPLE_RATE);
    const fromSec = Math.min(REHEARSAL_LEAD_SEC, transition.outSec);
    const toSec = fromSec + transition.lengthSec;
    const { wav, evenness } = await rehearse({ document, stretch: await stretchBytes(), fromSec, toSec }, signal);
    signal.throwIfAborted();
    const score = Math.sqrt(transition.score * evennessScore(evenness));
    this.candidates = this.candidates.map((one) =>
      one.transition === transition ? { transition, url: URL.createObjectURL(wav), evenness, score } : one,
    );
    // The best first, as soon as all are known; before, rows would jump under the hand.
    if (this.candidates.every(({ url }) => url !== null)) {
      this.candidates = this.candidates.toSorted((a, b) => b.score - a.score);
    }
  }
}

function rehearsed({ track, analysis }: DeckState): RehearsedTrack | null {
  if (!track || !analysis) return null;
  return { facts: analysis, track: named(track) };
}

const named = ({ id, blobHash, title, artist }: Track) => ({ trackId: id, blobHash, title, artist, isrc: '' });
