import { extname } from 'node:path';
import { Hono } from 'hono';
import type { Env } from '#server/middleware/env.ts';
import { problem } from '#server/middleware/problem.ts';
import { pagePolicy } from '#server/static-app/content-security.ts';
import { type AppFile, AppFiles } from '#server/static-app/files.ts';

const FALLBACK = '/index.html';

/**
 * The built app: its files, and its one page for every other address, so that deep links work. An address that names
 * a file which does not exist is an error and not the page, or a stale script would be parsed as HTML.
 */
export function appShellRoutes(root: string): Hono<Env> {
  const files = new AppFiles(root);
  const app = new Hono<Env>();
  app.get('*', async (c) => {
    const path = decoded(c.req.path);
    if (path === null) return problem(c, 400, 'http.bad_request');
    const encoding = c.req.header('Accept-Encoding');
    const found = path === '/' ? null : await files.read(path, encoding);
    if (!found && extname(path) !== '') return problem(c, 404, 'http.not_found');
    const file = found ?? (await files.read(FALLBACK, encoding));
    if (!file) return problem(c, 404, 'http.not_found');
    return answer(file, found ? path : FALLBACK, c.req.header('If-None-Match'));
  });
  return app;
}

function decoded(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}

function answer(file: AppFile, path: string, known: string | undefined): Response {
  const headers = new Headers({
    'Content-Type': file.type,
    'Cache-Control': path.startsWith('/_app/immutable/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    ETag: file.etag,
    Vary: 'Accept-Encoding',
  });
  if (file.encoding) headers.set('Content-Encoding', file.encoding);
  const isPage = file.type.startsWith('text/html');
  if (known === file.etag) return new Response(null, { status: 304, headers });
  // Workers take their policy from their own script, so scripts get the page's too.
  if (isPage || file.type.startsWith('text/javascript')) {
    headers.set('Content-Security-Policy', pagePolicy(isPage ? new TextDecoder().decode(file.plain) : ''));
  }
  headers.set('Content-Length', String(file.bytes.byteLength));
  return new Response(file.bytes, { headers });
}
