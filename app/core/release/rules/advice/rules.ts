import type { AdviceCode } from '#contracts/release/advice-codes.ts';
import type { Severity } from '#contracts/release/finding.ts';
import type { Rule } from '../rule.ts';
import { coverAdvice } from './cover.ts';
import { releaseAdvice } from './release.ts';
import { soundAdvice } from './sound.ts';
import { textAdvice } from './texts.ts';

/** What nobody refuses by code. */
export const adviceRules: Readonly<Record<AdviceCode, Rule>> = {
  ...releaseAdvice,
  ...textAdvice,
  ...soundAdvice,
  ...coverAdvice,
};

/** What stores or listeners may mind; the rest is worth a look. */
const warnings: ReadonlySet<string> = new Set<AdviceCode>([
  ...([
    'WAV_EXTENSIBLE',
    'WAV_CHUNKS_AFTER_DATA',
    'WAV_SIZES_WRONG',
    'WAV_TRUNCATED',
    'EXTENSION_DOES_NOT_MATCH',
  ] as const),
  ...(['DROP_OUTS', 'DEAD_CHANNEL', 'POLARITY_INVERTED', 'LOSSY_SOURCE', 'COVER_NOT_SQUARE', 'COVER_NOT_RGB'] as const),
  ...([
    'TITLE_HAS_FEATURING',
    'TITLE_HAS_PROMOTION',
    'TITLE_HAS_ARTIST',
    'LEAD_TIME_SHORT',
    'AI_NOT_DISCLOSED',
  ] as const),
  ...(['SPLITS_NOT_WHOLE', 'ISNI_WRONG', 'IPI_WRONG', 'ISWC_WRONG', 'CLIPPING'] as const),
]);

export const severityOfAdvice = (code: AdviceCode): Severity => (warnings.has(code) ? 'warning' : 'hint');
