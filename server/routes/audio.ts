import { Readable } from 'node:stream';
import type { Context } from 'hono';
import type { RecordingRecord } from '#server/db/recordings.ts';
import type { ObjectStore } from '#server/integrations/object-store/port.ts';
import type { Env } from '#server/middleware/env.ts';
import { problem } from '#server/middleware/problem.ts';
import { parseRange } from './range.ts';

/** Streams a recording or a range of it. Its hash is its entity tag: the bytes of a recording never change. */
export async function streamAudio(c: Context<Env>, store: ObjectStore, record: RecordingRecord): Promise<Response> {
  const etag = `"${record.sha256}"`;
  const headers = new Headers({
    'Content-Type': record.mimeType,
    'Content-Disposition': disposition(record.fileName, record.sha256),
    'Accept-Ranges': 'bytes',
    'Cache-Control': 'private, max-age=31536000, immutable',
    'Last-Modified': new Date(record.createdAt).toUTCString(),
    ETag: etag,
  });
  if (matches(c.req.header('If-None-Match'), etag)) return new Response(null, { status: 304, headers });
  const condition = c.req.header('If-Range');
  const wanted = condition === undefined || condition === etag ? c.req.header('Range') : undefined;
  const range = parseRange(wanted, record.sizeBytes);
  if (range === 'unsatisfiable') {
    return problem(c, 416, 'http.bad_request', {}, { 'Content-Range': `bytes */${record.sizeBytes}` });
  }
  const length = range ? range.end - range.start + 1 : record.sizeBytes;
  headers.set('Content-Length', String(length));
  if (range) headers.set('Content-Range', `bytes ${range.start}-${range.end}/${record.sizeBytes}`);
  const status = range ? 206 : 200;
  if (c.req.method === 'HEAD') return new Response(null, { status, headers });
  const stream = await store.read(record.storageKey, range ?? undefined);
  return new Response(Readable.toWeb(stream) as ReadableStream<Uint8Array>, { status, headers });
}

function matches(header: string | undefined, etag: string): boolean {
  const tags = header?.split(',').map((tag) => tag.trim().replace(/^W\//, '')) ?? [];
  return tags.includes(etag) || tags.includes('*');
}

/** Never shown as a page: always a download, with a plain name for old readers and the real one for all others. */
function disposition(fileName: string, sha256: string): string {
  const name = fileName || sha256.slice(0, 12);
  const plain = name.replaceAll(/[^\w .()-]/g, '_');
  const encoded = encodeURIComponent(name.toWellFormed()).replaceAll(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16)}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
