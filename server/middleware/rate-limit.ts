import type { Context } from 'hono';
import { createMiddleware } from 'hono/factory';
import type { Env } from './env.ts';
import { problem } from './problem.ts';

const MAX_KNOWN = 10_000;

interface Window {
  endsAt: number;
  count: number;
}

interface RateLimitOptions {
  /** Requests per window and key. */
  readonly max: number;
  readonly windowMs: number;
  readonly keyOf: (c: Context<Env>) => string;
  readonly now?: () => number;
}

/** Lets `max` requests per window and key through and answers 429 with `Retry-After` to the rest. Kept in memory. */
export function rateLimit({ max, windowMs, keyOf, now = Date.now }: RateLimitOptions) {
  const windows = new Map<string, Window>();
  return createMiddleware<Env>(async (c, next) => {
    const time = now();
    const key = keyOf(c);
    let window = windows.get(key);
    if (!window || window.endsAt <= time) {
      // Re-inserting keeps the map in the order of their ends.
      windows.delete(key);
      window = { endsAt: time + windowMs, count: 0 };
      windows.set(key, window);
      forgetOld(windows, time);
    }
    window.count += 1;
    if (window.count <= max) return next();
    const seconds = Math.max(1, Math.ceil((window.endsAt - time) / 1000));
    return problem(c, 429, 'http.too_many_requests', { seconds }, { 'Retry-After': String(seconds) });
  });
}

function forgetOld(windows: Map<string, Window>, time: number): void {
  for (const [key, window] of windows) {
    if (window.endsAt > time && windows.size <= MAX_KNOWN) return;
    windows.delete(key);
  }
}
