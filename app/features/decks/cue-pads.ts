import type { DeckHandle } from '#audio/engine/deck-handle.ts';
import type { HotCue, SavedLoop, TrackCues } from '#contracts/records/cue.ts';
import { addLoop, clearHotCue, padColours, removeLoop, setHotCue } from '#core/cues/cues.ts';
import { beatAtTime, timeOfBeat } from '#core/tempo/beat-grid.ts';
import { editCues } from '#storage/cues/cues.ts';
import { attempt } from '#ui/attempt.ts';
import type { DeckState } from './deck-state.svelte.ts';

/** Whether two times are one for whoever listens: within a millisecond. */
const near = (a: number, b: number) => Math.abs(a - b) < 0.001;

/** The hot cues of a deck: what its eight pads do. Every change is stored with the track. */
export class CuePads {
  readonly #state: DeckState;
  readonly #deck: DeckHandle;

  constructor(state: DeckState, deck: DeckHandle) {
    this.#state = state;
    this.#deck = deck;
  }

  /** Shows the points of the loaded track and keeps their audio ready. */
  show(cues: TrackCues | null): void {
    this.#state.cues = cues;
    this.#deck.keepReady([...(cues?.hotCues ?? []), ...(cues?.loops ?? [])].map(({ timeSec }) => timeSec));
  }

  /** Goes to the cue on a pad and plays, or sets it where there is none. */
  press(slot: number): void {
    const cue = this.#cueOn(slot);
    if (!cue) return this.#set({ slot, timeSec: this.#here(), name: '', colour: null, anchor: null });
    const isStanding = !this.#state.playing;
    void this.#deck.hotCue(cue.timeSec).then(() => isStanding && this.#deck.play());
  }

  clear(slot: number): void {
    this.#edit((cues) => clearHotCue(cues, slot));
  }

  /** @param colour `#rrggbb` */
  describe(slot: number, name: string, colour: string): void {
    const cue = this.#cueOn(slot);
    if (!cue) return;
    const own = colour === padColours[slot] ? cue.colour && colour : colour;
    if (cue.name !== name || cue.colour !== own) this.#set({ ...cue, name, colour: own });
  }

  /** The saved loop that is the deck's own now, or null. */
  get savedLoop(): SavedLoop | null {
    const { cues, loopFromSec, loopToSec } = this.#state;
    const isIt = ({ timeSec, endSec }: SavedLoop) => near(timeSec, loopFromSec) && near(endSec, loopToSec);
    return cues?.loops.find(isIt) ?? null;
  }

  /** Keeps the loop that runs, or ran last, with the track; one that is kept already is forgotten. */
  toggleSavedLoop(): void {
    const { loopFromSec: timeSec, loopToSec: endSec } = this.#state;
    const saved = this.savedLoop;
    if (saved) this.#edit((cues) => removeLoop(cues, saved.timeSec));
    else if (endSec > timeSec) {
      this.#edit((cues) => addLoop(cues, { timeSec, endSec, slot: null, name: '', colour: null, anchor: null }));
    }
  }

  /** Goes to a saved loop and runs it. */
  runLoop({ timeSec, endSec }: SavedLoop): void {
    this.#deck.savedLoop(timeSec, endSec, true);
  }

  forgetLoop({ timeSec }: SavedLoop): void {
    this.#edit((cues) => removeLoop(cues, timeSec));
  }

  /** The intro up to here, or the outro from here on; one that is marked is taken away. */
  markMix(end: 'intro' | 'outro'): void {
    const here = this.#here();
    const { durationSec } = this.#state;
    this.#edit((cues) => {
      if (cues[end]) return { ...cues, [end]: null };
      const [startSec, endSec] = end === 'intro' ? [0, here] : [here, durationSec];
      return endSec > startSec ? { ...cues, [end]: { startSec, endSec } } : cues;
    });
  }

  #cueOn(slot: number): HotCue | undefined {
    return this.#state.cues?.hotCues.find((cue) => cue.slot === slot);
  }

  /** The play head, on the nearest beat where the deck quantises. */
  #here(): number {
    const { positionSec } = this.#deck.state;
    const grid = this.#state.analysis?.tempo.grid;
    if (!this.#state.quantize || !grid) return positionSec;
    return Math.max(0, timeOfBeat(grid, Math.round(beatAtTime(grid, positionSec))));
  }

  #set(cue: HotCue): void {
    this.#edit((cues) => setHotCue(cues, cue));
  }

  #edit(edit: (cues: TrackCues) => TrackCues): void {
    const { track } = this.#state;
    if (!track) return;
    void attempt(editCues(track.blobHash, edit)).then((cues) => {
      if (cues && this.#state.track?.blobHash === track.blobHash) this.show(cues);
    });
  }
}
