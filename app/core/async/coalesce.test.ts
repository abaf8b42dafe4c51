import { expect, test, vi } from 'vitest';
import { coalesce } from './coalesce.ts';

test('a burst runs twice: at once, and after the last call', async () => {
  vi.useFakeTimers();
  let runs = 0;
  const call = coalesce(async () => void runs++, 100);
  for (let i = 0; i < 50; i++) call();
  expect(runs).toBe(1);
  await vi.advanceTimersByTimeAsync(50);
  call();
  await vi.advanceTimersByTimeAsync(500);
  expect(runs).toBe(2);
  call();
  await vi.advanceTimersByTimeAsync(0);
  expect(runs).toBe(3);
  vi.useRealTimers();
});
