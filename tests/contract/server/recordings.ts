import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Quota, RecordingPage } from '#contracts/http/recordings.ts';
import type { Database } from '#server/db/open.ts';
import { problemOf, startApi, storedFiles, type TestApi, type Visitor } from '../../support/api.ts';
import { sha256Of, wavFile } from '../../support/audio-files.ts';

const pageOf = async (response: Response) => (await response.json()) as RecordingPage;

export function recordingSuite(database: () => Database): void {
  describe('recordings', () => {
    let api: TestApi;
    let ada: Visitor;
    beforeEach(async () => {
      api = await startApi(database());
      ada = await api.user('Ada');
    });
    afterEach(() => api.close());

    it('lists them newest first, page by page, each once', async () => {
      for (let seed = 1; seed <= 5; seed++) await ada.upload(wavFile(1000, seed), { title: `take ${seed}` });
      const titles: string[] = [];
      let cursor: string | null = null;
      let pages = 0;
      do {
        const query: string = cursor ? `&cursor=${cursor}` : '';
        const page = await pageOf(await ada.fetch(`/api/recordings?limit=2${query}`));
        titles.push(...page.recordings.map((recording) => recording.title));
        cursor = page.nextCursor;
        pages += 1;
      } while (cursor);
      expect(titles).toEqual(['take 5', 'take 4', 'take 3', 'take 2', 'take 1']);
      expect(pages).toBe(3);
    });

    it.each(['limit=0', 'limit=-1', 'limit=9999', 'limit=x', 'cursor=%00', 'cursor=bm9wZQ'])(
      'refuses %s',
      async (query) => {
        const response = await ada.fetch(`/api/recordings?${query}`);
        expect(response.status).toBe(400);
        expect(await problemOf(response)).toMatchObject({ code: 'http.bad_request' });
      },
    );

    it('tells by its hash whether something is stored', async () => {
      const bytes = wavFile(2000);
      const path = `/api/recordings/by-hash/${sha256Of(bytes)}`;
      expect((await ada.fetch(path)).status).toBe(404);
      await ada.upload(bytes, { filename: 'a.wav', title: 'A' });
      const found = await (await ada.fetch(path)).json();
      expect(found).toEqual({
        id: expect.any(String),
        sha256: sha256Of(bytes),
        sizeBytes: 2000,
        mimeType: 'audio/wav',
        fileName: 'a.wav',
        title: 'A',
        createdAt: expect.any(Number),
      });
      expect((await ada.fetch('/api/recordings/by-hash/nonsense')).status).toBe(404);
    });

    it('gives back the same bytes, whole and in ranges', async () => {
      const bytes = wavFile(300_000);
      const id = (await ada.upload(bytes, { filename: 'Ä "take".wav' })).headers.get('Upload-Recording-Id');
      const path = `/api/recordings/${id}/audio`;
      const whole = await ada.fetch(path);
      expect(whole.status).toBe(200);
      expect(whole.headers.get('ETag')).toBe(`"${sha256Of(bytes)}"`);
      expect(whole.headers.get('Content-Type')).toBe('audio/wav');
      expect(whole.headers.get('X-Content-Type-Options')).toBe('nosniff');
      expect(whole.headers.get('Content-Disposition')).toBe(
        `attachment; filename="_ _take_.wav"; filename*=UTF-8''%C3%84%20%22take%22.wav`,
      );
      expect(sha256Of(new Uint8Array(await whole.arrayBuffer()))).toBe(sha256Of(bytes));
      const part = await ada.fetch(path, { headers: { Range: 'bytes=100000-199999' } });
      expect(part.status).toBe(206);
      expect(part.headers.get('Content-Range')).toBe('bytes 100000-199999/300000');
      expect(new Uint8Array(await part.arrayBuffer())).toEqual(bytes.slice(100_000, 200_000));
      const behind = await ada.fetch(path, { headers: { Range: 'bytes=300000-' } });
      expect(behind.status).toBe(416);
      expect(behind.headers.get('Content-Range')).toBe('bytes */300000');
      const head = await ada.fetch(path, { method: 'HEAD' });
      expect(head.headers.get('Content-Length')).toBe('300000');
      const tag = { 'If-None-Match': `"${sha256Of(bytes)}"` };
      expect((await ada.fetch(path, { headers: tag })).status).toBe(304);
      const stale = { Range: 'bytes=0-9', 'If-Range': '"other"' };
      expect((await ada.fetch(path, { headers: stale })).status).toBe(200);
    });

    it('goes on when a listener hangs up in the middle', async () => {
      const bytes = wavFile(8_000_000);
      const id = (await ada.upload(bytes)).headers.get('Upload-Recording-Id');
      for (let times = 0; times < 5; times++) {
        const controller = new AbortController();
        const response = await ada.fetch(`/api/recordings/${id}/audio`, { signal: controller.signal });
        await response.body?.getReader().read();
        controller.abort();
      }
      expect((await ada.fetch(`/api/recordings/${id}`)).status).toBe(200);
    });

    it('deletes a recording with all that is stored of it', async () => {
      const bytes = wavFile(5000);
      const id = (await ada.upload(bytes)).headers.get('Upload-Recording-Id');
      expect(storedFiles(api.dataDir)).toHaveLength(2);
      expect((await ada.fetch(`/api/recordings/${id}`, { method: 'DELETE' })).status).toBe(204);
      expect(storedFiles(api.dataDir)).toEqual([]);
      expect(await ada.recordings()).toEqual([]);
      expect((await ada.fetch(`/api/recordings/${id}`, { method: 'DELETE' })).status).toBe(404);
      expect((await ada.upload(bytes)).status).toBe(204);
    });

    it('hides what belongs to others, and keeps their equal bytes apart', async () => {
      const bytes = wavFile(4000);
      const id = (await ada.upload(bytes)).headers.get('Upload-Recording-Id');
      const bob = await api.user('Bob');
      for (const path of [`/api/recordings/${id}`, `/api/recordings/${id}/audio`]) {
        expect((await bob.fetch(path)).status).toBe(404);
      }
      expect((await bob.fetch(`/api/recordings/by-hash/${sha256Of(bytes)}`)).status).toBe(404);
      expect((await bob.fetch(`/api/recordings/${id}`, { method: 'DELETE' })).status).toBe(404);
      const own = await bob.upload(bytes);
      expect(own.status).toBe(204);
      expect(own.headers.get('Upload-Recording-Id')).not.toBe(id);
      await bob.fetch(`/api/recordings/${own.headers.get('Upload-Recording-Id')}`, { method: 'DELETE' });
      expect((await ada.fetch(`/api/recordings/${id}/audio`)).status).toBe(200);
    });

    it('counts what is used and what is promised', async () => {
      await ada.upload(wavFile(5000));
      await ada.create(700, { sha256: '0'.repeat(64) });
      const quota = (await (await ada.fetch('/api/quota')).json()) as Quota;
      expect(quota).toEqual({
        usedBytes: 5000,
        reservedBytes: 700,
        quotaBytes: api.settings.quotaBytes,
        maxUploadBytes: api.settings.maxUploadBytes,
      });
    });
  });
}
