import { findSections } from '#core/analysis/structure/find-sections.ts';
import { trueGrid } from './section-truth.ts';
import { type LearnTrack, tracksOf } from './tracks.ts';

/** Prints how good the sections are, with the true grid and with none: `node …/section-figures.ts FOLDER...`. */
interface Count {
  hits: number;
  found: number;
  wanted: number;
  kinds: number;
  seconds: number;
}

/** A boundary counts once, within two beats. */
function add(count: Count, { truth, timbre, tonal }: LearnTrack, hasGrid: boolean): void {
  const wanted = (truth.sections ?? []).slice(1).map(({ startSec }) => startSec);
  const sections = findSections({ timbre, tonal }, hasGrid ? { grid: trueGrid(truth) } : null);
  const left = sections.slice(1).map(({ startSec }) => startSec);
  count.found += left.length;
  count.wanted += wanted.length;
  for (const time of wanted) {
    const hit = left.findIndex((found) => Math.abs(found - time) <= 120 / (truth.bpm ?? 120));
    if (hit < 0) continue;
    left.splice(hit, 1);
    count.hits++;
  }
  const at = <T extends { startSec: number; endSec: number }>(list: readonly T[], sec: number) =>
    list.find(({ startSec, endSec }) => sec >= startSec && sec < endSec);
  for (let sec = 0.5; sec < truth.durationSec; sec++) {
    count.seconds++;
    if (at(sections, sec)?.kind === at(truth.sections ?? [], sec)?.kind) count.kinds++;
  }
}

const tracks = tracksOf(process.argv.slice(2)).filter(({ truth }) => truth.sections);
for (const hasGrid of [true, false]) {
  const count: Count = { hits: 0, found: 0, wanted: 0, kinds: 0, seconds: 0 };
  for (const track of tracks) add(count, track, hasGrid);
  const { hits, found, wanted, kinds, seconds } = count;
  console.log(hasGrid ? 'true grid' : 'no grid', {
    tracks: tracks.length,
    hitRate: (hits / wanted).toFixed(3),
    precision: (hits / found).toFixed(3),
    f: ((2 * hits) / (found + wanted)).toFixed(3),
    kindRightShareOfTime: (kinds / seconds).toFixed(3),
  });
}
