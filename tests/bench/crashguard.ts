import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { launchKillable, newProfile, removeProfile } from '#tests/support/browser.ts';
import type { BenchResult } from './run.ts';
import { crashPeer, crashProduct, type Crash, type CrashOutcome } from './support/crash-runs.ts';
import { writeProbeSignal } from './support/probe-signal.ts';
import { serveFolder } from './support/static-server.ts';

const root = resolve(import.meta.dirname, '../..');
const SIGNAL_SECONDS = 60;

/** Audio lost when everything is killed in mid-recording, ours and a MediaRecorder's. Argument: number of runs. */
export async function run([count = '30']: string[]): Promise<BenchResult> {
  const folder = mkdtempSync(join(tmpdir(), 'crashguard-'));
  const app = await serveFolder(join(root, 'build'));
  const peer = await serveFolder(join(import.meta.dirname, 'support'));
  try {
    const file = join(folder, 'probe.wav');
    const signal = writeProbeSignal(file, SIGNAL_SECONDS, await deviceRate(peer.origin));
    const args = [`--use-file-for-fake-audio-capture=${file}%noloop`];
    const crashes = plan(Number.parseInt(count, 10));
    const ours: CrashOutcome[] = [];
    const theirs: CrashOutcome[] = [];
    for (const crash of crashes) {
      ours.push(await crashProduct(app.origin, args, signal, crash));
      theirs.push(await crashPeer(`${peer.origin}/peer.html`, args, crash));
      progress(ours.length, crash, ours.at(-1), theirs.at(-1));
    }
    return report(crashes, ours, theirs);
  } finally {
    app.server.close();
    peer.server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Random moments from 1 s to 6 s; every third with a page that hangs for the 3 s before. */
const plan = (count: number): Crash[] =>
  Array.from({ length: count }, (_, i) => ({ recordMs: 1000 + Math.random() * 5000, stuck: i % 3 === 2 }));

/** The rate of the browser's fake microphone: only at this rate its samples pass unchanged. */
async function deviceRate(origin: string): Promise<number> {
  const profile = newProfile();
  const browser = await launchKillable(profile);
  try {
    const page = await browser.context.newPage();
    await page.goto(`${origin}/peer.html`);
    return await page.evaluate(async () => {
      // With its processing on, the browser would tell the rate of the processing.
      const audio = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
      const stream = await navigator.mediaDevices.getUserMedia({ audio });
      return stream.getAudioTracks()[0]?.getSettings().sampleRate ?? 48_000;
    });
  } finally {
    await browser.kill();
    removeProfile(profile);
  }
}

const shown = (ms: number | null | undefined) => (typeof ms === 'number' ? `${ms.toFixed(0)} ms` : 'all');

function progress(n: number, { recordMs, stuck }: Crash, ours?: CrashOutcome, theirs?: CrashOutcome): void {
  const kind = stuck ? 'stuck' : 'running';
  const { equal, wrongFrames, gaps } = ours?.match ?? { equal: false, wrongFrames: 'all', gaps: [] };
  const samples = equal
    ? 'samples equal'
    : `${wrongFrames} frames differ, the device jumped by ${gaps.join(' + ') || 0}`;
  console.error(
    `run ${n}: killed ${kind} after ${(recordMs / 1000).toFixed(1)} s, lost ${shown(ours?.lostMs)} (${samples}), ` +
      `MediaRecorder lost ${shown(theirs?.lostMs)}`,
  );
}

const lost = (outcomes: readonly CrashOutcome[]) =>
  outcomes.flatMap(({ lostMs }) => (lostMs === null ? [] : [lostMs])).sort((a, b) => a - b);
const median = (sorted: readonly number[]) => sorted[Math.floor(sorted.length / 2)] ?? 0;
const most = (sorted: readonly number[]) => sorted.at(-1) ?? 0;
const round = (value: number) => Math.round(value * 10) / 10;

function report(crashes: readonly Crash[], ours: CrashOutcome[], theirs: CrashOutcome[]): BenchResult {
  const part = (outcomes: CrashOutcome[], stuck: boolean) => outcomes.filter((_, i) => crashes[i]?.stuck === stuck);
  const row = (name: string, outcomes: CrashOutcome[]) => {
    const sorted = lost(outcomes);
    const gone = outcomes.length - sorted.length;
    return [name, `${outcomes.length}`, `${round(median(sorted))}`, `${round(most(sorted))}`, `${gone}`];
  };
  const [own, peer] = [lost(ours), lost(theirs)];
  return {
    table: [
      ['recorder', 'kills', 'median lost ms', 'max lost ms', 'unrecoverable'],
      row('Wavefoundry', part(ours, false)),
      row('Wavefoundry, page stuck 3 s', part(ours, true)),
      row('MediaRecorder 250 ms + IndexedDB', part(theirs, false)),
      row('MediaRecorder, page stuck 3 s', part(theirs, true)),
    ],
    figures: {
      lost_ms_median: round(median(own)),
      lost_ms_max: round(most(own)),
      runs: ours.length,
      runs_unrecoverable: ours.length - own.length,
      samples_equal: ours.filter(({ match }) => match?.equal).length,
      wrong_frames: ours.reduce((sum, { match }) => sum + (match?.wrongFrames ?? 0), 0),
      stuck_lost_ms_max: round(most(lost(part(ours, true)))),
      peer_lost_ms_median: round(median(peer)),
      peer_lost_ms_max: round(most(peer)),
      peer_runs_unrecoverable: theirs.length - peer.length,
    },
  };
}
