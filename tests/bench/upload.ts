import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium, type BrowserContext, type Page } from 'playwright';
import { chromiumArgs, chromiumPath } from '../support/chromium.ts';
import { bundleScripts } from '../support/tus/bundle.ts';
import { killChild, residentMb, startOnPort } from '../support/tus/child.ts';
import type { UploadsPage } from '../support/tus/page.ts';
import { RealServer } from '../support/tus/real-server.ts';
import type { BenchResult } from './run.ts';

declare const uploads: UploadsPage;

const MB = 1e6;
const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/**
 * Our upload against the plainest one: the same page sends the same 500 MB from its file store, once through the
 * outbox to our server (create, chunks, SHA-256 check, look-up), once with a single PUT to a server that streams to disk,
 * computes SHA-256 and syncs. Rounds alternate and so does who begins; each round gives one ratio, and their median counts, so
 * that what else the machine does meets both. Then the server is killed in the middle.
 *
 * @param args megabytes (500) and rounds (5)
 */
export async function run(args: string[]): Promise<BenchResult> {
  const sizeBytes = Number(args[0] ?? 500) * MB;
  const rounds = Number(args[1] ?? 5);
  const scripts = await bundleScripts(['page']);
  const work = mkdtempSync(join(tmpdir(), 'wavefoundry-bench-'));
  const server = new RealServer();
  const plain = await startOnPort(join(import.meta.dirname, '../support/tus/put-server.ts'), [work]);
  await server.start();
  const executablePath = chromiumPath();
  const context = await chromium.launchPersistentContext(join(work, 'profile'), {
    args: [...chromiumArgs],
    bypassCSP: true,
    ...(executablePath ? { executablePath } : {}),
  });
  try {
    const page = await openPage(context, server, scripts);
    const speeds = await compare(page, server, `http://127.0.0.1:${plain.port}/files`, sizeBytes, rounds);
    const resume = await killInTheMiddle(page, server, sizeBytes, rounds + 1);
    return report(sizeBytes, speeds, resume);
  } finally {
    await context.close();
    await killChild(plain.child);
    await server.remove();
    for (const folder of [work, scripts]) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** A page of the server's origin with the client's own code in it and nothing of the app, which has an uploader too. */
async function openPage(context: BrowserContext, server: RealServer, scripts: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${server.origin}/api/health`);
  await page.addScriptTag({ type: 'module', content: readFileSync(join(scripts, 'page.js'), 'utf8') });
  await page.waitForFunction(() => 'uploads' in globalThis);
  await page.evaluate(async () => {
    const body = JSON.stringify({ name: 'Bench', email: 'bench@example.org', password: 'a long enough one' });
    const headers = { 'Content-Type': 'application/json' };
    const response = await fetch('/api/auth/sign-up/email', { method: 'POST', headers, body });
    if (!response.ok) throw new Error(`sign-up answered ${response.status}`);
  });
  return page;
}

interface Speeds {
  /** Milliseconds per round. */
  readonly put: number[];
  readonly upload: number[];
  readonly idleMb: number;
  readonly peakMb: number;
  readonly chunks: number;
}

async function compare(
  page: Page,
  server: RealServer,
  putUrl: string,
  sizeBytes: number,
  rounds: number,
): Promise<Speeds> {
  const put: number[] = [];
  const upload: number[] = [];
  let idleMb = 0;
  let peakMb = 0;
  for (let round = 1; round <= rounds; round += 1) {
    const hash = await enqueue(page, sizeBytes, round);
    if (round === 1) idleMb = residentMb(server.pid);
    const sendPlain = async () => {
      put.push(await page.evaluate(([url, h]) => uploads.putBlobTo(url, h), [`${putUrl}/${round}`, hash] as const));
    };
    const sendOurs = async () => {
      const watch = setInterval(() => (peakMb = Math.max(peakMb, residentMb(server.pid) || 0)), 20);
      upload.push(await page.evaluate(() => uploads.timeDrain()));
      clearInterval(watch);
    };
    for (const send of round % 2 === 1 ? [sendPlain, sendOurs] : [sendOurs, sendPlain]) await send();
  }
  const chunks = await page.evaluate(() => uploads.chunks.length);
  return { put, upload, idleMb, peakMb, chunks: chunks / rounds };
}

function enqueue(page: Page, sizeBytes: number, seed: number): Promise<string> {
  return page.evaluate(
    async ([size, s]) => {
      const track = await uploads.makeTrack(size, s);
      await uploads.enqueueUpload(track);
      return track.blobHash;
    },
    [sizeBytes, seed] as const,
  );
}

interface Resume {
  /** Bytes handed to the network a second time although a chunk that held them had been confirmed. */
  readonly resentBytes: number;
  /** Bytes of the chunk in flight that had to go again. */
  readonly inFlightBytes: number;
}

async function killInTheMiddle(page: Page, server: RealServer, sizeBytes: number, seed: number): Promise<Resume> {
  const hash = await enqueue(page, sizeBytes, seed);
  const seen = await page.evaluate(() => uploads.chunks.length);
  await page.evaluate(() => void uploads.drainOutbox());
  await page.evaluate(([h, n]) => uploads.until(h, (job) => (job?.offset ?? 0) > n), [hash, sizeBytes / 2] as const);
  // Well into the next chunk.
  await sleep(100);
  await server.kill();
  await page.evaluate((h) => uploads.until(h, (job) => job?.state === 'queued'), hash);
  await server.start();
  await page.evaluate(() => uploads.timeDrain());
  const done = await page.evaluate((h) => uploads.getUpload(h), hash);
  if (done?.state !== 'done') throw new Error(`the upload ended as ${done?.state}`);
  const chunks = (await page.evaluate(() => uploads.chunks)).slice(seen);
  return countResent(chunks);
}

function countResent(chunks: readonly { offset: number; bytes: number }[]): Resume {
  let resentBytes = 0;
  let inFlightBytes = 0;
  chunks.forEach((chunk, index) => {
    const before = chunks[index - 1];
    const end = before ? before.offset + before.bytes : 0;
    if (!before || chunk.offset >= end) return;
    resentBytes += Math.max(0, before.offset - chunk.offset);
    inFlightBytes += end - Math.max(chunk.offset, before.offset);
  });
  return { resentBytes, inFlightBytes };
}

function report(sizeBytes: number, speeds: Speeds, resume: Resume): BenchResult {
  const rate = (ms: number) => sizeBytes / MB / (ms / 1000);
  const [put, upload] = [median(speeds.put), median(speeds.upload)];
  const ratios = speeds.put.map((ms, round) => ms / (speeds.upload[round] ?? Number.NaN));
  const peak = speeds.peakMb - speeds.idleMb;
  const each = (values: readonly number[]) => values.map((ms) => rate(ms).toFixed(0)).join(' ');
  const table = [
    ['', 'median', 'each round'],
    ['plain PUT, MB/s', rate(put).toFixed(1), each(speeds.put)],
    ['our upload, MB/s', rate(upload).toFixed(1), each(speeds.upload)],
    ['our upload / plain PUT', median(ratios).toFixed(2), ratios.map((ratio) => ratio.toFixed(2)).join(' ')],
    ['requests with bytes per upload', speeds.chunks.toFixed(1), ''],
    ['server memory, idle to peak, MB', `${speeds.idleMb.toFixed(0)} to ${speeds.peakMb.toFixed(0)}`, ''],
    ['sent again after a kill: confirmed, in flight', `${resume.resentBytes}, ${resume.inFlightBytes}`, ''],
  ];
  const figures = {
    ratio_to_put: round3(median(ratios)),
    put_mb_per_s: round3(rate(put)),
    upload_mb_per_s: round3(rate(upload)),
    server_peak_mb: round3(peak),
    resume_resent_bytes: resume.resentBytes,
    resume_in_flight_bytes: resume.inFlightBytes,
  };
  return { table, figures };
}

function round3(value: number): number {
  return Math.round(value * 1000) / 1000;
}
