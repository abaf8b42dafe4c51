import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { compose } from './music/compose.ts';
import { specOf } from './music/plan.ts';
import { hearOurs } from './ours/hear.ts';
import { loudness, rhythmAndKey, startEssentia, type EssentiaPackage } from './peers/essentia.ts';
import { RATE, toMono } from './render/pcm.ts';
import { render } from './render/render.ts';
import { beatF } from './score/beats.ts';
import { isTempoRightAtSomeLevel } from './score/tempo.ts';

const essentia = startEssentia(createRequire(import.meta.url)('essentia.js') as EssentiaPackage);
const SECONDS = 40;

test.each([0, 4])('tune track %i: another analyser says the same of tempo, beats, key and loudness', async (index) => {
  const { sampleRate, channels } = await render(compose(specOf('tune', index)), 'synth');
  const pcm = { sampleRate, channels: channels.map((channel) => channel.slice(0, SECONDS * RATE)) };
  const ours = await hearOurs(pcm);
  const theirs = rhythmAndKey(essentia, toMono(pcm));
  expect(isTempoRightAtSomeLevel(ours.bpm ?? null, theirs.bpm ?? 0)).toBe(true);
  expect(beatF(theirs.beats, ours.beats ?? [])).toBeGreaterThan(0.6);
  expect(ours.key).toEqual(theirs.key);
  expect(Math.abs((ours.integrated ?? 0) - loudness(essentia, pcm.channels))).toBeLessThan(0.2);
});
