import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compose } from './music/compose.ts';
import { describe } from './music/describe.ts';
import { specOf, type SetName } from './music/plan.ts';
import type { Spec } from './music/spec.ts';
import { secondsOf } from './render/pcm.ts';
import { render } from './render/render.ts';
import { hasSoundfont } from './render/soundfont.ts';
import { toWav } from './render/wav.ts';
import type { Truth } from './truth.ts';

/** Raised whenever the generator writes other music or other truth. */
const VERSION = 1;
export const CACHE = join(import.meta.dirname, '../../../.cache/bench-analysis');

/** A track on disk and what is true of it. */
export interface GeneratedFile {
  readonly wav: string;
  readonly truth: Truth;
}

/**
 * Track `index` of a set, made when it is not there yet. Without FluidSynth its tracks have the synthesizer's sound and
 * another name.
 */
export async function generated(set: SetName, index: number, folder = CACHE): Promise<GeneratedFile> {
  const spec = await playable(specOf(set, index));
  const base = join(folder, `v${VERSION}`, set, spec.name);
  const [wav, json] = [`${base}.wav`, `${base}.json`];
  if (existsSync(wav) && existsSync(json)) return { wav, truth: JSON.parse(await readFile(json, 'utf8')) as Truth };
  await mkdir(join(base, '..'), { recursive: true });
  const score = compose(spec);
  const pcm = await render(score, spec.family);
  const truth = describe(score, secondsOf(pcm));
  await replace(wav, toWav(pcm));
  await replace(json, JSON.stringify(truth));
  return { wav, truth };
}

async function playable(spec: Spec): Promise<Spec> {
  if (spec.family !== 'soundfont' || (await hasSoundfont())) return spec;
  return { ...spec, family: 'synth', name: `${spec.name}-synth` };
}

/** A reader never sees half a file. */
async function replace(file: string, content: string | Uint8Array): Promise<void> {
  await writeFile(`${file}.${process.pid}`, content);
  await rename(`${file}.${process.pid}`, file);
}
