import { createAdaptorServer } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { Bucket, S3Error, type StoredObject } from './bucket.ts';
import { textsOf, xml } from './xml.ts';

/** How many entries a listing gives at once: few, so that clients must ask for the next page. */
const PAGE = 3;

/** What speaks S3 over HTTP for tests: one bucket in memory, signatures not checked. */
export interface S3Double {
  readonly url: string;
  readonly name: string;
  readonly bucket: Bucket;
  /** `METHOD /path?query` of every request. */
  readonly requests: string[];
  close(): Promise<void>;
}

export async function startS3(): Promise<S3Double> {
  const bucket = new Bucket();
  const name = 'audio';
  const requests: string[] = [];
  const app = new Hono();
  app.use(async (c, next) => {
    requests.push(`${c.req.method} ${new URL(c.req.url).pathname}${new URL(c.req.url).search}`);
    await next();
  });
  app.onError((error, c) => {
    const status = error instanceof S3Error ? error.status : 500;
    const code = error instanceof S3Error ? error.message : 'InternalError';
    return c.body(xml('Error', { Code: code, Message: code }), status as 400, { 'Content-Type': 'application/xml' });
  });
  app.all(`/${name}/`, (c) => onBucket(c, bucket, name));
  app.all(`/${name}`, (c) => onBucket(c, bucket, name));
  app.all(`/${name}/:key{.+}`, (c) => onObject(c, bucket, name));
  app.all('*', () => {
    throw new S3Error('NoSuchBucket', 404);
  });
  const server = createAdaptorServer({ fetch: app.fetch }) as Server;
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ...{ name, bucket, requests },
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

const document = (c: Context, text: string) => c.body(text, 200, { 'Content-Type': 'application/xml' });

function onBucket(c: Context, bucket: Bucket, name: string): Response {
  if (c.req.method === 'HEAD') return c.body(null, 200);
  if (c.req.query('uploads') !== undefined) {
    const marker = c.req.query('upload-id-marker') ?? '';
    const all = [...bucket.multiparts].sort(([a], [b]) => (a < b ? -1 : 1)).filter(([id]) => id > marker);
    const page = all.slice(0, PAGE);
    const last = page.at(-1);
    const Upload = page.map(([UploadId, { key, begunAt }]) => ({ Key: key, UploadId, Initiated: begunAt }));
    const next = last ? { NextKeyMarker: last[1].key, NextUploadIdMarker: last[0] } : {};
    return document(
      c,
      xml('ListMultipartUploadsResult', { Bucket: name, IsTruncated: all.length > PAGE, ...next, Upload }),
    );
  }
  const prefix = c.req.query('prefix') ?? '';
  const after = c.req.query('continuation-token') ?? '';
  const all = [...bucket.objects].sort(([a], [b]) => (a < b ? -1 : 1)).filter(([key]) => key.startsWith(prefix));
  const rest = all.filter(([key]) => key > after);
  const page = rest.slice(0, PAGE);
  const Contents = page.map(([Key, object]) => ({
    ...{ Key, Size: object.bytes.byteLength, LastModified: object.changedAt },
  }));
  const next = rest.length > PAGE ? { NextContinuationToken: page.at(-1)?.[0] ?? '' } : {};
  return document(c, xml('ListBucketResult', { Name: name, IsTruncated: rest.length > PAGE, ...next, Contents }));
}

async function onObject(c: Context, bucket: Bucket, name: string): Promise<Response> {
  const key = c.req.param('key') ?? '';
  const uploadId = c.req.query('uploadId');
  switch (c.req.method) {
    case 'PUT':
      return put(c, bucket, name, key);
    case 'POST': {
      if (uploadId === undefined) {
        return document(
          c,
          xml('InitiateMultipartUploadResult', { Bucket: name, Key: key, UploadId: bucket.begin(key) }),
        );
      }
      const text = await c.req.text();
      const etags = textsOf(text, 'ETag').map((etag) => etag.replaceAll('"', ''));
      const wanted = textsOf(text, 'PartNumber').map((number, index) => ({
        ...{ number: Number(number), etag: etags[index] ?? '' },
      }));
      const { etag } = bucket.complete(uploadId, key, wanted);
      return document(c, xml('CompleteMultipartUploadResult', { Bucket: name, Key: key, ETag: `"${etag}"` }));
    }
    case 'DELETE':
      if (uploadId === undefined) bucket.objects.delete(key);
      else {
        bucket.multipart(uploadId, key);
        bucket.multiparts.delete(uploadId);
      }
      return c.body(null, 204);
    default:
      return uploadId === undefined ? get(c, bucket.get(key)) : listParts(c, bucket, key, uploadId);
  }
}

async function put(c: Context, bucket: Bucket, name: string, key: string): Promise<Response> {
  const source = c.req.header('x-amz-copy-source');
  const copied = source === undefined ? null : bucket.get(decodeURIComponent(source).slice(name.length + 1));
  const bytes = copied ? rangeOf(copied.bytes, c.req.header('x-amz-copy-source-range')) : await body(c);
  const uploadId = c.req.query('uploadId');
  let etag: string;
  if (uploadId !== undefined) etag = bucket.putPart(uploadId, key, Number(c.req.query('partNumber')), bytes);
  else etag = bucket.put(key, bytes, metadataOf(c)).etag;
  if (!copied) return c.body(null, 200, { ETag: `"${etag}"` });
  const root = uploadId === undefined ? 'CopyObjectResult' : 'CopyPartResult';
  return document(c, xml(root, { ETag: `"${etag}"`, LastModified: new Date() }));
}

function metadataOf(c: Context): Record<string, string> {
  return Object.fromEntries(Object.entries(c.req.header()).filter(([header]) => header.startsWith('x-amz-meta-')));
}

function get(c: Context, object: StoredObject): Response {
  const range = c.req.header('Range');
  const bytes = rangeOf(object.bytes, range);
  const headers = {
    'Content-Length': String(bytes.byteLength),
    'Last-Modified': object.changedAt.toUTCString(),
    ETag: `"${object.etag}"`,
    ...object.metadata,
  };
  const status = range === undefined ? 200 : 206;
  return new Response(c.req.method === 'HEAD' ? null : new Uint8Array(bytes), { status, headers });
}

function listParts(c: Context, bucket: Bucket, key: string, uploadId: string): Response {
  const after = Number(c.req.query('part-number-marker') ?? 0);
  const parts = [...bucket.multipart(uploadId, key).parts].sort(([a], [b]) => a - b).filter(([n]) => n > after);
  const page = parts.slice(0, PAGE);
  const Part = page.map(([PartNumber, { bytes, etag }]) => ({ PartNumber, ETag: `"${etag}"`, Size: bytes.byteLength }));
  const next = parts.length > PAGE ? { NextPartNumberMarker: page.at(-1)?.[0] ?? 0 } : {};
  return document(
    c,
    xml('ListPartsResult', { Key: key, UploadId: uploadId, IsTruncated: parts.length > PAGE, ...next, Part }),
  );
}

function rangeOf(bytes: Uint8Array, header: string | undefined): Uint8Array {
  const [, start, end] = /^bytes=(\d+)-(\d+)$/.exec(header ?? '') ?? [];
  if (start === undefined) return bytes;
  if (Number(start) >= bytes.byteLength) throw new S3Error('InvalidRange', 416);
  return bytes.subarray(Number(start), Number(end) + 1);
}

/** The body, out of its `aws-chunked` frames when it came in such. */
async function body(c: Context): Promise<Uint8Array> {
  const raw = Buffer.from(await c.req.arrayBuffer());
  const isChunked =
    (c.req.header('content-encoding') ?? '').includes('aws-chunked') ||
    (c.req.header('x-amz-content-sha256') ?? '').startsWith('STREAMING');
  if (!isChunked) return raw;
  const out: Buffer[] = [];
  for (let at = 0; ;) {
    const lineEnd = raw.indexOf('\r\n', at);
    const length = Number.parseInt(raw.toString('latin1', at, lineEnd), 16);
    if (!length) return Buffer.concat(out);
    out.push(raw.subarray(lineEnd + 2, lineEnd + 2 + length));
    at = lineEnd + 4 + length;
  }
}
