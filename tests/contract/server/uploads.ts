import { appendFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Quota } from '#contracts/http/recordings.ts';
import type { Database } from '#server/db/open.ts';
import { createServices } from '#server/services.ts';
import { reconcile } from '#server/uploads/reconcile.ts';
import { locationOf, startApi, storedFiles, type TestApi, type Visitor } from '../../support/api.ts';
import { sha256Of, wavFile } from '../../support/audio-files.ts';

const DAY_MS = 86_400_000;

export function uploadSuite(database: () => Database): void {
  describe('uploads', () => {
    let api: TestApi;
    let ada: Visitor;
    const quota = async () => (await (await ada.fetch('/api/quota')).json()) as Quota;
    const begin = async (bytes: Uint8Array<ArrayBuffer>, visitor = ada) =>
      locationOf(await visitor.create(bytes.byteLength, { sha256: sha256Of(bytes), filename: 'a.wav' }));

    beforeEach(async () => {
      api = await startApi(database());
      ada = await api.user('Ada');
    });
    afterEach(() => api.close());

    it('says what it can do', async () => {
      const response = await api.visitor().fetch('/api/uploads', { method: 'OPTIONS' });
      expect(response.status).toBe(204);
      expect(response.headers.get('Tus-Version')).toBe('1.0.0');
      expect(response.headers.get('Tus-Extension')).toBe('creation,creation-with-upload,termination,expiration');
      expect(response.headers.get('Tus-Max-Size')).toBe('4000000000');
      expect(response.headers.get('Access-Control-Allow-Origin')).toBeNull();
    });

    it('takes a file in chunks and keeps it once the last byte fits', async () => {
      const bytes = wavFile(2_500_000);
      const location = await begin(bytes);
      let response = new Response();
      for (let offset = 0; offset < bytes.byteLength; offset += 1_000_000) {
        const head = await ada.head(location);
        expect(head.headers.get('Upload-Offset')).toBe(String(offset));
        expect(Date.parse(head.headers.get('Upload-Expires') ?? '')).toBeGreaterThan(Date.now() + 6 * DAY_MS);
        response = await ada.patch(location, offset, bytes.slice(offset, offset + 1_000_000));
        expect(response.status).toBe(204);
      }
      const id = response.headers.get('Upload-Recording-Id');
      expect(await ada.recordings()).toMatchObject([{ id, sha256: sha256Of(bytes), fileName: 'a.wav' }]);
      const [object = ''] = storedFiles(api.dataDir).filter((path) => !path.endsWith('.json'));
      expect(sha256Of(readFileSync(join(api.dataDir, object)))).toBe(sha256Of(bytes));
      expect(storedFiles(api.dataDir)).toHaveLength(2);
      expect(await quota()).toMatchObject({ usedBytes: 2_500_000, reservedBytes: 0 });
    });

    it('remembers what an upload became, for a client whose answer was lost', async () => {
      const bytes = wavFile(10_000);
      const location = await begin(bytes);
      const id = (await ada.patch(location, 0, bytes)).headers.get('Upload-Recording-Id') ?? '?';
      const complete = { 'upload-offset': '10000', 'upload-recording-id': id };
      const head = await ada.head(location);
      expect(head.status).toBe(200);
      expect(Object.fromEntries(head.headers)).toMatchObject({ ...complete, 'upload-length': '10000' });
      const again = await ada.patch(location, 10_000, new Uint8Array(0));
      expect(again.status).toBe(204);
      expect(Object.fromEntries(again.headers)).toMatchObject(complete);
      expect((await ada.patch(location, 0, bytes)).status).toBe(409);
      expect((await (await api.user('Eve')).head(location)).status).toBe(404);
      expect(await ada.recordings()).toHaveLength(1);
      await ada.fetch(`/api/recordings/${id}`, { method: 'DELETE' });
      expect((await ada.head(location)).status).toBe(404);
    });

    it('makes the checks that a crash left out when the client asks where it stands', async () => {
      const bytes = wavFile(10_000);
      const [good, bad] = [await begin(bytes), await begin(wavFile(10_000, 2))];
      const file = (location: string) => join(api.dataDir, 'uploads', location.split('/').at(-1) ?? '');
      for (const location of [good, bad]) writeFileSync(file(location), bytes);
      const head = await ada.head(good);
      expect(head.headers.get('Upload-Offset')).toBe('10000');
      const [recording] = await ada.recordings();
      expect(recording).toMatchObject({ id: head.headers.get('Upload-Recording-Id'), sha256: sha256Of(bytes) });
      expect((await ada.head(bad)).status).toBe(422);
      expect((await ada.head(bad)).status).toBe(404);
      expect(storedFiles(api.dataDir)).toHaveLength(2);
      expect(await quota()).toMatchObject({ usedBytes: 10_000, reservedBytes: 0 });
    });

    it('takes a whole file with its creation', async () => {
      const bytes = wavFile(10_000);
      const response = await ada.create(
        bytes.byteLength,
        { sha256: sha256Of(bytes) },
        { headers: { 'Content-Type': 'application/offset+octet-stream' }, body: bytes },
      );
      expect(response.status).toBe(201);
      expect(response.headers.get('Upload-Recording-Id')).toBeTruthy();
      expect(await ada.recordings()).toHaveLength(1);
    });

    it('does not let the same bytes be sent again', async () => {
      const bytes = wavFile(10_000);
      const id = (await ada.upload(bytes)).headers.get('Upload-Recording-Id');
      const again = await ada.create(bytes.byteLength, { sha256: sha256Of(bytes) });
      expect(again.status).toBe(409);
      expect(await again.json()).toMatchObject({ code: 'http.conflict', details: { recordingId: id } });
    });

    it('makes one recording of two uploads of the same bytes', async () => {
      const bytes = wavFile(10_000);
      const [first, second] = [await begin(bytes), await begin(bytes)];
      const answers = await Promise.all([ada.patch(first, 0, bytes), ada.patch(second, 0, bytes)]);
      expect(answers.map((answer) => answer.status)).toEqual([204, 204]);
      expect(await ada.recordings()).toHaveLength(1);
      expect(storedFiles(api.dataDir)).toHaveLength(2);
      expect(await quota()).toMatchObject({ usedBytes: 10_000, reservedBytes: 0 });
    });

    it('answers an empty last chunk by checking once more', async () => {
      const bytes = wavFile(10_000);
      const location = await begin(bytes);
      // As after a kill between the last byte and the check.
      const id = location.split('/').at(-1) ?? '';
      writeFileSync(join(api.dataDir, 'uploads', id), bytes);
      const response = await ada.patch(location, bytes.byteLength, new Uint8Array(0));
      expect(response.status).toBe(204);
      expect(response.headers.get('Upload-Recording-Id')).toBeTruthy();
    });

    it('keeps what arrived of a chunk that broke off', async () => {
      const bytes = wavFile(600_000);
      const location = await begin(bytes);
      const controller = new AbortController();
      let sent = 0;
      const body = new ReadableStream<Uint8Array>({
        pull: async (stream) => {
          if (sent >= 300_000) {
            await new Promise((done) => setTimeout(done, 200));
            controller.abort();
            return;
          }
          stream.enqueue(bytes.slice(sent, sent + 100_000));
          sent += 100_000;
        },
      });
      const headers = {
        ...{ 'Tus-Resumable': '1.0.0', 'Upload-Offset': '0' },
        'Content-Type': 'application/offset+octet-stream',
      };
      const init = { method: 'PATCH', headers, body, signal: controller.signal, duplex: 'half' as const };
      await expect(ada.fetch(location, init)).rejects.toThrow();
      const offset = Number((await ada.head(location)).headers.get('Upload-Offset'));
      expect(offset).toBe(300_000);
      const rest = await ada.patch(location, offset, bytes.slice(offset));
      expect(rest.headers.get('Upload-Recording-Id')).toBeTruthy();
    });

    it('checks what is on the disk when it did not see all bytes itself', async () => {
      const bytes = wavFile(100_000);
      const location = await begin(bytes);
      await ada.patch(location, 0, bytes.slice(0, 50_000));
      const file = join(api.dataDir, 'uploads', location.split('/').at(-1) ?? '');
      // As after a restart that lost and another hand that changed something.
      truncateSync(file, 40_000);
      appendFileSync(file, new Uint8Array(10_000));
      truncateSync(file, 49_999);
      const response = await ada.patch(location, 49_999, bytes.slice(49_999));
      expect(response.status).toBe(422);
      expect(storedFiles(api.dataDir)).toEqual([]);
    });

    it('throws an upload away when asked to', async () => {
      const bytes = wavFile(10_000);
      const location = await begin(bytes);
      await ada.patch(location, 0, bytes.slice(0, 5000));
      expect((await ada.remove(location)).status).toBe(204);
      expect(storedFiles(api.dataDir)).toEqual([]);
      expect(await quota()).toMatchObject({ reservedBytes: 0 });
      expect((await ada.head(location)).status).toBe(404);
    });

    it('forgets uploads that nobody went on with, and no others', async () => {
      const idle = await begin(wavFile(10_000, 1));
      const busy = await begin(wavFile(10_000, 2));
      const { expiry } = api.deps.uploads;
      await expiry.touch(busy.split('/').at(-1) ?? '', Date.now() + 5 * DAY_MS);
      const whole = wavFile(10_000, 3);
      const done = await begin(whole);
      await ada.patch(done, 0, whole);
      expect(await expiry.sweep(Date.now() + 8 * DAY_MS)).toBe(1);
      expect((await ada.head(done)).status).toBe(404);
      expect((await ada.head(idle)).status).toBe(404);
      expect((await ada.head(busy)).status).toBe(200);
      expect(await ada.recordings()).toHaveLength(1);
      expect(await quota()).toMatchObject({ usedBytes: 10_000, reservedBytes: 10_000 });
    });

    it('sweeps files that belong to no upload', async () => {
      writeFileSync(join(api.dataDir, 'uploads', 'left-behind'), 'x');
      writeFileSync(join(api.dataDir, 'uploads', 'left-behind.json'), '{}');
      const { expiry } = api.deps.uploads;
      expect(await expiry.sweep()).toBe(0);
      expect(await expiry.sweep(Date.now() + 8 * DAY_MS)).toBe(1);
      expect(storedFiles(api.dataDir)).toEqual([]);
    });
  });

  describe('what a crash leaves', () => {
    let api: TestApi;
    let ada: Visitor;
    beforeEach(async () => {
      api = await startApi(database());
      ada = await api.user('Ada');
    });
    afterEach(() => api.close());

    it('is made whole from sidecars, once', async () => {
      const bytes = wavFile(10_000);
      await ada.upload(bytes, { title: 'kept' });
      const [before] = await ada.recordings();
      const { orm } = database();
      const { store } = api.deps;
      await orm.execute('delete from recordings');
      expect(await ada.recordings()).toEqual([]);
      expect(await reconcile(orm, store)).toMatchObject({ restored: 1, dropped: 0 });
      expect(await ada.recordings()).toEqual([before]);
      expect(Object.values(await reconcile(orm, store))).toEqual([0, 0, 0, 0, 0, 0]);
    });

    it('between bytes and sidecar is finished by the next try', async () => {
      const bytes = wavFile(10_000);
      const sha256 = sha256Of(bytes);
      const location = locationOf(await ada.create(bytes.byteLength, { sha256 }));
      const { store, database: db } = api.deps;
      const write = store.write.bind(store);
      store.write = () => Promise.reject(new Error('killed here'));
      expect((await ada.patch(location, 0, bytes)).status).toBe(500);
      store.write = write;
      await reconcile(db.orm, store);
      expect((await ada.fetch(`/api/recordings/by-hash/${sha256}`)).status).toBe(404);
      expect((await ada.head(location)).headers.get('Upload-Recording-Id')).toBeTruthy();
      expect(storedFiles(api.dataDir)).toHaveLength(2);
    });

    it('loses a row whose bytes are gone, and writes a missing sidecar again', async () => {
      await ada.upload(wavFile(10_000, 1), { title: 'gone' });
      await ada.upload(wavFile(10_000, 2), { title: 'bare' });
      const { store, database: db } = api.deps;
      const keys = new Map((await ada.recordings()).map((one) => [one.title, one.sha256]));
      for await (const { name } of store.list('recordings/')) {
        if (name.endsWith(keys.get('gone') ?? '?')) await store.remove(name);
        if (name.endsWith(`${keys.get('bare')}.json`)) await store.remove(name);
      }
      expect(await reconcile(db.orm, store)).toMatchObject({ dropped: 1, rewritten: 1 });
      expect((await ada.recordings()).map((one) => one.title)).toEqual(['bare']);
      await db.orm.execute('delete from recordings');
      expect(await reconcile(db.orm, store)).toMatchObject({ restored: 1 });
    });

    it('sweeps bytes that never became a recording, after a day', async () => {
      const { store, database: db } = api.deps;
      await store.write('recordings/nobody/orphan', 'bytes');
      expect(await reconcile(db.orm, store)).toMatchObject({ swept: 0 });
      expect(await reconcile(db.orm, store, Date.now() + 2 * DAY_MS)).toMatchObject({ swept: 1 });
      expect(storedFiles(api.dataDir)).toEqual([]);
    });

    it('gives the new owner of an emptied server what the old account with that address had', async () => {
      await ada.upload(wavFile(10_000));
      const [before] = await ada.recordings();
      const { orm } = database();
      await orm.execute('truncate "user" cascade');
      const { store, settings, log } = api.deps;
      const again = await createServices({ settings, database: database(), store, log, secret: 's'.repeat(32) });
      // The copies of the accounts bring her back with her password, unless they are lost as well.
      const signIn = { email: 'ada@example.org', password: 'correct horse battery' };
      if (database().engine === 'embedded') {
        expect((await again.accounts.signIn(signIn, new Headers())).status).toBe(200);
        await orm.execute('truncate "user" cascade');
      }
      const user = { name: 'Ada', ...signIn };
      await again.accounts.signUp(user, new Headers());
      const back = api.visitor();
      await back.signIn(signIn.email);
      expect(await back.recordings()).toEqual([before]);
      const eve = await api.user('Eve');
      expect(await eve.recordings()).toEqual([]);
    });
  });
}
