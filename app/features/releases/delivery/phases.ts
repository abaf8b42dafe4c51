import type { Delivery, DeliveryStatistics, DeliveryStep } from '#contracts/http/deliveries.ts';

/** What somebody follows of a delivery; each has many small steps. */
export const phases = ['people', 'product', 'cover', 'tracks', 'publish', 'stores'] as const;
export type Phase = (typeof phases)[number];

const kinds: Readonly<Record<string, Phase>> = {
  ...{ party: 'people', identifier: 'people' },
  ...{ product: 'product', 'product-fields': 'product', upc: 'product', territories: 'product' },
  cover: 'cover',
  ...{ publish: 'publish', 'files-ready': 'publish' },
  ...{ prepare: 'stores', deliver: 'stores', redeliver: 'stores', takedown: 'stores' },
};

/** All that is not named elsewhere is about a track. */
export const phaseOf = ({ key }: Pick<DeliveryStep, 'key'>): Phase => kinds[key.split(':')[0] ?? ''] ?? 'tracks';

export interface PhaseState {
  readonly phase: Phase;
  readonly state: 'waiting' | 'running' | 'done' | 'failed';
  readonly done: number;
  readonly count: number;
  /** Milliseconds of all steps. */
  readonly spentMs: number;
}

/** How far a delivery is, phase by phase. */
export function phasesOf({ state }: Pick<Delivery, 'state'>, steps: readonly DeliveryStep[]): readonly PhaseState[] {
  const isOver = state === 'delivered' || state === 'takenDown';
  const last = Math.max(-1, ...steps.map((step) => phases.indexOf(phaseOf(step))));
  return phases.map((phase, index) => {
    const own = steps.filter((step) => phaseOf(step) === phase);
    const done = own.filter((step) => step.state === 'done').length;
    // A track's steps come one by one: the phase is only done when a later one began.
    const isDone = done === own.length && own.length > 0 && (index < last || isOver);
    const isFailed = state === 'failed' && own.some((step) => step.state === 'failed');
    const rest = own.length > 0 && (state === 'running' || state === 'processing') ? 'running' : 'waiting';
    const spentMs = own.reduce((total, step) => total + step.spentMs, 0);
    return { phase, state: isDone ? 'done' : isFailed ? 'failed' : rest, done, count: own.length, spentMs };
  });
}

export interface PhaseFigures {
  readonly phase: Phase;
  readonly count: number;
  readonly attempts: number;
  readonly meanMs: number;
  readonly maxMs: number;
}

/** Figures of the steps of each phase that has any. */
export function figuresOf(steps: DeliveryStatistics['steps']): readonly PhaseFigures[] {
  const sum = (list: readonly number[]) => list.reduce((total, value) => total + value, 0);
  return phases.flatMap((phase) => {
    const own = steps.filter(({ kind }) => phaseOf({ key: kind }) === phase);
    const count = sum(own.map((step) => step.count));
    if (count === 0) return [];
    const attempts = sum(own.map((step) => step.attempts));
    const meanMs = sum(own.map((step) => step.spentMs)) / count;
    return [{ phase, count, attempts, meanMs, maxMs: Math.max(...own.map((step) => step.maxMs)) }];
  });
}
