import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { RhythmFeatures } from '#core/analysis/rhythm/features.ts';
import { CACHE } from '../../generated.ts';
import { RATE } from '../../render/pcm.ts';
import type { Truth } from '../../truth.ts';
import { featuresOf } from '../features-of.ts';
import { piece } from './pieces.ts';

/** Raised whenever the corpus or the front end changes. */
const VERSION = 1;
const FOLDER = join(CACHE, 'corpus', `v${VERSION}`);

/** What the front end heard of a piece of the corpus. */
export interface Heard {
  readonly family: string;
  readonly truth: Truth;
  readonly features: RhythmFeatures;
}

/** Piece `index` as the front end hears it; kept on disk, since it takes a second. Null where mma fails on its groove. */
export async function heardPiece(index: number): Promise<Heard | null> {
  const file = join(FOLDER, String(index).padStart(5, '0'));
  if (existsSync(file)) return deserialize(readFileSync(file)) as Heard | null;
  const heard = await hear(index).catch(() => null);
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(`${file}.${process.pid}`, serialize(heard));
  renameSync(`${file}.${process.pid}`, file);
  return heard;
}

async function hear(index: number): Promise<Heard> {
  const { family, truth, samples } = await piece(index);
  return { family, truth, features: featuresOf(samples, RATE) };
}
