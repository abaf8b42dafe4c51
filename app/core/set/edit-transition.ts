import type { ConsoleEvent } from '../console/events.ts';
import { crossfaderCurves, type CrossfaderCurve } from '../console/mixer/crossfader.ts';
import type { SetDocument } from './document.ts';
import type { Transition } from './transitions.ts';

/** What is to become of a transition. */
export interface TransitionEdit {
  /** Later by so many beats of the track that goes; negative is earlier. */
  readonly beats: number;
  /** Times as long; its beginning stays where `beats` puts it. */
  readonly stretch: number;
  /** Another curve of the crossfader for its length, or null. */
  readonly curve: CrossfaderCurve | null;
}

export const unchanged: TransitionEdit = { beats: 0, stretch: 1, curve: null };

/** Moves after an edit. */
export interface EditedMoves {
  readonly moves: readonly ConsoleEvent[];
  /** Frames of the transition now. */
  readonly from: number;
  readonly to: number;
}

/**
 * Moves one transition, makes it longer or shorter, or gives it another curve. All other moves stay exactly as they
 * are, and the transition never passes the moves of the same controls before and behind it: there it stops.
 */
export function editTransition(
  { before, moves, firstFrame, endFrame }: SetDocument,
  transition: Transition,
  { beats, stretch, curve }: TransitionEdit,
): EditedMoves {
  const chosen = new Set(transition.moves);
  const { from, to, beatFrames } = transition;
  const room = roomOf(moves, transition, firstFrame, endFrame);
  const length = Math.min((to - from) * stretch, room.to - room.from);
  const start = Math.round(Math.min(room.to - length, Math.max(room.from, from + beats * beatFrames)));
  const factor = to > from ? length / (to - from) : 1;
  const placed = (frame: number): number => Math.round(start + (frame - from) * factor);
  const edited = moves.map((move, index) => (chosen.has(index) ? { ...move, frame: placed(move.frame) } : move));
  const end = Math.round(start + length);
  const curves = curve === null ? [] : curveFor([...before, ...moves], transition, curve, start, end);
  const kept =
    curve === null ? edited : edited.filter(({ control }, i) => !(chosen.has(i) && control === 'mixer.curve'));
  return { moves: inOrder([...curves.slice(0, 1), ...kept, ...curves.slice(1)]), from: start, to: end };
}

/** By frame; of one frame those that stood first. */
const inOrder = (moves: readonly ConsoleEvent[]): ConsoleEvent[] => moves.toSorted((a, b) => a.frame - b.frame);

/** How far the transition may reach without passing another move of one of its controls. */
function roomOf(moves: readonly ConsoleEvent[], { moves: indexes, from, to }: Transition, first: number, end: number) {
  const chosen = new Set(indexes);
  const controls = new Set(indexes.map((index) => (moves[index] as ConsoleEvent).control));
  const room = { from: first, to: end };
  for (const [index, { control, frame }] of moves.entries()) {
    if (chosen.has(index) || !controls.has(control)) continue;
    if (frame <= from) room.from = Math.max(room.from, frame);
    else if (frame >= to) room.to = Math.min(room.to, frame);
  }
  return room;
}

/** The new curve from the start on, and behind the end the one that the rest was played with. */
function curveFor(
  moves: readonly ConsoleEvent[],
  { to }: Transition,
  curve: CrossfaderCurve,
  start: number,
  end: number,
): ConsoleEvent[] {
  const control = 'mixer.curve';
  const after = moves.findLast((move) => move.control === control && move.frame <= to)?.value ?? 0;
  return [
    { frame: start, control, value: crossfaderCurves.indexOf(curve) },
    { frame: end, control, value: after },
  ];
}
