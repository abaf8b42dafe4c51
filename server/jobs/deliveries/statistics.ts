import type { DeliveryStatistics } from '#contracts/http/deliveries.ts';
import type { StepFigure } from '#server/db/delivery-steps.ts';

/** Figures over recorded steps: they are what the steps say, and nothing else is counted. */
export function statisticsOf(
  deliveries: readonly { readonly state: string }[],
  steps: readonly StepFigure[],
  leadsMs: readonly number[],
): DeliveryStatistics {
  const states: Record<string, number> = {};
  for (const { state } of deliveries) states[state] = (states[state] ?? 0) + 1;
  const kinds = new Map<string, { count: number; attempts: number; spentMs: number; maxMs: number }>();
  const codes = new Map<string, number>();
  for (const { key, attempts, spentMs, failures } of steps) {
    const kind = key.split(':')[0] ?? key;
    const known = kinds.get(kind) ?? { count: 0, attempts: 0, spentMs: 0, maxMs: 0 };
    kinds.set(kind, {
      ...{ count: known.count + 1, attempts: known.attempts + attempts, spentMs: known.spentMs + spentMs },
      maxMs: Math.max(known.maxMs, spentMs),
    });
    for (const { code } of failures) codes.set(code, (codes.get(code) ?? 0) + 1);
  }
  return {
    deliveries: states,
    steps: [...kinds]
      .map(([kind, figures]) => ({ kind, ...figures, meanMs: figures.spentMs / figures.count }))
      .toSorted((a, b) => b.spentMs - a.spentMs || (a.kind < b.kind ? -1 : 1)),
    failures: [...codes]
      .map(([code, count]) => ({ code, count }))
      .toSorted((a, b) => b.count - a.count || (a.code < b.code ? -1 : 1)),
    lead: { count: leadsMs.length, medianMs: medianOf(leadsMs), maxMs: Math.max(0, ...leadsMs) },
  };
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = sorted.length / 2;
  return ((sorted[Math.ceil(at) - 1] ?? 0) + (sorted[Math.floor(at)] ?? 0)) / 2;
}
