import type { Limits } from '../limits.ts';
import { allCodes, type RuleSet } from '../rule-set.ts';

/** Limits that are public for FUGA; where nothing is public, those of stores behind it. Not verified against the live service. */
export const fugaLimits: Limits = {
  audio: {
    ...{ containers: ['wav', 'flac'], codecs: ['PCM', 'FLAC'], bitDepths: [16, 24, 32], channels: [2] },
    ...{ leastRate: 44_100, mostRate: 192_000, takesFloat: false, shortestSec: 3, encodingsApartSec: 1 },
  },
  cover: {
    ...{ containers: ['jpeg', 'png', 'gif'], least: 1400, most: 8000, recommended: 3000 },
    ...{ mostRatio: 2, mostMetadataBytes: 8_000_000, colourSpaces: ['rgb'] },
  },
  attachments: ['pdf'],
  preview: { least: 5, most: 90 },
  asksCatalogNumber: true,
  requiredStores: ['spotify'],
  roles: {
    composer: ['COMPOSER', 'COMPOSER_LYRICIST', 'SONGWRITER', 'WRITER'],
    lyricist: ['LYRICIST', 'COMPOSER_LYRICIST', 'SONGWRITER', 'WRITER', 'AUTHOR', 'LIBRETTIST'],
    performer: [
      ...['PERFORMER', 'VOCALIST', 'VOCALS', 'LEAD_VOCALS', 'BACKGROUND_VOCALS', 'SINGER', 'RAPPER', 'DJ', 'MUSICIAN'],
      ...['SOLOIST', 'CHOIR', 'ORCHESTRA', 'ENSEMBLE', 'CONDUCTOR', 'BAND', 'NARRATOR', 'ACTOR', 'PROGRAMMER'],
    ],
    production: [
      ...['PRODUCER', 'CO_PRODUCER', 'EXECUTIVE_PRODUCER', 'ENGINEER', 'MIXING_ENGINEER', 'MASTERING_ENGINEER'],
      ...['RECORDING_ENGINEER', 'SOUND_ENGINEER', 'BALANCE_ENGINEER', 'MIXER', 'REMIXER'],
    ],
  },
  variousNames: [
    'various',
    'various artists',
    'va',
    'v.a.',
    'v/a',
    'verschiedene interpreten',
    'diverse',
    'diverse interpreten',
  ],
  lyricsRequiredFor: [],
  lengths: {
    title: 255,
    version: 255,
    name: 255,
    line: 255,
    catalogNumber: 100,
    location: 255,
    lyrics: 30_000,
    notes: 5000,
  },
  ...{ mostVolumes: 99, earliestYear: 1860, leadDays: 14 },
  sound: {
    ...{ truePeak: -1, loudest: -7, quietest: -23, headSilence: 1, tailSilence: 5 },
    ...{ dcOffset: 0.005, lossyProbability: 0.8 },
  },
};

export const fugaRuleSet: RuleSet = { provider: 'fuga', codes: allCodes, limits: fugaLimits };
