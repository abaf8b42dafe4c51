import type { ConsoleEvent } from '../console/events.ts';
import type { SetDocument } from './document.ts';
import { bpmNear, trackListOf, type TrackEntry } from './track-list.ts';

/** Moves of the mixer nearer than this to a transition belong to it, s. */
const NEAR_SEC = 2;
/** Tempo of what has no beat. */
const FREE_BPM = 120;

/** Controls of a channel by which one track gives way to another. */
const MIXING = /^(fader|low|mid|high|filter|gain|fx[123]\..+)$/;

/** The way from one track to the next. */
export interface Transition {
  readonly out: TrackEntry;
  readonly into: TrackEntry;
  /** Frames of the audio clock: from its first move to its last. */
  readonly from: number;
  readonly to: number;
  /** Frames of one beat of the track that goes. */
  readonly beatFrames: number;
  /** Indexes in the set's moves that make it. */
  readonly moves: readonly number[];
}

/** Whether a move mixes two decks: it does not touch where their tracks are. */
export function isMixing({ control }: Pick<ConsoleEvent, 'control'>, decks: readonly string[]): boolean {
  if (control === 'mixer.crossfader' || control === 'mixer.curve') return true;
  const dot = control.indexOf('.');
  return decks.includes(control.slice(0, dot)) && MIXING.test(control.slice(dot + 1));
}

/** All transitions of a set, in order: one between each two tracks of its list that meet on different decks. */
export function transitionsOf(document: SetDocument, entries = trackListOf(document)): readonly Transition[] {
  return entries.slice(1).flatMap((into, index) => {
    const out = entries[index] as TrackEntry;
    return out.deck === into.deck ? [] : [transition(document, out, into)];
  });
}

function transition(document: SetDocument, out: TrackEntry, into: TrackEntry): Transition {
  const { moves, sampleRate } = document;
  const decks = [out.deck, into.deck];
  const mixing = moves
    .map((move, index) => ({ index, frame: move.frame }))
    .filter(({ index }) => {
      return isMixing(moves[index] as ConsoleEvent, decks);
    });
  const meet = Math.min(into.from, out.to);
  const part = Math.max(into.from, out.to);
  const near = NEAR_SEC * sampleRate;
  let from = meet;
  for (const { frame } of mixing.toReversed()) if (frame < from && from - frame <= near) from = frame;
  let to = part;
  for (const { frame } of mixing) if (frame > to && frame - to <= near) to = frame;
  const isPart = (move: ConsoleEvent, index: number): boolean => {
    if (move.frame < from || move.frame > to) return false;
    return mixing.some((one) => one.index === index) || isStart(move, into) || isStop(move, out);
  };
  const bpm = bpmNear(document, out.deck, out.source, from) ?? bpmNear(document, into.deck, into.source, from);
  return {
    ...{ out, into, from, to },
    beatFrames: (60 / (bpm ?? FREE_BPM)) * sampleRate,
    moves: moves.flatMap((move, index) => (isPart(move, index) ? [index] : [])),
  };
}

/** The new track begins with the transition, not before it. */
const isStart = ({ control, value, frame }: ConsoleEvent, { deck, from }: TrackEntry): boolean =>
  frame === from && ((control === `${deck}.play` && value >= 0.5) || control === `${deck}.spinUp`);

/** The old track is stopped by the transition. */
const isStop = ({ control, value, frame }: ConsoleEvent, { deck, to }: TrackEntry): boolean =>
  frame >= to &&
  ((control === `${deck}.play` && value < 0.5) ||
    (control === `${deck}.cue` && value >= 0.5) ||
    control === `${deck}.brake`);
