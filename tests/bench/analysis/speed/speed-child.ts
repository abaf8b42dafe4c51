import { existsSync, readFileSync } from 'node:fs';
import { nodeKernels } from '#tests/support/kernels.ts';
import { analysePcm } from '#workers/analysis/pcm.ts';
import { wavBlocks } from './wav-blocks.ts';

/**
 * `node speed-child.ts WAV`: our analysis of a 44.1 kHz file as a stream, after a short warm-up, since a worker is warm
 * after its first track. Prints the processor time without that of reading, and the rise of memory.
 */
const [file = ''] = process.argv.slice(2);
const RATE = 44_100;

await analysePcm(nodeKernels(), wavBlocks(file, 10 * RATE), RATE);
const restMb = process.memoryUsage.rss() / 1e6;
const sinceStart = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
let readingMs = 0;

/** Highest memory of this process. Linux's resource usage would also know that of the process which started it. */
function highestMb(): number {
  const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : '';
  const kilobytes = /^VmHWM:\s+(\d+)/m.exec(status)?.[1];
  return kilobytes === undefined ? process.resourceUsage().maxRSS / 1000 : (Number(kilobytes) * 1024) / 1e6;
}

/** The same blocks; what reading them takes is counted apart. */
function* counted(): ReturnType<typeof wavBlocks> {
  const blocks = wavBlocks(file);
  for (;;) {
    const before = sinceStart();
    const next = blocks.next();
    readingMs += sinceStart() - before;
    if (next.done) return;
    yield next.value;
  }
}

const started = sinceStart();
await analysePcm(nodeKernels(), counted(), RATE);
const cpuMs = sinceStart() - started - readingMs;
const peakMb = Math.max(0, highestMb() - restMb);
console.log(`\n${JSON.stringify({ cpuMs, peakMb })}`);
process.exit(0);
