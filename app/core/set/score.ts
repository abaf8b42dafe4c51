import { deckIds, type DeckId } from '../console/deck-ids.ts';
import type { ConsoleEvent } from '../console/events.ts';
import { ControlMemory } from './control-memory.ts';
import { SAMPLER } from '../console/sampler/pads.ts';
import type { SetDocument, SetSource } from './document.ts';

/** Most by which a track is loaded before its time, s: decoding its beginning takes a moment. */
const LEAD_SEC = 1.5;

/** A track that comes onto a deck. */
export interface ScoreLoad {
  /** Frame of the set's clock from which on it may be loaded. */
  readonly frame: number;
  readonly deck: DeckId;
  /** Undefined where the log does not tell the track. */
  readonly blobHash: string | undefined;
}

const isDeck = (id: string): id is DeckId => (deckIds as readonly string[]).includes(id);
const split = (control: string): [owner: string, name: string] => {
  const dot = control.indexOf('.');
  return [control.slice(0, dot), control.slice(dot + 1)];
};

/** Where the controls are to stand: first the settings, then each track with its places. */
export interface Stand {
  readonly settings: readonly ConsoleEvent[];
  readonly loaded: readonly {
    readonly deck: DeckId;
    readonly blobHash: string;
    readonly places: readonly ConsoleEvent[];
  }[];
}

const isPlace = ({ control }: ConsoleEvent) => /\.(loop|placeAt|placeCue|loopFrom|loopTo|slip)$/.test(control);
/** Whether it goes with a track that has to be loaded onto a deck first. All samples are there before a set begins. */
const isOfTrack = ({ control }: ConsoleEvent) => /^[A-D]\.(load|grid)$/.test(control);
/** Whether an event puts a sample on a pad. */
export const isPadLoad = ({ control }: ConsoleEvent) => control.startsWith(`${SAMPLER}.`) && control.endsWith('.load');

function standOf(events: readonly ConsoleEvent[], { sources }: SetDocument): Stand {
  const loaded = events.flatMap(({ control, value }) => {
    const [deck, name] = split(control);
    const blobHash = sources.get(value)?.track.blobHash;
    if (name !== 'load' || !isDeck(deck) || blobHash === undefined) return [];
    return [{ deck, blobHash, places: events.filter((one) => one.control.startsWith(`${deck}.`) && isPlace(one)) }];
  });
  return { settings: events.filter((event) => !isPlace(event) && !isOfTrack(event)), loaded };
}

/** The samples that a set puts on pads, by the numbers that its moves name. */
export function samplesOf({ before, moves, after, sources }: SetDocument): ReadonlyMap<number, SetSource> {
  const ids = new Set([...before, ...moves, ...after].filter(isPadLoad).map(({ value }) => value));
  return new Map([...sources].filter(([id]) => ids.has(id)));
}

/** Where all stood when the set ended. After a crash: where it was seen last. */
export function standAtEnd(document: SetDocument): Stand {
  const { after, before, moves, sights } = document;
  if (after.length > 0) return standOf(after, document);
  const memory = new ControlMemory();
  const loads = new Map<string, ConsoleEvent>();
  for (const event of [...before, ...moves]) {
    memory.take(event);
    if (event.control.endsWith('.load')) loads.set(event.control, event);
  }
  const frame = document.endFrame;
  const settings = memory.before(null).map((setting) => ({ frame, ...setting }));
  const places = deckIds.flatMap((deck) => {
    const sight = sights.findLast((one) => one.deck === deck);
    if (!sight) return [];
    return [
      { frame, control: `${deck}.tempo` as const, value: sight.tempo },
      { frame, control: `${deck}.placeAt` as const, value: sight.positionSec },
    ];
  });
  return standOf([...settings, ...loads.values(), ...places], document);
}

/**
 * A set as a player reads it: what is to be set before it begins, then moves and loads as their time comes. Loading
 * takes time, so loads are told a little early where their deck stands still by then.
 */
export class Score {
  readonly start: Stand;
  private readonly moves: readonly ConsoleEvent[];
  private readonly loads: readonly ScoreLoad[];
  private nextMove = 0;
  private nextLoad = 0;

  constructor(document: SetDocument) {
    const { before, moves, sources, sampleRate } = document;
    this.start = standOf(before, document);
    this.moves = moves.filter((event) => !isOfTrack(event));
    this.loads = moves
      .flatMap((move, index): ScoreLoad[] => {
        const [deck, name] = split(move.control);
        if (name !== 'load' || !isDeck(deck)) return [];
        const blobHash = sources.get(move.value)?.track.blobHash;
        return [{ deck, frame: leadOf(moves, index, deck, LEAD_SEC * sampleRate), blobHash }];
      })
      .sort((a, b) => a.frame - b.frame);
  }

  /** Loads whose time has come, each once. */
  loadsUntil(frame: number): readonly ScoreLoad[] {
    const from = this.nextLoad;
    while (this.nextLoad < this.loads.length && (this.loads[this.nextLoad] as ScoreLoad).frame <= frame)
      this.nextLoad++;
    return this.loads.slice(from, this.nextLoad);
  }

  /** Moves before a frame, each once. */
  movesUntil(frame: number): readonly ConsoleEvent[] {
    const from = this.nextMove;
    while (this.nextMove < this.moves.length && (this.moves[this.nextMove] as ConsoleEvent).frame < frame) {
      this.nextMove++;
    }
    return this.moves.slice(from, this.nextMove);
  }
}

/** The earliest frame at which the track before is not needed any more. */
function leadOf(moves: readonly ConsoleEvent[], index: number, deck: DeckId, lead: number): number {
  const { frame } = moves[index] as ConsoleEvent;
  const earlier = moves.slice(0, index).filter(({ control }) => control.startsWith(`${deck}.`));
  const transport = earlier.findLast(({ control }) => /\.(play|spinUp|brake|cue)$/.test(control));
  const isPlaying =
    transport?.control.endsWith('.spinUp') || (transport?.control.endsWith('.play') && transport.value >= 0.5);
  if (isPlaying) return frame;
  return Math.max(frame - lead, earlier.at(-1)?.frame ?? -Infinity);
}
