import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listen, type Listening } from '#server/listen.ts';
import type { Env } from '#server/middleware/env.ts';
import { securityHeaders } from '#server/middleware/headers.ts';
import { requestId } from '#server/middleware/request-id.ts';
import { appShellRoutes } from './app-shell.ts';

const script = `console.log('${'x'.repeat(3000)}');`;
const page = `<!doctype html><meta http-equiv="content-security-policy" content="script-src 'self' 'sha256-abc='"><p>app`;

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly body: Buffer;
}

describe('the app on disk', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wavefoundry-app-'));
  const root = join(folder, 'build');
  let listening: Listening;

  /** Paths as they are, which `fetch` would tidy up. */
  const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    new Promise<Answer>((done, fail) => {
      httpRequest({ port: listening.address.port, host: '127.0.0.1', path, headers, method }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          done({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) });
        });
      })
        .on('error', fail)
        .end();
    });

  beforeAll(async () => {
    mkdirSync(join(root, '_app/immutable'), { recursive: true });
    writeFileSync(join(folder, 'secret.txt'), 'secret');
    writeFileSync(join(root, '.env'), 'secret');
    writeFileSync(join(root, 'index.html'), page);
    writeFileSync(join(root, 'service-worker.js'), script);
    writeFileSync(join(root, '_app/immutable/a.js'), script);
    writeFileSync(join(root, 'tiny.js'), '1');
    const app = new Hono<Env>().use(requestId, securityHeaders).route('/', appShellRoutes(root));
    listening = await listen(app, '127.0.0.1', 0);
  });
  afterAll(async () => {
    await listening.stop();
    rmSync(folder, { recursive: true });
  });

  it.each(['/', '/index.html', '/library', '/decks/some-id', '/library?x=a.js'])(
    'serves its page at %s',
    async (path) => {
      const { status, headers, body } = await get(path);
      expect(status).toBe(200);
      expect(body.toString()).toBe(page);
      expect(headers['cache-control']).toBe('no-cache');
      expect(headers['cross-origin-embedder-policy']).toBe('require-corp');
      const policy = headers['content-security-policy'];
      expect(policy).toContain("script-src 'self' 'sha256-abc=';");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain("script-src 'self' 'unsafe-inline'");
    },
  );

  it('keeps hashed files for ever and asks for all others', async () => {
    expect((await get('/_app/immutable/a.js')).headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect((await get('/service-worker.js')).headers['cache-control']).toBe('no-cache');
    expect((await get('/_app/immutable/a.js')).headers['content-type']).toBe('text/javascript; charset=utf-8');
  });

  it('compresses what gets smaller', async () => {
    const br = await get('/service-worker.js', { 'Accept-Encoding': 'gzip, deflate, br' });
    expect(br.headers['content-encoding']).toBe('br');
    expect(brotliDecompressSync(br.body).toString()).toBe(script);
    const gz = await get('/service-worker.js', { 'Accept-Encoding': 'gzip, br;q=0' });
    expect(gz.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(gz.body).toString()).toBe(script);
    expect((await get('/service-worker.js')).headers['content-encoding']).toBeUndefined();
    expect((await get('/tiny.js', { 'Accept-Encoding': 'br' })).headers['content-encoding']).toBeUndefined();
  });

  it('says when nothing has changed, and when something has', async () => {
    const { headers } = await get('/tiny.js');
    const known = { 'If-None-Match': String(headers['etag']) };
    expect((await get('/tiny.js', known)).status).toBe(304);
    writeFileSync(join(root, 'tiny.js'), '22');
    const changed = await get('/tiny.js', known);
    expect(changed.status).toBe(200);
    expect(changed.body.toString()).toBe('22');
  });

  it.each(['/missing.js', '/_app/immutable/missing.css', '/a/b.wasm', '/library.html'])(
    'has no page for the missing file %s',
    async (path) => expect((await get(path)).status).toBe(404),
  );

  it.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/_app/../../secret.txt',
    '/_app/..%5c..%5csecret.txt',
    '/.env',
    '/%2eenv',
    '/tiny.js%00.html',
    '//secret.txt',
  ])('gives out nothing for %s', async (path) => {
    const { body } = await get(path);
    expect(body.toString()).not.toBe('secret');
  });

  it('refuses addresses that are none', async () => expect((await get('/%zz')).status).toBe(400));

  it('answers HEAD without a body, and nothing but GET', async () => {
    const head = await get('/service-worker.js', {}, 'HEAD');
    expect(head.headers['content-length']).toBe(String(script.length));
    expect(head.body).toHaveLength(0);
    expect((await get('/', {}, 'POST')).status).toBe(404);
  });
});
