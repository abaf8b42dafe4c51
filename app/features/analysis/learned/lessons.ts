import type { LocalPrior } from '#core/analysis/correction/prior.ts';
import { levelRatio } from '#core/analysis/correction/prior.ts';
import { type KeyRelation, relationOf } from '#core/analysis/correction/relations.ts';
import { formatNumber } from '#i18n/format.ts';
import { m } from '#i18n/paraglide/messages.js';
import { ratioName } from '../lab/names.ts';

const keyTexts: Readonly<Record<KeyRelation | 'other', (inputs: { count: string }) => string>> = {
  same: m.analysis_learned_same,
  relative: m.analysis_learned_relative,
  dominant: m.analysis_learned_dominant,
  subdominant: m.analysis_learned_subdominant,
  parallel: m.analysis_learned_parallel,
  other: m.analysis_learned_other,
};

function counted<Kind>(kinds: readonly Kind[]): (readonly [Kind, string])[] {
  const counts = new Map<Kind, number>();
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]).map(([kind, count]) => [kind, formatNumber(count)] as const);
}

function tempoText(ratio: number | null, count: string): string {
  if (ratio === 1) return m.analysis_learned_tempo_right({ count });
  if (ratio === null) return m.analysis_learned_tempo_other({ count });
  return m.analysis_learned_tempo({ ratio: ratioName(ratio), count });
}

/** What was learned, in words, the most frequent first. */
export function lessonTexts({ tempo, key }: LocalPrior): string[] {
  const ratios = counted(tempo.map(({ heard, said }) => levelRatio(heard, said)));
  const relations = counted(key.map(({ heard, said }) => relationOf(heard, said) ?? ('other' as const)));
  return [
    ...ratios.map(([ratio, count]) => tempoText(ratio, count)),
    ...relations.map(([relation, count]) => keyTexts[relation]({ count })),
  ];
}
