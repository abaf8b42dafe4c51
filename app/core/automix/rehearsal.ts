import type { SetTrack } from '#contracts/records/set.ts';
import type { ConsoleEvent, Control } from '../console/events.ts';
import { bandGain } from '../deck/knobs.ts';
import { faderGain } from '../deck/tempo.ts';
import type { SetDocument } from '../set/document.ts';
import type { MixFacts } from './facts.ts';
import { placesAt } from './places.ts';
import type { Transition } from './transition.ts';

/** What is heard before and behind the transition, s. */
export const REHEARSAL_LEAD_SEC = 8;
const TAIL_SEC = 8;
/** How often the controls are moved, s. */
const STEP_SEC = 0.02;

export interface RehearsedTrack {
  readonly track: SetTrack;
  readonly facts: MixFacts;
}

/** A transition as a short set of its own, to be rendered and listened to. */
export function rehearsalOf(
  first: RehearsedTrack,
  second: RehearsedTrack,
  transition: Transition,
  sampleRate: number,
): SetDocument {
  const { kind, outSec, inSec, lengthSec } = transition;
  const lead = Math.min(REHEARSAL_LEAD_SEC, outSec);
  const at = (seconds: number) => Math.round(seconds * sampleRate);
  const moves: ConsoleEvent[] = [];
  const move = (seconds: number, control: Control, value: number) => moves.push({ frame: at(seconds), control, value });
  move(0, 'A.load', 1);
  move(0, 'B.load', 2);
  move(0, 'A.seek', outSec - lead);
  move(0, 'B.seek', inSec);
  for (const deck of ['A', 'B'] as const) move(0, `${deck}.keyLock`, 1);
  move(0, 'B.sync', kind === 'blend' ? 1 : 0);
  move(0, 'B.fader', 0);
  move(0, 'A.play', 1);
  move(lead, 'B.play', 1);
  const steps = Math.ceil(lengthSec / STEP_SEC);
  for (let step = 0; step <= steps; step++) {
    const places = placesAt(kind, step / steps);
    const seconds = lead + (step / steps) * lengthSec;
    move(seconds, 'A.fader', faderGain(places.firstFader));
    move(seconds, 'B.fader', faderGain(places.secondFader));
    move(seconds, 'A.low', bandGain(places.firstLow));
    move(seconds, 'B.low', bandGain(places.secondLow));
  }
  move(lead + lengthSec, 'A.play', 0);
  const sources = [first, second].map(
    ({ track, facts }, index) => [index + 1, { track, grid: facts.tempo.grid }] as const,
  );
  return {
    ...{ sampleRate, settledFrame: 0, firstFrame: 0, endFrame: at(lead + lengthSec + TAIL_SEC) },
    ...{ before: [], after: [], moves, sources: new Map(sources), grids: new Map(), sights: [] },
  };
}
