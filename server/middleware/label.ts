import { createMiddleware } from 'hono/factory';
import { AppError } from '#contracts/errors/app-error.ts';
import { type LabelAct, may } from '#contracts/http/labels.ts';
import type { SessionUser } from '#contracts/http/session.ts';
import { roleIn } from '#server/db/label-members.ts';
import type { Orm } from '#server/db/open.ts';
import type { Env } from './env.ts';

/**
 * Lets signed-in users into the label that the query names, their own where it names none; labels of others do not
 * exist. Whatever is no reading also needs a role that may edit, so that a route that forgets {@link needs} is still
 * closed to those who may only look.
 */
export function requireLabel(sessionOf: (headers: Headers) => Promise<SessionUser | null>, orm: Orm) {
  return createMiddleware<Env>(async (c, next) => {
    const user = await sessionOf(c.req.raw.headers);
    if (!user) throw new AppError('http.unauthorized');
    const id = c.req.query('label') || user.id;
    const role = await roleIn(orm, id, user.id);
    if (!role) throw new AppError('http.not_found');
    const isReading = c.req.method === 'GET' || c.req.method === 'HEAD';
    if (!isReading && !may(role, 'edit')) throw new AppError('http.forbidden');
    c.set('user', user);
    c.set('label', { id, role });
    await next();
  });
}

/** Lets through who may do that in the label. */
export function needs(act: LabelAct) {
  return createMiddleware<Env>(async (c, next) => {
    if (!may(c.get('label').role, act)) throw new AppError('http.forbidden');
    await next();
  });
}
