import { Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import * as v from 'valibot';
import { AppError } from '#contracts/errors/app-error.ts';
import { PageQuery, Quota, Recording, RecordingPage, Sha256 } from '#contracts/http/recordings.ts';
import type { SessionUser } from '#contracts/http/session.ts';
import type { Orm } from '#server/db/open.ts';
import {
  findRecording,
  findRecordingByHash,
  listRecordings,
  type PageStart,
  type RecordingRecord,
  toRecording,
} from '#server/db/recordings.ts';
import { usageOf } from '#server/db/uploads.ts';
import type { ObjectStore } from '#server/integrations/object-store/port.ts';
import type { Env } from '#server/middleware/env.ts';
import { requireUser } from '#server/middleware/session.ts';
import { validated } from '#server/middleware/validated.ts';
import { streamAudio } from './audio.ts';
import { json, problems } from './describe.ts';

interface RecordingsOptions {
  readonly orm: Orm;
  readonly store: ObjectStore;
  readonly sessionOf: (headers: Headers) => Promise<SessionUser | null>;
  readonly remove: (record: RecordingRecord) => Promise<void>;
}

/** `/api/recordings`: the user's own; those of others do not exist. */
export function recordingRoutes({ orm, store, sessionOf, remove }: RecordingsOptions): Hono<Env> {
  const owned = async (user: SessionUser, id: string) => {
    const found = await findRecording(orm, user.id, id);
    if (!found) throw new AppError('http.not_found');
    return found;
  };
  const app = new Hono<Env>();
  app.use(requireUser(sessionOf));
  app.get(
    '/',
    describe('Recordings, newest first, in pages', json('A page', RecordingPage), 400, 401),
    validated('query', PageQuery),
    async (c) => {
      const { cursor, limit } = c.req.valid('query');
      const found = await listRecordings(orm, c.get('user').id, limit + 1, cursor ? readCursor(cursor) : null);
      const page = found.slice(0, limit);
      const last = found.length > limit ? page.at(-1) : undefined;
      return c.json({ recordings: page.map(toRecording), nextCursor: last ? cursorOf(last) : null });
    },
  );
  app.get(
    '/by-hash/:sha256',
    describe('The recording with these bytes, if there is one', json('The recording', Recording), 401, 404),
    async (c) => {
      const { success, output } = v.safeParse(Sha256, c.req.param('sha256'));
      const found = success ? await findRecordingByHash(orm, c.get('user').id, output) : null;
      if (!found) throw new AppError('http.not_found');
      return c.json(toRecording(found));
    },
  );
  app.get('/:id', describe('One recording', json('The recording', Recording), 401, 404), async (c) =>
    c.json(toRecording(await owned(c.get('user'), c.req.param('id')))),
  );
  app.get('/:id/audio', describeAudio(), async (c) =>
    streamAudio(c, store, await owned(c.get('user'), c.req.param('id'))),
  );
  app.delete(
    '/:id',
    describeRoute({
      summary: 'Remove a recording for good',
      responses: { 204: { description: 'Removed' }, ...problems(401, 403, 404) },
    }),
    async (c) => {
      await remove(await owned(c.get('user'), c.req.param('id')));
      return c.body(null, 204);
    },
  );
  return app;
}

interface QuotaOptions extends Pick<RecordingsOptions, 'orm' | 'sessionOf'> {
  readonly quotaBytes: number | null;
  readonly maxUploadBytes: number;
}

/** `/api/quota`: what the user stores and may store. */
export function quotaRoutes({ orm, sessionOf, quotaBytes, maxUploadBytes }: QuotaOptions): Hono<Env> {
  return new Hono<Env>().get(
    '/',
    describe('Bytes used and allowed', json('The quota', Quota), 401),
    requireUser(sessionOf),
    async (c) => c.json({ ...(await usageOf(orm, c.get('user').id)), quotaBytes, maxUploadBytes } satisfies Quota),
  );
}

function describe(summary: string, success: ReturnType<typeof json>, ...errors: readonly number[]) {
  return describeRoute({ summary, responses: { 200: success, ...problems(...errors) } });
}

function describeAudio() {
  const content = { 'audio/*': { schema: { type: 'string' as const, format: 'binary' } } };
  return describeRoute({
    summary: 'The bytes of a recording, whole or a range',
    responses: {
      200: { description: 'All bytes', content },
      206: { description: 'A range', content },
      304: { description: 'Unchanged' },
      ...problems(401, 404, 416),
    },
  });
}

/** Opaque to clients. */
function cursorOf({ createdAt, id }: PageStart): string {
  return Buffer.from(JSON.stringify([createdAt, id])).toString('base64url');
}

const Cursor = v.tuple([v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8.64e15)), v.string()]);

function readCursor(cursor: string): PageStart {
  try {
    const [createdAt, id] = v.parse(Cursor, JSON.parse(Buffer.from(cursor, 'base64url').toString()));
    return { createdAt, id };
  } catch {
    throw new AppError('http.bad_request', { field: 'cursor' });
  }
}
