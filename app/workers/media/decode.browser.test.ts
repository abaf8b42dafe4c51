import { expect, test } from 'vitest';
import { clickWav } from '../import/import.test.support.ts';
import { decodeBlocks, findMusic } from './decode.ts';
import { openAudio } from './open.ts';

const golden = import.meta.glob<string>('/tests/golden/clicks/*.{flac,mp3,m4a,ogg,opus,aac}', {
  query: '?url',
  import: 'default',
  eager: true,
});

async function goldenFile(name: string): Promise<Blob> {
  const url = golden[`/tests/golden/clicks/${name}`];
  if (!url) throw new Error(`no golden file ${name}`);
  return (await fetch(url)).blob();
}

interface Decoded {
  readonly rate: number;
  readonly samples: Float32Array;
}

/** The left channel as the analysis hears it. */
async function byAnalysis(blob: Blob): Promise<Decoded & { readonly expected: number }> {
  using audio = await openAudio(blob);
  const music = await findMusic(audio, blob);
  const parts: Float32Array[] = [];
  for await (const block of decodeBlocks(audio, music))
    parts.push((block.planes[0] as Float32Array).slice(0, block.frames));
  const samples = new Float32Array(await new Blob(parts as BlobPart[]).arrayBuffer());
  return { rate: audio.sampleRate, samples, expected: music.frames };
}

/** The left channel as a deck plays it. */
async function byDeck(blob: Blob, rate: number): Promise<Decoded> {
  const buffer = await new OfflineAudioContext(2, 1, rate).decodeAudioData(await blob.arrayBuffer());
  return { rate, samples: buffer.getChannelData(0) };
}

/** Second of the largest sample around each of the three clicks. */
function clicks({ samples, rate }: Decoded): number[] {
  return [0.25, 0.75, 1.25].map((from) => {
    const start = Math.round(from * rate);
    const part = samples.subarray(start, start + rate / 2);
    const loudest = part.reduce((best, x, i) => (Math.abs(x) > Math.abs(part[best] ?? 0) ? i : best), 0);
    return (start + loudest) / rate;
  });
}

function worstDifference(a: Float32Array, b: Float32Array): number {
  return a.reduce((worst, x, i) => Math.max(worst, Math.abs(x - (b[i] ?? 0))), 0);
}

/** What nobody can know is late by this many frames: priming of files that do not tell it. */
const late: Record<string, number> = { 'mp3-bare.mp3': 1105, 'raw.aac': 1024 };

const names = Object.keys(golden).map((path) => path.replace(/^.*\//, ''));

test.each(names.filter((name) => name !== 'alac.m4a'))(
  '%s: analysis and deck hear the same, to the sample',
  async (name) => {
    const blob = await goldenFile(name);
    const ours = await byAnalysis(blob);
    const deck = await byDeck(blob, ours.rate);
    expect(ours.samples.length).toBe(deck.samples.length);
    expect(Math.abs(ours.expected - ours.samples.length)).toBeLessThanOrEqual(1);
    expect(worstDifference(ours.samples, deck.samples)).toBeLessThan(1e-4);
    const delay = (late[name] ?? 0) / ours.rate;
    clicks(ours).forEach((time, i) => expect(Math.abs(time - delay - 0.5 * (i + 1))).toBeLessThan(0.001));
  },
);

test.each([16, 24, 32, 'float'] as const)('WAV %s: analysis and deck hear the same, to the sample', async (depth) => {
  const wav = clickWav(depth);
  const ours = await byAnalysis(wav);
  const deck = await byDeck(wav, ours.rate);
  expect(ours.samples.length).toBe(88_200);
  expect(deck.samples.length).toBe(88_200);
  expect(worstDifference(ours.samples, deck.samples)).toBeLessThan(1e-4);
  clicks(ours).forEach((time, i) => expect(Math.abs(time - 0.5 * (i + 1))).toBeLessThan(0.001));
});
