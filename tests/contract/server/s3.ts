import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '#server/db/open.ts';
import { S3Objects } from '#server/integrations/object-store/s3.ts';
import { reconcile } from '#server/uploads/reconcile.ts';
import { locationOf, startApi, type TestApi, type Visitor } from '../../support/api.ts';
import { sha256Of, wavFile } from '../../support/audio-files.ts';
import { type S3Double, startS3 } from '../../support/s3/server.ts';

export function uploadsOnS3Suite(database: () => Database): void {
  describe('uploads', () => {
    let double: S3Double;
    let api: TestApi;
    let ada: Visitor;
    beforeEach(async () => {
      double = await startS3();
      const keys = { region: 'test', accessKeyId: 'id', secretAccessKey: 'key' };
      api = await startApi(database(), {
        store: new S3Objects({ bucket: double.name, endpoint: double.url, ...keys }),
      });
      ada = await api.user('Ada');
    });
    afterEach(async () => {
      await api.close();
      await double.close();
    });

    it('end as one object and its sidecar, and come back as they were', async () => {
      const bytes = wavFile(13_000_000);
      const sha256 = sha256Of(bytes);
      const location = locationOf(await ada.create(bytes.byteLength, { sha256, filename: 'a.wav' }));
      let response = new Response();
      for (let offset = 0; offset < bytes.byteLength; offset += 3_000_000) {
        expect((await ada.head(location)).headers.get('Upload-Offset')).toBe(String(offset));
        response = await ada.patch(location, offset, bytes.slice(offset, offset + 3_000_000));
        expect(response.status).toBe(204);
      }
      const id = response.headers.get('Upload-Recording-Id');
      expect([...double.bucket.objects.keys()].sort()).toEqual([
        expect.stringMatching(new RegExp(`^recordings/\\w+/${sha256}$`)),
        expect.stringMatching(new RegExp(`^recordings/\\w+/${sha256}\\.json$`)),
      ]);
      expect(double.bucket.multiparts.size).toBe(0);
      const audio = await ada.fetch(`/api/recordings/${id}/audio`, { headers: { Range: 'bytes=12000000-' } });
      expect(audio.status).toBe(206);
      expect(sha256Of(new Uint8Array(await audio.arrayBuffer()))).toBe(sha256Of(bytes.slice(12_000_000)));
      const [before] = await ada.recordings();
      await database().orm.execute('delete from recordings');
      expect(await reconcile(database().orm, api.deps.store)).toMatchObject({ restored: 1 });
      expect(await ada.recordings()).toEqual([before]);
      expect((await ada.fetch(`/api/recordings/${id}`, { method: 'DELETE' })).status).toBe(204);
      expect(double.bucket.objects.size).toBe(0);
    });

    it('leave nothing when refused or thrown away', async () => {
      const wrong = await ada.upload(wavFile(6_000_000), { sha256: 'a'.repeat(64) });
      expect(wrong.status).toBe(422);
      expect((await ada.upload(new Uint8Array(6_000_000))).status).toBe(415);
      const bytes = wavFile(7_000_000);
      const location = locationOf(await ada.create(bytes.byteLength, { sha256: sha256Of(bytes) }));
      await ada.patch(location, 0, bytes.slice(0, 6_000_000));
      expect((await ada.remove(location)).status).toBe(204);
      expect((await ada.head(location)).status).toBe(404);
      expect(double.bucket.objects.size).toBe(0);
      expect(double.bucket.multiparts.size).toBe(0);
    });

    it('are finished by the next question after a crash before the check', async () => {
      const bytes = wavFile(6_000_000);
      const location = locationOf(await ada.create(bytes.byteLength, { sha256: sha256Of(bytes) }));
      const { store } = api.deps;
      const adopt = store.adopt.bind(store);
      store.adopt = () => Promise.reject(new Error('killed here'));
      expect((await ada.patch(location, 0, bytes)).status).toBe(500);
      store.adopt = adopt;
      const head = await ada.head(location);
      expect(head.headers.get('Upload-Offset')).toBe('6000000');
      expect(head.headers.get('Upload-Recording-Id')).toBeTruthy();
      expect(await ada.recordings()).toHaveLength(1);
    });

    it('say so when the bucket does not answer', async () => {
      const bytes = wavFile(10_000);
      const id = (await ada.upload(bytes)).headers.get('Upload-Recording-Id');
      await double.close();
      expect((await ada.fetch('/api/health')).status).toBe(503);
      expect((await ada.fetch(`/api/recordings/${id}/audio`)).status).toBe(500);
      double = await startS3();
    });
  });
}
