import { randomUUID } from 'node:crypto';
import { createMiddleware } from 'hono/factory';
import type { Env } from './env.ts';

/** Gives each request an id of our own making, so that nobody can forge lines of the log. */
export const requestId = createMiddleware<Env>(async (c, next) => {
  const id = randomUUID();
  c.set('requestId', id);
  await next();
  c.res.headers.set('X-Request-Id', id);
});
