import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { Upload } from '@tus/server';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FileObjects } from '#server/integrations/object-store/files.ts';
import { sha256Of } from '../../tests/support/audio-files.ts';
import { HashedUploads } from './hashed-uploads.ts';

describe('HashedUploads', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wavefoundry-hash-'));
  let hashed: HashedUploads;
  let count = 0;
  beforeAll(async () => {
    hashed = new HashedUploads((await FileObjects.open(folder)).uploads);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const create = async (size: number) => {
    const id = `upload${(count += 1)}`;
    await hashed.create(new Upload({ id, size, offset: 0 }));
    return id;
  };

  it('knows the hash of what arrived in pieces of any size, some of them broken off', async () => {
    const piece = fc.record({ bytes: fc.uint8Array({ minLength: 1, maxLength: 200 }), breaks: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 8 }), async (pieces) => {
        const id = await create(10_000);
        let offset = 0;
        for (const { bytes, breaks } of pieces) {
          const source = breaks ? Readable.from(broken(bytes)) : Readable.from([Buffer.from(bytes)]);
          await hashed.write(source, id, offset).catch(() => undefined);
          offset = (await hashed.getUpload(id)).offset;
        }
        const stored = readFileSync(join(folder, 'uploads', id));
        const digest = hashed.digest(id, stored.byteLength);
        // Not knowing is allowed after a break; being wrong never.
        if (digest !== null) expect(digest).toBe(sha256Of(stored));
        else expect(pieces.some((one) => one.breaks)).toBe(true);
        expect(hashed.digest(id, stored.byteLength + 1)).toBeNull();
      }),
      { numRuns: 40 },
    );
  });

  it('knows nothing about uploads that it did not see from their first byte', async () => {
    const id = await create(8);
    await hashed.write(Readable.from([Buffer.from('1234')]), id, 0);
    hashed.forget(id);
    await hashed.write(Readable.from([Buffer.from('5678')]), id, 4);
    expect(hashed.digest(id, 8)).toBeNull();
    expect(hashed.digest(id, 4)).toBeNull();
  });
});

function* broken(bytes: Uint8Array): Generator<Buffer> {
  yield Buffer.from(bytes);
  throw new Error('the line broke');
}
