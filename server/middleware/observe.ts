import { createMiddleware } from 'hono/factory';
import { matchedRoutes } from 'hono/route';
import type { Env } from './env.ts';

/** One finished request. `route` is the pattern and not the path, which may name things. */
export interface Observed {
  readonly requestId: string;
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly ms: number;
}

/** Tells of every request once its answer begins. */
export function observe(tell: (request: Observed) => void) {
  return createMiddleware<Env>(async (c, next) => {
    const started = performance.now();
    await next();
    const route = matchedRoutes(c).findLast(({ path }) => !path.endsWith('*'))?.path ?? 'other';
    const ms = Math.round((performance.now() - started) * 10) / 10;
    tell({ requestId: c.get('requestId'), method: c.req.method, route, status: c.res.status, ms });
  });
}
