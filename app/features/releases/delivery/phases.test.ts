import { expect, it } from 'vitest';
import type { DeliveryStep } from '#contracts/http/deliveries.ts';
import { newRelease } from '#core/release/draft/new-release.ts';
import { placeOfFailure } from './failure-place.ts';
import { figuresOf, phasesOf } from './phases.ts';

const step = (key: string, state: DeliveryStep['state']): DeliveryStep => ({
  ...{ key, state, attempts: 1, result: '', failures: [], startedAt: 0, endedAt: 1, spentMs: 10 },
});

it('tells a phase done only when a later one began, and names the one that failed', () => {
  const steps = [step('party:artist:a:A', 'done'), step('product', 'done'), step('asset:t1', 'done')];
  const states = (state: 'running' | 'failed' | 'delivered', more: DeliveryStep[] = []) =>
    phasesOf({ state }, [...steps, ...more]).map((one) => one.state);
  expect(states('running')).toEqual(['done', 'done', 'waiting', 'running', 'waiting', 'waiting']);
  expect(states('failed', [step('audio:t1:ff', 'failed')])[3]).toBe('failed');
  expect(states('delivered', [step('publish', 'done'), step('deliver:1', 'done')]).slice(3)).toEqual(
    Array(3).fill('done'),
  );
});

it('sums the figures of steps by phase', () => {
  const of = (kind: string, count: number, spentMs: number, maxMs: number) => {
    return { kind, count, attempts: count + 1, spentMs, meanMs: spentMs / count, maxMs };
  };
  expect(figuresOf([of('asset', 2, 30, 20), of('audio', 1, 60, 60), of('cover', 1, 5, 5)])).toEqual([
    { phase: 'cover', count: 1, attempts: 2, meanMs: 5, maxMs: 5 },
    { phase: 'tracks', count: 3, attempts: 5, meanMs: 30, maxMs: 60 },
  ]);
});

it('finds the field of a refusal in words of the distributor, of a step, or not at all', () => {
  const release = { ...newRelease('r', 0), tracks: [{ id: 't1' }] } as never;
  const place = (key: string, field: string) => placeOfFailure({ step: key, field, code: 'X', cause: '' }, release);
  expect(place('product', 'consumer_release_date')).toEqual({ on: 'release', id: '', field: 'dates.release' });
  expect(place('asset-fields:t1:1', 'isrc')).toEqual({ on: 'track', id: 't1', field: 'isrc' });
  expect(place('audio:t1:ff00', '')).toEqual({ on: 'track', id: 't1', field: 'audio' });
  expect(place('publish', '')).toEqual({ on: 'release', id: '', field: '' });
});
