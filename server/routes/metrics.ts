import { timingSafeEqual } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { AppError } from '#contracts/errors/app-error.ts';
import type { Metrics } from '#server/metrics.ts';
import { isLocal } from '#server/middleware/client-address.ts';
import type { Env } from '#server/middleware/env.ts';
import { problems } from './describe.ts';

/** `/api/metrics` for Prometheus: from this machine, or with the token of the settings. */
export function metricsRoutes(metrics: Metrics, token: string | undefined): Hono<Env> {
  return new Hono<Env>().get(
    '/',
    describeRoute({
      summary: 'Figures for Prometheus',
      responses: { 200: { description: 'Text format', content: { 'text/plain': {} } }, ...problems(404) },
    }),
    async (c) => {
      // To strangers there is no such page.
      if (!isLocal(c) && !hasToken(c, token)) throw new AppError('http.not_found');
      const { registry } = metrics;
      return c.body(await registry.metrics(), 200, { 'Content-Type': registry.contentType });
    },
  );
}

function hasToken(c: Context<Env>, token: string | undefined): boolean {
  const given = /^Bearer (.+)$/.exec(c.req.header('Authorization') ?? '')?.[1];
  if (token === undefined || given === undefined) return false;
  const [a, b] = [Buffer.from(given), Buffer.from(token)];
  return a.length === b.length && timingSafeEqual(a, b);
}
