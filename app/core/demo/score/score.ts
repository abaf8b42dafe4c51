import { glide } from '../synth/math.ts';
import { TOTAL_BARS, arrangement, type Section } from './arrangement.ts';
import { drumBar } from './drums.ts';
import type { ScoreEvent } from './events.ts';
import { progressions } from './harmony.ts';
import { BAR_FRAMES, frameOf } from './time.ts';
import { tonalBar } from './tonal.ts';

/** A section with its first bar. */
interface Placed {
  readonly section: Section;
  readonly start: number;
}

const placed: readonly Placed[] = arrangement.map((section, i) => ({
  section,
  start: arrangement.slice(0, i).reduce((sum, { bars }) => sum + bars, 0),
}));

/** Everything the track plays, in order of time; things at the same frame stay in the order in which they were written. */
export function buildScore(): ScoreEvent[] {
  const events: ScoreEvent[] = [];
  for (const { section, start } of placed) {
    for (let bar = 0; bar < section.bars; bar++) {
      events.push(...drumBar(section, start, bar), ...tonalBar(section, start, bar));
    }
  }
  events.push(...ending());
  return events.sort((a, b) => a.at - b.at);
}

/** One last chord and one last beat, left to ring. */
function ending(): ScoreEvent[] {
  const [home] = progressions.home;
  const at = frameOf(TOTAL_BARS, 0);
  return [
    { type: 'kick', at, velocity: 0.9 },
    { type: 'cymbal', kind: 'crash', at, velocity: 0.45 },
    { type: 'bass', at, velocity: 0.7, frames: BAR_FRAMES / 2, note: home.bass },
    { type: 'pad', at, velocity: 1, frames: BAR_FRAMES / 2, notes: home.voices },
    { type: 'lead', at, velocity: 0.7, frames: BAR_FRAMES / 4, note: 69, from: 69 },
  ];
}

/** Filter corners at a frame, in Hz. */
export function sweepsAt(frame: number): { padHz: number; arpHz: number } {
  const bar = frame / BAR_FRAMES;
  const { section, start } = placed.findLast((each) => each.start <= bar)!;
  const t = Math.min(1, (bar - start) / section.bars);
  return { padHz: glide(...section.padHz, t), arpHz: glide(...section.arpHz, t) };
}
