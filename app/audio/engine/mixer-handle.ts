import type { MixerControl } from '#core/console/controls.ts';
import { deckIds, type DeckId } from '#core/console/deck-ids.ts';
import { crossfaderCurves, type CrossfaderCurve } from '#core/console/mixer/crossfader.ts';
import { LIMITER_AHEAD_SEC } from '#core/console/mixer/limiter.ts';
import type { Fields, MasterField } from '#core/console/state.ts';
import type { ConsoleEngine } from './console-engine.ts';

/** How the music makes way for a voice. */
export interface Ducking {
  /** Gain of the music under a voice; 1 does not duck. */
  readonly depth: number;
  readonly attackSec: number;
  readonly releaseSec: number;
}

/** Crossfader, master, headphones and microphone, as the page drives them. */
export class MixerHandle {
  /** How late the master is by its limiter, on or off. */
  readonly delaySec = LIMITER_AHEAD_SEC;
  private readonly engine: ConsoleEngine;

  constructor(engine: ConsoleEngine) {
    this.engine = engine;
  }

  /** Levels of the master as the audio thread sees them. */
  get state(): Fields<MasterField> {
    return this.engine.state.master;
  }

  /** Moves one control. */
  set(control: MixerControl, value: number, frame?: number): void {
    this.engine.send(`mixer.${control}`, value, frame);
  }

  /** @param place -1 left to 1 right */
  crossfade(place: number): void {
    this.set('crossfader', place);
  }

  curve(curve: CrossfaderCurve): void {
    this.set('curve', crossfaderCurves.indexOf(curve));
  }

  /** Turns the crossfader round. */
  hamster(on: boolean): void {
    this.set('hamster', on ? 1 : 0);
  }

  limit(on: boolean): void {
    this.set('limiter', on ? 1 : 0);
  }

  /** @param id null lets the first deck that plays lead */
  lead(id: DeckId | null): void {
    this.set('leader', id === null ? -1 : deckIds.indexOf(id));
  }

  /** One output for both: left ear cue, right ear master. */
  split(on: boolean): void {
    this.set('split', on ? 1 : 0);
  }

  duck({ depth, attackSec, releaseSec }: Ducking): void {
    this.set('duckDepth', depth);
    this.set('duckAttack', attackSec);
    this.set('duckRelease', releaseSec);
  }
}
