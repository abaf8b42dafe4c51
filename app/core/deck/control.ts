import { anchoredAt, clampPosition, isMoving, positionAt, type Transport, type TransportMode } from './transport.ts';

/** What a person, or the end of the track, does to a deck. `atSec` is the time of the audio clock at which it counts. */
export type DeckEvent =
  | { readonly type: 'play' | 'pause' | 'cue-down' | 'cue-up' | 'end'; readonly atSec: number }
  | { readonly type: 'seek'; readonly atSec: number; readonly positionSec: number }
  | { readonly type: 'rate'; readonly atSec: number; readonly rate: number };

/** What the audio has to do to follow. */
export type DeckAction =
  | { readonly type: 'start'; readonly positionSec: number; readonly rate: number }
  | { readonly type: 'stop' }
  | { readonly type: 'rate'; readonly rate: number };

export interface DeckStep {
  readonly transport: Transport;
  readonly action: DeckAction | null;
}

/** Two positions nearer than this are the same to a person who pressed cue: half a millisecond. */
const SAME_SEC = 0.0005;

/**
 * One step of a deck. The cue button works as on club players: while the deck stands it sets the cue point; pressed on
 * the cue point it plays for as long as it is held; while the deck plays it goes back to the cue point and stops.
 */
export function step(transport: Transport, event: DeckEvent): DeckStep {
  const now = anchoredAt(transport, event.atSec);
  switch (event.type) {
    case 'play':
      return play(now);
    case 'pause':
      return isMoving(now) ? stopAt(now, now.positionSec) : { transport: now, action: null };
    case 'cue-down':
      return cueDown(now);
    case 'cue-up':
      return now.mode === 'previewing' ? stopAt(now, now.cueSec) : { transport: now, action: null };
    case 'end':
      return stopAt(now, now.durationSec);
    case 'seek':
      return seek(now, clampPosition(now, event.positionSec));
    case 'rate':
      return {
        transport: { ...now, rate: event.rate },
        action: isMoving(now) ? { type: 'rate', rate: event.rate } : null,
      };
  }
}

function play(now: Transport): DeckStep {
  // A preview that is playing simply goes on when the cue button is let go.
  if (isMoving(now)) return { transport: { ...now, mode: 'playing' }, action: null };
  const atEnd = now.positionSec >= now.durationSec - SAME_SEC;
  return startAt(now, 'playing', atEnd ? 0 : now.positionSec);
}

function cueDown(now: Transport): DeckStep {
  if (isMoving(now)) return stopAt(now, now.cueSec);
  if (Math.abs(now.positionSec - now.cueSec) < SAME_SEC) return startAt(now, 'previewing', now.cueSec);
  return { transport: { ...now, cueSec: now.positionSec }, action: null };
}

function seek(now: Transport, positionSec: number): DeckStep {
  if (!isMoving(now)) return { transport: { ...now, positionSec }, action: null };
  return startAt(now, now.mode, positionSec);
}

function startAt(now: Transport, mode: TransportMode, positionSec: number): DeckStep {
  return { transport: { ...now, mode, positionSec }, action: { type: 'start', positionSec, rate: now.rate } };
}

function stopAt(now: Transport, positionSec: number): DeckStep {
  return { transport: { ...now, mode: 'paused', positionSec }, action: { type: 'stop' } };
}

/** Seconds of the clock until the track ends, or null when the deck stands or loops. */
export function secondsLeft(transport: Transport, timeSec: number): number | null {
  if (!isMoving(transport) || transport.loop) return null;
  return (transport.durationSec - positionAt(transport, timeSec)) / transport.rate;
}
