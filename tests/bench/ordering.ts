import type { OrderedTrack } from '#core/ordering/cost.ts';
import { atOnce, bestGreedyCost, ordering, reportOf } from '#core/ordering/order.ts';
import type { BenchResult } from './run.ts';

const CRATES = 20;

/** How much cheaper the solver's orders are than the best greedy one, on generated crates of 20 to 134 tracks. */
export async function run(): Promise<BenchResult> {
  const table = [['crate', 'tracks', 'as added', 'best greedy', 'solver', 'gain %', 'ms']];
  const gains: number[] = [];
  const times: number[] = [];
  for (let crate = 0; crate < CRATES; crate++) {
    const tracks = generated(20 + crate * 6, crate + 1);
    const greedy = bestGreedyCost(tracks);
    const start = performance.now();
    const solved = reportOf(atOnce(ordering(tracks)));
    times.push(performance.now() - start);
    gains.push(100 * (1 - solved.cost / greedy));
    const costs = [reportOf(tracks).cost, greedy, solved.cost, gains.at(-1) ?? 0].map((value) => value.toFixed(2));
    table.push([String(crate + 1), String(tracks.length), ...costs, (times.at(-1) ?? 0).toFixed(0)]);
  }
  const figures = {
    crates: CRATES,
    better_than_greedy: gains.filter((gain) => gain > 1e-9).length,
    gain_percent_mean: Number((gains.reduce((sum, gain) => sum + gain, 0) / CRATES).toFixed(1)),
    gain_percent_min: Number(Math.min(...gains).toFixed(1)),
    solve_ms_max: Math.round(Math.max(...times)),
  };
  return { table, figures };
}

/** A crate as people have them: two or three styles with their own tempos, some tracks without a known key or energy. */
function generated(count: number, seed: number): OrderedTrack[] {
  let state = seed * 2_654_435_761;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
  const styles = Array.from({ length: 2 + (seed % 2) }, () => 85 + random() * 90);
  return Array.from({ length: count }, (_, i): OrderedTrack => {
    const style = styles[Math.floor(random() * styles.length)] ?? 120;
    return {
      id: String(i),
      artist: `Artist ${Math.floor(random() * count * 0.6)}`,
      bpm: Math.round((style + (random() + random() - 1) * 8) * 100) / 100,
      key: random() < 0.08 ? null : { tonic: Math.floor(random() * 12), mode: random() < 0.7 ? 'minor' : 'major' },
      energy: random() < 0.08 ? null : 1 + Math.floor((random() + random()) * 5),
    };
  });
}
