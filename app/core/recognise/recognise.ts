import type { TripleIndex } from './triple-index.ts';
import { POINT_SEC, type EventPoints } from './points.ts';
import { triples } from './triples.ts';

/** A DJ's range, and a little for what cannot be measured exactly. */
const [SLOWEST, FASTEST] = [0.91, 1.09];
/** Steps of tempo between which is told apart. */
const TEMPI = 19;
/** A look takes in so much, and the next comes so much later, s. */
const [LOOK_SEC, HOP_SEC] = [16, 4];
/** Width of a place in the track, s: what half a step of tempo moves at the edge of a look. */
const PLACE_SEC = 0.15;
/** Quarter tones by which the pitch may differ from that of a key lock, or of a platter. */
const PITCH_OFF = 1.6;
/**
 * A look counts from so many triples in one place on, and if it has so many times those of any other track. Music that is
 * not known had 53 at most in the tests, known music 80 to 330 in the middle of a track; one look has to have `SURE`.
 */
const [LEAST, CLEAR, SURE] = [60, 1.6, 80];
/** Looks in which a track has to be heard. */
const LOOKS = 2;
/** Looks that may miss a track which goes on, a mix into another for instance. */
const GAP = 4;
/** How far a track may be from where it would have got to since the look before, s. */
const DRIFT_SEC = 0.6;

/** A known track in a recording. */
export interface Heard {
  /** Its number in the index. */
  readonly track: number;
  /** Where it is heard for the first and last time, seconds of the recording; right to some seconds. */
  readonly fromSec: number;
  readonly toSec: number;
  /** Seconds of the track at `fromSec`. */
  readonly trackSec: number;
  /** Its speed, 1 is its own. */
  readonly tempo: number;
  /** Looks that have heard it. */
  readonly looks: number;
}

/** What one look has heard best. */
interface Look {
  readonly atSec: number;
  readonly track: number;
  readonly trackSec: number;
  readonly tempo: number;
  readonly votes: number;
}

/** The place of a track for which most triples speak. */
interface Candidate {
  readonly track: number;
  readonly votes: number;
  readonly cell: number;
}

/** A stretch of the recording, and the two tracks that are heard best in it so far. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly atSec: number;
  best: readonly Candidate[];
}

const tempoAt = (step: number): number => SLOWEST + ((step + 0.5) * (FASTEST - SLOWEST)) / TEMPI;

/**
 * Tells which known tracks are heard in a recording, each at up to 8 % more or less tempo, with or without key lock. Says
 * nothing rather than something wrong. Known tracks come in batches, so that any number of them takes little memory.
 */
export class Recogniser {
  private readonly points: EventPoints;
  private readonly stretches: readonly Stretch[];

  constructor(points: EventPoints) {
    this.points = points;
    this.stretches = stretchesOf(points.times);
  }

  /** Listens for the tracks of an index; a number means the same track in all of them. */
  listen(index: TripleIndex): void {
    for (const stretch of this.stretches) {
      const found = candidates(index, this.points, stretch);
      stretch.best = [...stretch.best, ...found].sort((a, b) => b.votes - a.votes).slice(0, 2);
    }
  }

  /** What was recognised, in the order of the recording. */
  heard(): Heard[] {
    return joined(this.stretches.flatMap((stretch) => lookOf(stretch) ?? []));
  }
}

function stretchesOf(times: Int32Array): Stretch[] {
  const endSec = ((times.at(-1) ?? 0) + 1) * POINT_SEC;
  const stretches: Stretch[] = [];
  let from = 0;
  for (let fromSec = 0; fromSec < endSec; fromSec += HOP_SEC) {
    while (from < times.length && (times[from] as number) * POINT_SEC < fromSec) from++;
    let to = from;
    while (to < times.length && (times[to] as number) * POINT_SEC < fromSec + LOOK_SEC) to++;
    stretches.push({ from, to, atSec: fromSec + LOOK_SEC / 2, best: [] });
  }
  return stretches;
}

/** Every track that speaks up in a stretch, with its best place. */
function candidates(index: TripleIndex, points: EventPoints, { from, to, atSec }: Stretch): Candidate[] {
  /** Triples by track, tempo and place. */
  const votes = new Map<number, Map<number, number>>();
  const best = new Map<number, Candidate>();
  triples(points, from, to, (second, third, place, time, length, band) => {
    index.find(second, third, place, (track, trackTime, trackLength, trackBand) => {
      const tempo = trackLength / length;
      if (tempo < SLOWEST || tempo > FASTEST) return;
      const off = band - trackBand;
      if (Math.abs(off) > PITCH_OFF && Math.abs(off - 24 * Math.log2(tempo)) > PITCH_OFF) return;
      const cells = votes.get(track) ?? new Map<number, number>();
      votes.set(track, cells);
      // A triple's own tempo is known to a few per cent only: it votes for all near it.
      const precision = 1.5 / Math.min(length, trackLength) + 0.006;
      for (let step = 0; step < TEMPI; step++) {
        const speed = tempoAt(step);
        if (Math.abs(speed - tempo) > precision) continue;
        const trackSec = trackTime * POINT_SEC + (atSec - time * POINT_SEC) * speed;
        const cell = Math.round(trackSec / PLACE_SEC) * TEMPI + step;
        const count = (cells.get(cell) ?? 0) + 1;
        cells.set(cell, count);
        if (count > (best.get(track)?.votes ?? 0)) best.set(track, { track, votes: count, cell });
      }
    });
  });
  return [...best.values()];
}

/** What a stretch has heard, or null where nothing stands out. */
function lookOf({ atSec, best: [winner, other] }: Stretch): Look | null {
  if (!winner || winner.votes < LEAST || winner.votes < CLEAR * (other?.votes ?? 0)) return null;
  const place = Math.floor(winner.cell / TEMPI);
  const tempo = tempoAt(winner.cell - place * TEMPI);
  return { atSec, track: winner.track, trackSec: place * PLACE_SEC, tempo, votes: winner.votes };
}

/** Whether a track that was heard has got to where it is heard now. Chance hits do not go on. */
function goesOn(before: Look, now: Look): boolean {
  const passed = now.atSec - before.atSec;
  const isSoon = before.track === now.track && passed <= GAP * HOP_SEC + 0.001;
  const expected = before.trackSec + (passed * (before.tempo + now.tempo)) / 2;
  return isSoon && Math.abs(now.trackSec - expected) <= DRIFT_SEC;
}

/** Joins looks that hear one track going on. */
function joined(looks: readonly Look[]): Heard[] {
  const runs: Look[][] = [];
  for (const look of looks) {
    const run = runs.findLast((one) => goesOn(one.at(-1) as Look, look));
    if (run) run.push(look);
    else runs.push([look]);
  }
  return runs
    .filter((run) => run.length >= LOOKS && run.some(({ votes }) => votes >= SURE))
    .map((run) => {
      const [first, last] = [run[0] as Look, run.at(-1) as Look];
      const tempi = run.map(({ tempo }) => tempo).sort((a, b) => a - b);
      const tempo = tempi[tempi.length >> 1] as number;
      // The first look hears it in its middle at the latest.
      const { atSec: fromSec, trackSec, track } = first;
      return { track, fromSec, toSec: last.atSec, trackSec, tempo, looks: run.length };
    })
    .sort((a, b) => a.fromSec - b.fromSec);
}
