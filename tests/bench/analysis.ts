import { countOf, tracks, type Track } from './analysis/dataset.ts';
import { benchOptions, type BenchOptions } from './analysis/options.ts';
import { hearOurs } from './analysis/ours/hear.ts';
import { cachedAnswer, hashOf } from './analysis/peers/answers.ts';
import { peerInput } from './analysis/peers/input.ts';
import { ffmpeg } from './analysis/peers/debian.ts';
import { installedPeers, type InstalledPeer } from './analysis/peers/peers.ts';
import { faultsOf } from './analysis/report/detail.ts';
import { Progress } from './analysis/report/progress.ts';
import { figuresOf } from './analysis/report/figures.ts';
import { summarise } from './analysis/report/summary.ts';
import { tableOf, type Line } from './analysis/report/table.ts';
import { scoreTrack, type TrackScore } from './analysis/report/track-score.ts';
import { measureSpeed, type Speeds } from './analysis/speed/speed.ts';
import type { BenchResult } from './run.ts';

const OURS = 'wavefoundry';

/** Scores of one analyser on one track. */
interface Scored {
  readonly analyser: string;
  readonly set: string;
  readonly score: TrackScore;
}

/**
 * How right and how fast the analysis is, beside those of others, on music with exact truth that nobody tuned with. Options
 * stand in `analysis/options.ts`, the figures in `analysis/report/figures.ts`.
 */
export async function run(args: string[]): Promise<BenchResult> {
  const options = benchOptions(args);
  const peers = options.peers ? await installedPeers() : [];
  const scored = await scoreAll(options, peers);
  const speeds = await speedsOf(options, peers);
  const analysers = [OURS, ...peers.map(({ name }) => name)];
  const lines = analysers.flatMap((analyser) => linesOf(analyser, scored, speeds));
  return { table: tableOf(lines), figures: figuresOf(lines, OURS, speeds) };
}

/** Two tracks at a time, since peers run beside us. */
async function scoreAll(options: BenchOptions, peers: readonly InstalledPeer[]): Promise<Scored[]> {
  const scored: Scored[] = [];
  const source = tracks(options);
  const progress = new Progress(countOf(options));
  const work = async (): Promise<void> => {
    for (let next = await source.next(); !next.done; next = await source.next()) {
      scored.push(...(await scoreOne(next.value, peers, options.detail)));
      progress.done(next.value.name);
    }
  };
  await Promise.all([work(), work()]);
  return scored;
}

async function scoreOne(track: Track, peers: readonly InstalledPeer[], detail: boolean): Promise<Scored[]> {
  const { set, truth } = track;
  const pcm = await track.load();
  const input = peerInput(async () => pcm);
  const hash = peers.length > 0 ? await hashOf(track.file) : '';
  const scored: Scored[] = [];
  try {
    let loudness: number | null | undefined;
    for (const peer of peers) {
      const answer = await cachedAnswer(peer, hash, input.get);
      if (peer.name === ffmpeg.name) loudness = answer.integrated;
      else scored.push({ analyser: peer.name, set, score: scoreTrack(truth, answer) });
    }
    const ours = await hearOurs(pcm);
    const score = scoreTrack(truth, ours, loudness);
    if (detail) console.log(faultsOf(truth, ours, score) ?? `${truth.name}: right`);
    return [{ analyser: OURS, set, score }, ...scored];
  } finally {
    await input.dispose();
  }
}

async function speedsOf(options: BenchOptions, peers: readonly InstalledPeer[]): Promise<Speeds | null> {
  for await (const track of tracks({ ...options, count: 1 })) {
    const pcm = await track.load();
    if (pcm.channels.length === 2 && pcm.sampleRate === 44_100) return measureSpeed(pcm, peers, console.log);
  }
  return null;
}

/** A line for all sets together, then one for each. */
function linesOf(analyser: string, scored: readonly Scored[], speeds: Speeds | null): Line[] {
  const own = scored.filter((one) => one.analyser === analyser);
  const xRealtime = analyser === OURS ? speeds?.xRealtime : speeds?.peers.get(analyser);
  const all = { analyser, set: 'all', summary: summarise(own.map(({ score }) => score)) };
  const sets = [...new Set(own.map(({ set }) => set))].sort();
  return [
    { ...all, ...(xRealtime === undefined ? {} : { xRealtime }) },
    ...sets.map((set) => ({
      analyser,
      set,
      summary: summarise(own.filter((one) => one.set === set).map(({ score }) => score)),
    })),
  ];
}
