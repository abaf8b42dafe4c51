import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { VoiceFrontEnd, type VoiceFeatures } from '#core/analysis/voice/voice-front-end.ts';
import { nodeKernels } from '#tests/support/kernels.ts';
import { KernelPowerSpectrum } from '#wasm/spectrum/power-spectrum.ts';
import { decode } from '../../decode.ts';
import { generated } from '../../generated.ts';
import { compose } from '../../music/compose.ts';
import { specOf, type SetName } from '../../music/plan.ts';
import { Random } from '../../music/random.ts';
import { RATE, toMono } from '../../render/pcm.ts';
import type { Truth } from '../../truth.ts';
import { mixed } from './mix.ts';
import { performed, soundingTenths, type Person } from './perform.ts';
import { pretender } from './pretenders.ts';
import { filesOf, hearFile, wordsOf } from './recordings.ts';
import { instrumentals, voices } from './sources.ts';

/** A minute of music as it was heard, and where somebody sings or speaks in it. */
export interface VoiceExample {
  readonly name: string;
  /** Who; null where nobody does. */
  readonly person: string | null;
  /** How loud against the music, dB. */
  readonly db: number;
  readonly features: VoiceFeatures;
  /** Whether somebody does in each tenth of a second. */
  readonly sounding: readonly boolean[];
}
export interface ExampleOptions {
  readonly half: SetName;
  /** Where packages are unpacked and examples kept. */
  readonly folder: string;
  readonly generated: number;
  /** Pieces of each package. */
  readonly produced: number;
  /** Only every so manieth piece, from this one on: several processes share the work. */
  readonly shard?: readonly [from: number, step: number];
}

/** Seconds of a piece, from some way into it. */
const [PART_SEC, FROM_SEC] = [40, 15];
/** Of what each person says. */
const WORDS_SEC = 60;
const PERFORMANCES = 2;
/** General MIDI, counted from 0. */
const CHOIR = 52;

/** Examples of a half, each kept beside the packages once it was made. */
export async function* voiceExamples({
  half,
  folder,
  shard = [0, 1],
  ...counts
}: ExampleOptions): AsyncGenerator<VoiceExample[]> {
  const kept = join(folder, 'examples', half);
  mkdirSync(kept, { recursive: true });
  const people: Person[] = [];
  for (const source of voices.filter((voice) => voice.half === half)) {
    const words = await keptAt(join(kept, `words-${source.name}.v8`), () => wordsOf(folder, source, WORDS_SEC));
    people.push({ name: source.name, words });
  }
  let index = 0;
  for await (const { name, load } of backings(half, folder, counts)) {
    if (index++ % shard[1] !== shard[0]) continue;
    yield await keptAt(join(kept, `${name.replaceAll(/\W+/g, '-')}.v8`), async () => {
      const backing = await load();
      return backing ? examplesOver(name, backing, people) : [];
    });
  }
}

/** What a file keeps; made and kept where there is none. */
async function keptAt<T>(file: string, make: () => Promise<T>): Promise<T> {
  if (existsSync(file)) return deserialize(readFileSync(file)) as T;
  const made = await make();
  writeFileSync(file, serialize(made));
  return made;
}

interface Backing {
  readonly music: Float32Array;
  readonly truth: Truth;
}

async function* backings(
  half: SetName,
  folder: string,
  counts: Pick<ExampleOptions, 'generated' | 'produced'>,
): AsyncGenerator<{ name: string; load(): Promise<Backing | null> }> {
  for (let index = 0; index < counts.generated; index++) {
    // A choir is made of voices, though nobody's words.
    if (Object.values(compose(specOf(half, index)).sound.programs).some((program) => program === CHOIR)) continue;
    const { wav, truth } = await generated(half, index, join(folder, 'music'));
    const load = async () => ({
      music: toMono(await decode(wav)).slice(FROM_SEC * RATE, (FROM_SEC + PART_SEC) * RATE),
      truth,
    });
    yield { name: truth.name, load };
  }
  for (const source of instrumentals.filter((music) => music.half === half)) {
    const files = filesOf(folder, source).slice(0, counts.produced);
    for (const [index, file] of files.entries()) {
      const name = `${source.name}-${index}`;
      const load = async () => {
        const music = (await hearFile(file, FROM_SEC, PART_SEC)) ?? (await hearFile(file, 0, PART_SEC));
        return music && { music, truth: { name, style: source.name, durationSec: music.length / RATE } };
      };
      yield { name, load };
    }
  }
}

/** A track as it is or with a pretender, and with voices over either. */
function examplesOver(name: string, { music, truth }: Backing, people: readonly Person[]): VoiceExample[] {
  const random = new Random(`voice ${name}`);
  const frames = music.length;
  const withLead = mixed(music, pretender(truth, frames, random), random.between(-12, 2), random);
  const examples = [exampleOf(name, music, null), exampleOf(name, withLead, null)];
  for (let index = 0; index < PERFORMANCES; index++) {
    const person = random.pick(people);
    const voice = performed(person, truth, frames, random);
    const db = random.between(-12, 6);
    const song = mixed(random.chance(0.3) ? withLead : music, voice, db, random);
    examples.push(exampleOf(name, song, { person: person.name, db, voice }));
  }
  return examples;
}

function exampleOf(
  name: string,
  samples: Float32Array,
  who: { readonly person: string; readonly db: number; readonly voice: Float32Array } | null,
): VoiceExample {
  const features = hearVoice(samples, RATE);
  const sounding = who ? soundingTenths(who.voice) : Array.from({ length: 10 * features.seconds }, () => false);
  return { name, person: who?.person ?? null, db: who?.db ?? 0, features, sounding };
}

/** What the product hears of a voice in mono audio. */
export function hearVoice(samples: Float32Array, sampleRate: number): VoiceFeatures {
  const { spectrum, memory } = nodeKernels();
  const front = new VoiceFrontEnd(sampleRate, (length) => new KernelPowerSpectrum(spectrum, memory, length));
  front.push(samples);
  return front.finish();
}
