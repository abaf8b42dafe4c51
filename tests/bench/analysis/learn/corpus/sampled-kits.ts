import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from '../../music/random.ts';
import { drumNames, type DrumName } from '../../music/score.ts';
import { RATE } from '../../render/pcm.ts';

/** Drum kits that people recorded, from Debian's hydrogen-data and hydrogen-drumkits. */
const FOLDER = '/usr/share/hydrogen/data/drumkits';
/** Longer samples are cut, s. */
const LONGEST = 1.5;

/** What the kits call their drums. */
const words: readonly (readonly [RegExp, readonly DrumName[]])[] = [
  [/kick|bass ?drum|dununba1 head hit|cajon thump|djembe\d bass/i, ['kick']],
  [/clap|snap/i, ['clap']],
  [/rimshot|snare|cajon slap|djembe\d slap/i, ['snare', 'clap']],
  [/stick|rim|clave|woodblock|click/i, ['rim']],
  [/(hat|hh).*(op|free)|open ?(hat|hh)|\bohh/i, ['openHat']],
  [/hat|hh|sangban1 bell|kenkeni1 bell mute/i, ['hat']],
  [/ride|kenkeni1 bell hit/i, ['ride']],
  [/crash|cymbal|splash|china/i, ['crash']],
  [/shaker|maraca|cabasa|tambourine|zap|fx/i, ['shaker']],
  [/cowbell|bell/i, ['cowbell']],
  [/(conga|bongo lo|kenkeni1 head|djembe\d tone|drum)/i, ['conga', 'congaHigh']],
  [/bongo hi/i, ['congaHigh']],
  [/(tom|sangban1 head).*(low|floor|hit)|floor/i, ['tomLow']],
  [/tom.*mid/i, ['tomMid']],
  [/tom/i, ['tomHigh', 'tomMid', 'tomLow']],
];

export type SampledKit = ReadonlyMap<DrumName, Float32Array>;

export const kitNames = (): string[] => (existsSync(FOLDER) ? readdirSync(FOLDER).sort() : []);

const files = new Map<string, Float32Array>();

/** One sample for each drum that a kit has; where it has several, any of them. */
export function sampledKit(name: string, random: Random): SampledKit {
  const text = readFileSync(join(FOLDER, name, 'drumkit.xml'), 'utf8');
  const found = new Map<DrumName, string[]>();
  for (const [, part = ''] of text.matchAll(/<instrument>(.*?)<\/instrument>/gs)) {
    const drum = /<name>(.*?)<\/name>/.exec(part)?.[1] ?? '';
    const samples = [...part.matchAll(/<filename>(.*?)<\/filename>/g)].map((match) => match[1] as string);
    const sample = samples.at(-1)?.replaceAll('&apos;', "'").replaceAll('&amp;', '&');
    const roles = words.find(([word]) => word.test(drum))?.[1];
    if (!sample || !roles || !existsSync(join(FOLDER, name, sample))) continue;
    for (const role of roles) found.set(role, [...(found.get(role) ?? []), join(FOLDER, name, sample)]);
  }
  const kit = new Map<DrumName, Float32Array>();
  for (const drum of drumNames) {
    const options = found.get(drum);
    if (options) kit.set(drum, decoded(random.pick(options)));
  }
  return kit;
}

/** Mono, its silence at the start taken off, loudest sample 1. */
function decoded(file: string): Float32Array {
  const known = files.get(file);
  if (known) return known;
  const args = ['-v', 'error', '-i', file, '-t', String(LONGEST), '-ac', '1', '-ar', String(RATE), '-f', 'f32le', '-'];
  const bytes = execFileSync('ffmpeg', args, { maxBuffer: 1 << 26 });
  const samples = new Float32Array(new Uint8Array(bytes).buffer);
  let peak = 1e-9;
  for (const sample of samples) peak = Math.max(peak, Math.abs(sample));
  const start = Math.max(
    0,
    samples.findIndex((sample) => Math.abs(sample) > 0.02 * peak),
  );
  const clean = samples.subarray(start).map((sample) => sample / peak);
  files.set(file, clean);
  return clean;
}
