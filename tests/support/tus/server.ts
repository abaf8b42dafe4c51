// A small tus server for tests of the client: what is real is @tus/server and its file store; accounts are a cookie.
// Run as its own process so that it can be killed: node server.ts <port> <data folder> <folder with the page's scripts>
import { createHash } from 'node:crypto';
import { appendFileSync, createReadStream, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { FileStore } from '@tus/file-store';
import { Server, type Upload } from '@tus/server';
import { Hono } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { Recording } from '#contracts/http/recordings.ts';
import { isolationHeaders } from '#contracts/http/security.ts';

const [port = '0', dataDir = '', scripts = ''] = process.argv.slice(2);
const uploadsDir = join(dataDir, 'uploads');
mkdirSync(uploadsDir, { recursive: true });

const ledger = join(dataDir, 'recordings.json');
const recordings = new Map<string, Recording>(
  existsSync(ledger) ? (JSON.parse(readFileSync(ledger, 'utf8')) as [string, Recording][]) : [],
);
/** Statuses to answer next, by what would have happened. */
const faults: { create?: number; code?: string; finish?: number; maxBody?: number } = {};

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(path)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

async function finish(upload: Upload): Promise<{ headers: Record<string, string> }> {
  const path = join(uploadsDir, upload.id);
  const sha256 = await sha256Of(path);
  const remove = () => Promise.all([rm(path, { force: true }), rm(`${path}.json`, { force: true })]);
  const status = faults.finish ?? (sha256 === upload.metadata?.['sha256'] ? 0 : 422);
  delete faults.finish;
  if (status > 0) {
    await remove();
    throw { status_code: status, body: JSON.stringify({ status, code: 'upload.hash_mismatch' }) };
  }
  const { filename = '', title = '' } = (upload.metadata ?? {}) as Record<string, string>;
  const sizeBytes = upload.size ?? 0;
  recordings.set(sha256, {
    id: upload.id,
    sha256,
    sizeBytes,
    mimeType: 'audio/wav',
    fileName: filename,
    title,
    createdAt: Date.now(),
  });
  writeFileSync(ledger, JSON.stringify([...recordings]));
  await remove();
  return { headers: { 'Upload-Recording-Id': upload.id } };
}

const tus = new Server({
  path: '/api/uploads',
  datastore: new FileStore({ directory: uploadsDir }),
  relativeLocation: true,
  onUploadCreate: (_request, upload) => {
    if (recordings.has(upload.metadata?.['sha256'] ?? '')) throw { status_code: 409, body: 'stored' };
    const { create, code } = faults;
    delete faults.create;
    if (create) throw { status_code: create, body: JSON.stringify({ status: create, code }) };
    return Promise.resolve({});
  },
  onUploadFinish: (_request, upload) => finish(upload),
});

const page = (script: string) => `<!doctype html><html lang="en" data-theme="dark"><meta charset="utf-8">
<title>uploads</title>
<link rel="stylesheet" href="/ui/tokens.css"><link rel="stylesheet" href="/ui/base.css">
<link rel="stylesheet" href="/t/${script}.css">
<main><h1>Uploads</h1></main>
<script type="module" src="/t/${script}.js"></script>`;

const app = new Hono();
app.use(async (c, next) => {
  await next();
  for (const [name, value] of Object.entries(isolationHeaders)) c.res.headers.set(name, value);
});
app.get('/', (c) => c.html(page('page')));
app.get('/panels', (c) => c.html(page('panels')));
app.get('/:folder{t|ui}/:file', (c) => {
  const folder = c.req.param('folder') === 'ui' ? join(import.meta.dirname, '../../../app/ui') : scripts;
  const path = join(folder, c.req.param('file'));
  if (!existsSync(path)) return c.notFound();
  c.header('Service-Worker-Allowed', '/');
  const type = path.endsWith('.css') ? 'text/css' : 'text/javascript';
  return c.body(readFileSync(path, 'utf8'), 200, { 'Content-Type': type });
});
app.get('/api/health', (c) => c.json({ status: 'ok' }));
app.get('/api/session', (c) => {
  const name = getCookie(c, 'user');
  return c.json({
    user: name ? { id: name, name, email: `${name}@example.org`, role: 'member' } : null,
    signups: 'open',
  });
});
app.post('/api/auth/sign-out', (c) => {
  deleteCookie(c, 'user', { path: '/' });
  return c.json({});
});
app.post('/api/auth/:way{sign-in|sign-up}/email', async (c) => {
  const { password } = (await c.req.json().catch(() => ({}))) as { password?: string };
  if (password === 'wrong password') return c.json({ status: 401, code: 'account.wrong_password' }, 401);
  setCookie(c, 'user', 'ada', { httpOnly: true, path: '/' });
  return c.json({});
});
app.get('/api/quota', (c) => {
  const usedBytes = [...recordings.values()].reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
  return c.json({ usedBytes, reservedBytes: 0, quotaBytes: 1e9, maxUploadBytes: 1e9 });
});
app.use('/api/recordings/*', async (c, next) => (getCookie(c, 'user') ? next() : c.json({}, 401)));
app.use('/api/uploads/*', async (c, next) => (getCookie(c, 'user') ? next() : c.json({}, 401)));
app.get('/api/recordings/by-hash/:hash', (c) => {
  const found = recordings.get(c.req.param('hash'));
  return found ? c.json(found) : c.json({ status: 404, code: 'http.not_found' }, 404);
});
app.post('/control', async (c) => {
  Object.assign(faults, await c.req.json());
  return c.json({});
});
app.all('/api/uploads/*', async (c) => {
  // As a proxy in front of a server does.
  if (Number(c.req.header('Content-Length') ?? 0) > (faults.maxBody ?? Infinity)) return c.text('too large', 413);
  let bytes = 0;
  const count = new TransformStream<Uint8Array, Uint8Array>({
    transform: (chunk, controller) => {
      bytes += chunk.byteLength;
      controller.enqueue(chunk);
    },
  });
  const { raw } = c.req;
  const body = raw.body ? { body: raw.body.pipeThrough(count), duplex: 'half' } : {};
  const request = new Request(raw.url, { method: raw.method, headers: raw.headers, ...body });
  const response = await tus.handleWeb(request);
  const offset = Number(raw.headers.get('Upload-Offset') ?? -1);
  const line = { method: raw.method, path: c.req.path, offset, bytes, status: response.status };
  appendFileSync(join(dataDir, 'requests.jsonl'), `${JSON.stringify(line)}\n`);
  return response;
});

serve({ fetch: app.fetch, port: Number(port), hostname: '127.0.0.1' }, (address) =>
  console.log(`port ${address.port}`),
);
