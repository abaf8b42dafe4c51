import { type Context, Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { AppError } from '#contracts/errors/app-error.ts';
import {
  DistributorCode,
  DistributorLogin,
  DistributorStatus,
  Reference,
  ReferenceDiff,
  ReferenceDiffQuery,
  ReferenceRollback,
  ReferenceVersions,
} from '#contracts/http/distribution.ts';
import type { SessionUser } from '#contracts/http/session.ts';
import type { Orm } from '#server/db/open.ts';
import type { ReferenceRecord } from '#server/db/reference-versions.ts';
import type { Distribution } from '#server/jobs/deliveries/distribution.ts';
import type { Env } from '#server/middleware/env.ts';
import { needs, requireLabel } from '#server/middleware/label.ts';
import { rateLimit } from '#server/middleware/rate-limit.ts';
import { validated } from '#server/middleware/validated.ts';
import { json, problems } from './describe.ts';
import { reachable } from './reachable.ts';

const MINUTE_MS = 60_000;
/** Tries to sign in at the distributor, per user and minute: it locks accounts. */
const TRIES_PER_MINUTE = 5;

/** `/api/distributor`: the label's account at the distributor, and its lists. Credentials come in and never go out. */
export function distributorRoutes(
  distribution: Distribution | null,
  orm: Orm,
  sessionOf: (headers: Headers) => Promise<SessionUser | null>,
): Hono<Env> {
  const on = () => distribution ?? off();
  const app = new Hono<Env>();
  app.use(requireLabel(sessionOf, orm));
  app.get('/', describe('How the account stands', json('The account', DistributorStatus), 401), async (c) =>
    c.json(await (distribution?.accounts.status(c.get('label').id) ?? nothing), 200, noStore),
  );
  signInRoutes(app, on);
  app.delete(
    '/',
    describeRoute({
      summary: 'Forget the credentials',
      responses: { 204: { description: 'Forgotten' }, ...problems(401, 403, 404) },
    }),
    needs('manage'),
    async (c) => {
      await on().queue.halt(c.get('label').id);
      await on().accounts.disconnect(c.get('label').id);
      return c.body(null, 204);
    },
  );
  referenceRoutes(app, on);
  return app;
}

/** Signing in, in one step or two. */
function signInRoutes(app: Hono<Env>, on: () => Distribution): void {
  const tries = rateLimit({ max: TRIES_PER_MINUTE, windowMs: MINUTE_MS, keyOf: (c) => c.get('user').id });
  app.post(
    '/login',
    describe('Connect the account', json('The account', DistributorStatus), 400, 401, 403, 404, 422, 429, 502),
    needs('manage'),
    tries,
    validated('json', DistributorLogin),
    async (c) => {
      const status = await on().accounts.connect(c.get('label').id, c.req.valid('json'));
      on().queue.kick();
      return c.json(status, 200, noStore);
    },
  );
  app.post(
    '/code',
    describe(
      'Give the code of the second step',
      json('The account', DistributorStatus),
      400,
      401,
      403,
      404,
      409,
      422,
      429,
    ),
    needs('manage'),
    tries,
    validated('json', DistributorCode),
    async (c) => {
      const status = await on().accounts.giveCode(c.get('label').id, c.req.valid('json').code);
      on().queue.kick();
      return c.json(status, 200, noStore);
    },
  );
}

const noStore = { 'Cache-Control': 'no-store' };
const nothing = Promise.resolve({ provider: '', state: 'off', isVerified: false } satisfies DistributorStatus);

function off(): never {
  throw new AppError('distribution.off');
}

function referenceRoutes(app: Hono<Env>, on: () => Distribution): void {
  app.get(
    '/reference',
    describe('Lists of the distributor as they stand', json('The lists', Reference), 401, 404, 409, 502),
    async (c) => {
      const record = await reachable(() => on().reference.current(c.get('label').id));
      const headers = { ETag: etagOf(record), 'Cache-Control': 'private, no-cache' };
      if (c.req.header('If-None-Match') === headers.ETag) return c.body(null, 304, headers);
      return answer(c, on(), record, headers);
    },
  );
  app.post(
    '/reference/refresh',
    describe('Read the lists anew', json('The lists', Reference), 401, 403, 404, 409, 502),
    needs('edit'),
    async (c) => answer(c, on(), await reachable(() => on().reference.refresh(c.get('label').id)), noStore),
  );
  app.get(
    '/reference/versions',
    describe('Versions that are kept', json('The versions', ReferenceVersions), 401, 404),
    async (c) => c.json({ versions: await on().reference.versions(c.get('label').id) }),
  );
  app.get(
    '/reference/diff',
    describe('What changed between two versions', json('The changes', ReferenceDiff), 400, 401, 404),
    validated('query', ReferenceDiffQuery),
    async (c) => {
      const { from, to } = c.req.valid('query');
      return c.json(await on().reference.diff(c.get('label').id, from, to));
    },
  );
  app.post(
    '/reference/rollback',
    describe('Use an older version', json('The lists', Reference), 400, 401, 403, 404),
    needs('edit'),
    validated('json', ReferenceRollback),
    async (c) => {
      await on().reference.rollBack(c.get('label').id, c.req.valid('json').version);
      return answer(c, on(), await on().reference.current(c.get('label').id), noStore);
    },
  );
}

/** With the time, so that devices hear when lists were found to hold still. */
const etagOf = ({ version, hash, fetchedAt }: ReferenceRecord) => `"${version}-${hash.slice(0, 32)}-${fetchedAt}"`;

function answer(
  c: Context<Env>,
  { accounts }: Distribution,
  record: ReferenceRecord,
  headers: Record<string, string>,
): Response {
  const { version, fetchedAt, lists } = record;
  const all = { ...headers, ETag: etagOf(record) };
  return c.json({ provider: accounts.provider, version, fetchedAt, lists }, 200, all);
}

function describe(summary: string, success: ReturnType<typeof json>, ...errors: readonly number[]) {
  return describeRoute({
    summary,
    responses: { 200: success, 304: { description: 'Unchanged' }, ...problems(...errors) },
  });
}
