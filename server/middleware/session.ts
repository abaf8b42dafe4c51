import { createMiddleware } from 'hono/factory';
import { AppError } from '#contracts/errors/app-error.ts';
import type { SessionUser } from '#contracts/http/session.ts';
import type { Env } from './env.ts';

/** Lets only signed-in users through. */
export function requireUser(sessionOf: (headers: Headers) => Promise<SessionUser | null>) {
  return createMiddleware<Env>(async (c, next) => {
    const user = await sessionOf(c.req.raw.headers);
    if (!user) throw new AppError('http.unauthorized');
    c.set('user', user);
    await next();
  });
}
