import type { SetName } from '../../music/plan.ts';

/** Recordings of one person, or music of one author, in a Debian package. */
export interface Source {
  readonly half: SetName;
  readonly name: string;
  readonly package: string;
  /** Paths that belong to it. */
  readonly files: RegExp;
}

const asterisk = (half: SetName, language: string): Source => ({
  half,
  name: `asterisk-${language}`,
  package: `asterisk-core-sounds-${language}-g722`,
  files: /\.g722$/,
});
const hedgewars = (half: SetName, name: string): Source => ({
  half,
  name: `hedgewars-${name}`,
  package: 'hedgewars-data',
  files: new RegExp(`/voices/${name}/[^/]*\\.ogg$`),
});
const klettres = (half: SetName, language: string): Source => ({
  half,
  name: `klettres-${language}`,
  package: 'klettres-data',
  files: new RegExp(`/${language}/(alpha|syllab)/[^/]*\\.ogg$`),
});
const stamps = (half: SetName, language: string): Source => ({
  half,
  name: `stamps-${language}`,
  package: 'tuxpaint-stamps-default',
  files: new RegExp(`_desc_${language}\\.ogg$`),
});
const fish = (half: SetName, language: string, who: string, files: RegExp): Source => ({
  half,
  name: `fillets-${language}-${who}`,
  package: `fillets-ng-data-${language}`,
  files,
});

/** Real people. Nobody who is learned from is in the test half; the singer is only there. */
export const voices: readonly Source[] = [
  ...['en', 'es', 'ru'].map((language) => asterisk('tune', language)),
  ...['fr', 'it'].map((language) => asterisk('test', language)),
  ...['British', 'Classic', 'Default', 'Default_es', 'Default_pl', 'HillBilly', 'Mobster', 'Russian'].map((name) =>
    hedgewars('tune', name),
  ),
  ...['Singer', 'Pirate', 'Surfer', 'Default_ru', 'Default_uk'].map((name) => hedgewars('test', name)),
  ...['cs', 'de', 'en', 'fr', 'he', 'hu', 'ml', 'nds', 'ru', 'da'].map((language) => klettres('tune', language)),
  ...['it', 'nl', 'pt_BR', 'uk', 'es', 'lt'].map((language) => klettres('test', language)),
  ...['ca', 'el', 'es', 'fr'].map((language) => stamps('tune', language)),
  ...['be', 'bg', 'ro', 'ru'].map((language) => stamps('test', language)),
  fish('tune', 'cs', 'm', /-m-[^/]*\.ogg$/),
  fish('tune', 'cs', 'v', /-v-[^/]*\.ogg$/),
  fish('test', 'nl', 'm', /-m-[^/]*\.ogg$/),
  fish('test', 'nl', 'v', /-v-[^/]*\.ogg$/),
];

const music = (half: SetName, name: string, files: RegExp): Source => ({ half, name, package: name, files });

/** Produced music without voices, by hand; pieces with a choir or a rapper are left out. */
export const instrumentals: readonly Source[] = [
  music('tune', 'hedgewars-data', /\/Music\/[^/]*\.ogg$/),
  music('tune', 'wesnoth-1.16-music', /\/(?!nunc_dimittis|main_menu|legends)[^/]*\.ogg$/),
  music('tune', 'singularity-music', /\.ogg$/),
  music('tune', 'extremetuxracer-data', /\/music\/[^/]*\.ogg$/),
  music('tune', 'freedink-data', /\/(lovin|denube|5|1|106)\.ogg$/),
  music('test', 'supertux-data', /\/music\/(?!.*(?:tux_rap|christmas))[^/]*\/[^/]*\.ogg$/),
  music('test', 'asc-music', /\.mp3$/),
  music('test', 'frozen-bubble-data', /\/snd\/[^/]*zik[^/]*\.ogg$/),
  music('test', 'lincity-ng-data', /\/music\/.*\.ogg$/),
];
