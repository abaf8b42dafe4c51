/** A stretch of the track that repeats, in seconds of the track. */
export interface Loop {
  readonly startSec: number;
  readonly endSec: number;
}

/** `previewing`: sounds only while the cue button is held. */
export type TransportMode = 'paused' | 'playing' | 'previewing';

/**
 * Where a deck stands and what it does. Positions are seconds of the track, times are seconds of the audio clock
 * (`AudioContext.currentTime`). While it moves, `positionSec` is where it was at `anchorSec`.
 */
export interface Transport {
  readonly mode: TransportMode;
  readonly positionSec: number;
  readonly anchorSec: number;
  /** Seconds of the track for each second of the clock. */
  readonly rate: number;
  readonly cueSec: number;
  readonly durationSec: number;
  readonly loop: Loop | null;
}

/** A deck with a track just loaded, standing at its start. */
export const stopped = (durationSec: number, rate = 1): Transport => ({
  ...{ mode: 'paused', positionSec: 0, anchorSec: 0, cueSec: 0, loop: null },
  durationSec,
  rate,
});

export const isMoving = ({ mode }: Transport): boolean => mode !== 'paused';

/** The position at a time of the clock, within the track and folded into the loop. */
export function positionAt(transport: Transport, timeSec: number): number {
  const { positionSec, anchorSec, rate, durationSec, loop } = transport;
  if (!isMoving(transport)) return positionSec;
  const straight = positionSec + Math.max(0, timeSec - anchorSec) * rate;
  return Math.min(durationSec, loop ? folded(straight, positionSec, loop) : straight);
}

/** A loop catches who comes from before its end; who starts behind it plays on. */
function folded(straight: number, from: number, { startSec, endSec }: Loop): number {
  if (from >= endSec || straight < endSec) return straight;
  return startSec + ((straight - endSec) % (endSec - startSec));
}

/** The time of the clock at which a position is reached, or null when it lies behind, or when the deck stands. */
export function timeOf(transport: Transport, positionSec: number): number | null {
  if (!isMoving(transport) || positionSec < transport.positionSec) return null;
  return transport.anchorSec + (positionSec - transport.positionSec) / transport.rate;
}

/** The same movement, told from another moment. */
export const anchoredAt = (transport: Transport, timeSec: number, positionSec?: number): Transport => ({
  ...transport,
  positionSec: positionSec ?? positionAt(transport, timeSec),
  anchorSec: timeSec,
});

/** The nearest position inside the track. */
export const clampPosition = ({ durationSec }: Transport, positionSec: number): number =>
  Math.min(durationSec, Math.max(0, positionSec));
