import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { TimbreFrontEnd, type TimbreFeatures } from '#core/analysis/features/timbre-features.ts';
import { TonalFrontEnd, type TonalFeatures } from '#core/analysis/features/tonal-features.ts';
import { fromWav } from '../render/wav.ts';
import type { Truth } from '../truth.ts';

/** A track to learn from: what the front ends heard, and what is true. */
export interface LearnTrack {
  readonly name: string;
  readonly truth: Truth;
  readonly tonal: TonalFeatures;
  readonly timbre: TimbreFeatures;
}

/** All tracks of folders of `name.wav` and `name.json`, by name. Features are kept beside the audio. */
export function tracksOf(folders: readonly string[]): LearnTrack[] {
  return folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((file) => file.endsWith('.wav') && existsSync(join(folder, truthFile(file))))
      .sort()
      .map((file) => readTrack(folder, file)),
  );
}

const truthFile = (wav: string): string => wav.replace(/\.wav$/, '.json');

function readTrack(folder: string, file: string): LearnTrack {
  const truth = JSON.parse(readFileSync(join(folder, truthFile(file)), 'utf8')) as Truth;
  const kept = join(folder, `${file}.features`);
  if (existsSync(kept) && statSync(kept).mtimeMs > statSync(join(folder, file)).mtimeMs) {
    return { name: truth.name, truth, ...(deserialize(readFileSync(kept)) as Heard) };
  }
  const pcm = fromWav(readFileSync(join(folder, file)));
  if (!pcm) throw new Error(`${file} is not a 16-bit WAV file`);
  const heard = hear(pcm.channels, pcm.sampleRate);
  writeFileSync(kept, serialize(heard));
  return { name: truth.name, truth, ...heard };
}

type Heard = Pick<LearnTrack, 'tonal' | 'timbre'>;

function hear(channels: readonly Float32Array[], sampleRate: number): Heard {
  const tonal = new TonalFrontEnd(sampleRate);
  const timbre = new TimbreFrontEnd(sampleRate);
  const length = channels[0]?.length ?? 0;
  const mono = Float32Array.from(
    { length },
    (_, i) => channels.reduce((sum, channel) => sum + (channel[i] as number), 0) / channels.length,
  );
  tonal.push(mono);
  timbre.push(mono);
  return { tonal: tonal.finish(), timbre: timbre.finish() };
}
