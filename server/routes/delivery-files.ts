import { createHash } from 'node:crypto';
import type { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { describeRoute } from 'hono-openapi';
import * as v from 'valibot';
import { AppError } from '#contracts/errors/app-error.ts';
import { COVER_MAX_BYTES } from '#contracts/http/deliveries.ts';
import { Sha256 } from '#contracts/http/recordings.ts';
import { findMaster } from '#server/db/label-members.ts';
import { usageOf } from '#server/db/uploads.ts';
import type { Distribution } from '#server/jobs/deliveries/distribution.ts';
import { coverKeyOf } from '#server/jobs/deliveries/files.ts';
import type { Env } from '#server/middleware/env.ts';
import { needs } from '#server/middleware/label.ts';
import { problem } from '#server/middleware/problem.ts';
import type { DeliveryRoutesOptions } from './deliveries.ts';
import { problems } from './describe.ts';

/** Files of a label, named by their SHA-256: whether its masters are here, and covers, which are small and go whole. */
export function fileRoutes(
  app: Hono<Env>,
  on: () => Distribution,
  { store, orm, quotaBytes }: Pick<DeliveryRoutesOptions, 'store' | 'orm' | 'quotaBytes'>,
): void {
  const limited = bodyLimit({ maxSize: COVER_MAX_BYTES, onError: (c) => problem(c, 413, 'upload.too_large') });
  const described = (summary: string, ...errors: readonly number[]) =>
    describeRoute({ summary, responses: { 204: { description: 'It is here' }, ...problems(...errors) } });
  const hashOf = (text: string | undefined) => {
    const parsed = v.safeParse(Sha256, text);
    if (!parsed.success) throw new AppError('http.not_found');
    return parsed.output;
  };
  app.get('/masters/:sha256', described('Whether a master is here', 401, 404), async (c) => {
    on();
    if (!(await findMaster(orm, c.get('label').id, hashOf(c.req.param('sha256')))))
      throw new AppError('http.not_found');
    return c.body(null, 204);
  });
  app.get('/covers/:sha256', described('Whether a cover is here', 401, 404), async (c) => {
    on();
    const size = await store.size(coverKeyOf(c.get('label').id, hashOf(c.req.param('sha256'))));
    if (size === null) throw new AppError('http.not_found');
    return c.body(null, 204);
  });
  app.put(
    '/covers/:sha256',
    described('Send a cover', 401, 403, 404, 413, 415, 422),
    needs('deliver'),
    limited,
    async (c) => {
      on();
      const sha256 = hashOf(c.req.param('sha256'));
      const bytes = new Uint8Array(await c.req.arrayBuffer());
      if (!isImage(bytes)) throw new AppError('upload.type', { fileName: 'cover' });
      if (createHash('sha256').update(bytes).digest('hex') !== sha256) {
        throw new AppError('upload.hash_mismatch', { fileName: 'cover' });
      }
      const { usedBytes, reservedBytes } = await usageOf(orm, c.get('label').id);
      if (quotaBytes !== null && usedBytes + reservedBytes + bytes.length > quotaBytes)
        throw new AppError('upload.quota');
      await store.write(coverKeyOf(c.get('label').id, sha256), bytes);
      return c.body(null, 204);
    },
  );
}

/** By its first bytes: PNG, JPEG or GIF, as distributors take them. */
function isImage(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 8)).toString('latin1');
  return head.startsWith('\x89PNG\r\n\x1a\n') || head.startsWith('\xff\xd8\xff') || /^GIF8[79]a/.test(head);
}
