import { type Context, Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import type { ErrorCode } from '#contracts/errors/codes.ts';
import type { SessionUser } from '#contracts/http/session.ts';
import { codeOfStatus } from '#contracts/http/problem.ts';
import type { Env } from '#server/middleware/env.ts';
import { problem } from '#server/middleware/problem.ts';
import { requireUser } from '#server/middleware/session.ts';
import type { Uploads } from '#server/uploads/tus.ts';
import { problems } from './describe.ts';

/** Protocol headers that an error keeps. */
const kept = ['Tus-Resumable', 'Tus-Version', 'Upload-Offset'];

/** `/api/uploads`: resumable uploads by tus 1.0 (core, creation, creation-with-upload, termination, expiration). */
export function uploadRoutes(
  uploads: Uploads,
  sessionOf: (headers: Headers) => Promise<SessionUser | null>,
): Hono<Env> {
  const signedIn = requireUser(sessionOf);
  const app = new Hono<Env>();
  const options = describeRoute({
    summary: 'What the tus server can do',
    responses: { 204: { description: 'See the Tus-* headers' } },
  });
  for (const path of ['/', '/:id'] as const) {
    app.on('OPTIONS', path, options, async (c) => {
      const { response } = await uploads.handle(c.req.raw, null);
      response.headers.set('Tus-Extension', EXTENSIONS);
      return response;
    });
  }
  app.post('/', describe('Begin an upload', 201, 400, 401, 403, 409, 413, 415, 422, 503), signedIn, (c) =>
    answer(c, uploads, c.req.raw),
  );
  // Hono serves HEAD by the GET route. GET itself answers the same, without a body: unfinished bytes go to nobody.
  app.get('/:id', describe('Where an upload stands', 200, 401, 404), signedIn, (c) => {
    const headers = new Headers(c.req.raw.headers);
    if (c.req.method === 'GET') headers.set('Tus-Resumable', '1.0.0');
    return answer(c, uploads, new Request(c.req.url, { method: 'HEAD', headers }));
  });
  app.patch('/:id', describe('Send bytes', 204, 400, 401, 404, 409, 413, 415, 422, 423, 507), signedIn, (c) =>
    answer(c, uploads, c.req.raw),
  );
  app.delete('/:id', describe('Throw an upload away', 204, 401, 404), signedIn, (c) => answer(c, uploads, c.req.raw));
  return app;
}

const EXTENSIONS = 'creation,creation-with-upload,termination,expiration';

async function answer(c: Context<Env>, uploads: Uploads, request: Request): Promise<Response> {
  const { response, error } = await uploads.handle(request, c.get('user'));
  if (response.ok) return response;
  const headers = Object.fromEntries(
    kept.flatMap((name) => {
      const value = response.headers.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
  const code = error?.code ?? codeOf(response.status);
  return problem(c, response.status, code, error?.details ?? {}, headers);
}

function codeOf(status: number): ErrorCode {
  if (status === 413) return 'upload.too_large';
  return status === 423 ? 'http.conflict' : codeOfStatus(status);
}

function describe(summary: string, success: number, ...errors: readonly number[]) {
  const description = 'tus 1.0, see https://tus.io/protocols/resumable-upload';
  return describeRoute({
    summary,
    description,
    responses: { [success]: { description: 'Done' }, ...problems(...errors) },
  });
}
