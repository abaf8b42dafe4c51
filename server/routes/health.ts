import { Hono } from 'hono';
import { describeRoute, resolver } from 'hono-openapi';
import { Health } from '#contracts/http/health.ts';
import type { Env } from '#server/middleware/env.ts';

/** Asked now and then by every open page, so a part is looked at no more than once in this time. */
const FRESH_MS = 2_000;

interface Checks {
  readonly database: () => Promise<void>;
  readonly store: () => Promise<void>;
}

/** `/api/health`: whether the database and the object store answer. */
export function healthRoutes(checks: Checks): Hono<Env> {
  const probe = remembered(async (): Promise<Health> => {
    const [database, store] = await Promise.all([stateOf(checks.database), stateOf(checks.store)]);
    return { status: database === 'ok' && store === 'ok' ? 'ok' : 'down', database, store };
  });
  const content = { 'application/json': { schema: resolver(Health) } };
  return new Hono<Env>().get(
    '/',
    describeRoute({
      summary: 'State of the server',
      responses: {
        200: { description: 'All is well', content },
        503: { description: 'Database or object store do not answer', content },
      },
    }),
    async (c) => {
      const health = await probe();
      return c.json(health, health.status === 'ok' ? 200 : 503, { 'Cache-Control': 'no-store' });
    },
  );
}

const TIMEOUT_MS = 5_000;

async function stateOf(check: () => Promise<void>): Promise<'ok' | 'down'> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<'down'>((resolve) => {
    timer = setTimeout(() => resolve('down'), TIMEOUT_MS);
  });
  try {
    return await Promise.race([check().then(() => 'ok' as const), late]);
  } catch {
    return 'down';
  } finally {
    clearTimeout(timer);
  }
}

function remembered<T>(ask: () => Promise<T>): () => Promise<T> {
  let answer: Promise<T> | undefined;
  let askedAt = 0;
  return () => {
    if (!answer || Date.now() - askedAt > FRESH_MS) {
      askedAt = Date.now();
      answer = ask();
    }
    return answer;
  };
}
