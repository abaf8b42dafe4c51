import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database } from '#server/db/open.ts';
import type { Settings } from '#server/settings.ts';
import { locationOf, problemOf, startApi, storedFiles, type TestApi, type Visitor } from '../../support/api.ts';
import { sha256Of, wavFile } from '../../support/audio-files.ts';

const HASH = 'a'.repeat(64);

export function hostileSuite(database: () => Database): void {
  describe('hostile input', () => {
    let api: TestApi;
    let ada: Visitor;
    const open = async (settings: Partial<Settings> = {}) => {
      await api?.close();
      api = await startApi(database(), { settings });
      ada = await api.user('Ada');
    };
    const nothingLeft = async () => {
      expect(storedFiles(api.dataDir)).toEqual([]);
      expect(await (await ada.fetch('/api/quota')).json()).toMatchObject({ usedBytes: 0, reservedBytes: 0 });
    };

    beforeEach(() => open());
    afterEach(() => api.close());

    it('never takes a name for a path', async () => {
      const names = ['../../../etc/passwd', '..\\..\\boot.ini', '/etc/passwd', '..', '.', 'a/../b', 'C:\\x.wav'];
      const kept = ['passwd', 'boot.ini', 'passwd', '', '', 'b', 'x.wav'];
      for (const [index, filename] of names.entries()) await ada.upload(wavFile(1000, index + 1), { filename });
      const found = (await ada.recordings()).map((recording) => recording.fileName).reverse();
      expect(found).toEqual(kept);
      const outside = storedFiles(api.dataDir).filter(
        (path) => !/^objects\/recordings\/\w+\/[0-9a-f]{64}(\.json)?$/.test(path),
      );
      expect(outside).toEqual([]);
    });

    it.each([
      ['no hash', { filename: 'a.wav' }],
      ['half a hash', { sha256: 'abc' }],
      ['a path for a hash', { sha256: `../../../${'a'.repeat(55)}` }],
      ['an upper-case hash', { sha256: HASH.toUpperCase() }],
      ['a name that is too long', { sha256: HASH, filename: 'x'.repeat(256) }],
      ['a name with a line break', { sha256: HASH, filename: 'a\r\nSet-Cookie: x=y' }],
      ['a title with a NUL', { sha256: HASH, title: 'a\0b' }],
    ])('refuses metadata with %s', async (_what, metadata) => {
      const response = await ada.create(1000, metadata);
      expect(response.status).toBe(400);
      expect(await problemOf(response)).toMatchObject({ code: 'http.bad_request' });
      await nothingLeft();
    });

    it.each(['', ' ', 'sha256 %%%', 'sha256 a,sha256 b', 'nö YQ=='])('refuses metadata %j', async (value) => {
      const headers = {
        ...{ 'Tus-Resumable': '1.0.0', 'Upload-Length': '10' },
        'Upload-Metadata': Buffer.from(value).toString('latin1'),
      };
      const response = await ada.fetch('/api/uploads', { method: 'POST', headers });
      expect(response.status).toBe(400);
      await nothingLeft();
    });

    it('keeps unknown metadata nowhere', async () => {
      const location = locationOf(await ada.create(10, { sha256: HASH, owner: 'somebody', evil: 'x' }));
      const told = (await ada.head(location)).headers.get('Upload-Metadata') ?? '';
      expect(told.split(',').map((pair) => pair.split(' ')[0])).toEqual(['sha256']);
    });

    it.each(['0', '-1', '1.5', '1e3', 'x', '99999999999999999999', '0x10', ''])(
      'refuses a length of %j',
      async (length) => {
        const response = await ada.create(length, { sha256: HASH });
        expect(response.status).toBe(400);
        await nothingLeft();
      },
    );

    it('refuses to hear the length later', async () => {
      const headers = {
        ...{ 'Tus-Resumable': '1.0.0', 'Upload-Defer-Length': '1' },
        'Upload-Metadata': `sha256 ${Buffer.from(HASH).toString('base64')}`,
      };
      expect((await ada.fetch('/api/uploads', { method: 'POST', headers })).status).toBe(501);
      await nothingLeft();
    });

    it('refuses what is larger than allowed', async () => {
      await open({ maxUploadBytes: 5000 });
      const response = await ada.create(5001, { sha256: HASH });
      expect(response.status).toBe(413);
      expect(await problemOf(response)).toMatchObject({ code: 'upload.too_large' });
      await nothingLeft();
    });

    it('refuses what exceeds the quota, also when asked for at once', async () => {
      await open({ quotaBytes: 5000 });
      const asked = await Promise.all(
        Array.from({ length: 5 }, (_, index) => ada.create(2000, { sha256: String(index).repeat(64) })),
      );
      expect(asked.map((response) => response.status).sort()).toEqual([201, 201, 413, 413, 413]);
      const refused = asked.find((response) => response.status === 413) ?? new Response('{}');
      expect(await problemOf(refused)).toMatchObject({ code: 'upload.quota' });
      for (const response of asked) if (response.ok) await ada.remove(locationOf(response));
      await nothingLeft();
    });

    it.each([
      ['text', new TextEncoder().encode('<!doctype html><script>alert(1)</script>')],
      ['a program', new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0])],
      ['zeros', new Uint8Array(5000)],
      ['an image with an audio name', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10])],
    ])('refuses %s', async (_what, bytes) => {
      const response = await ada.upload(bytes, { filename: 'song.wav', filetype: 'audio/wav' });
      expect(response.status).toBe(415);
      expect(await problemOf(response)).toMatchObject({ code: 'upload.type' });
      await nothingLeft();
    });

    it('refuses bytes of another hash, with and without the creation', async () => {
      const bytes = wavFile(5000);
      const later = await ada.upload(bytes, { sha256: HASH });
      expect(later.status).toBe(422);
      expect(await problemOf(later)).toMatchObject({ code: 'upload.hash_mismatch' });
      const headers = { 'Content-Type': 'application/offset+octet-stream' };
      const atOnce = await ada.create(5000, { sha256: HASH }, { headers, body: bytes });
      expect(atOnce.status).toBe(422);
      await nothingLeft();
    });

    it('takes bytes only where they belong', async () => {
      const bytes = wavFile(5000);
      const location = locationOf(await ada.create(5000, { sha256: sha256Of(bytes) }));
      expect((await ada.patch(location, 10, bytes)).status).toBe(409);
      expect((await ada.patch(location, -1, bytes)).status).toBe(400);
      expect((await ada.patch(location, 'x', bytes)).status).toBe(400);
      expect((await ada.patch(location, 0, wavFile(5001))).status).toBe(413);
      const asText = { 'Tus-Resumable': '1.0.0', 'Upload-Offset': '0', 'Content-Type': 'text/plain' };
      expect((await ada.fetch(location, { method: 'PATCH', headers: asText, body: bytes })).status).toBe(400);
      expect((await ada.fetch(location, { method: 'PATCH', body: bytes })).status).toBe(412);
      expect((await ada.head(location)).headers.get('Upload-Offset')).toBe('0');
      expect((await ada.patch(location, 0, bytes)).status).toBe(204);
    });

    it('takes no more than announced from a body without a length', async () => {
      const bytes = wavFile(5000);
      const location = locationOf(await ada.create(5000, { sha256: sha256Of(bytes) }));
      const status = await new Promise<number>((done, fail) => {
        const request = httpRequest(api.url + location, {
          method: 'PATCH',
          headers: {
            ...{ Cookie: ada.cookie, 'Tus-Resumable': '1.0.0', 'Upload-Offset': '0' },
            ...{ 'Content-Type': 'application/offset+octet-stream', 'Transfer-Encoding': 'chunked' },
          },
        });
        request.on('response', (response) => done(response.statusCode ?? 0));
        request.on('error', fail);
        for (let times = 0; times < 4; times++) request.write(bytes);
        request.end();
      });
      expect(status).toBe(413);
      const offset = Number((await ada.head(location)).headers.get('Upload-Offset'));
      expect(offset).toBeLessThanOrEqual(5000);
      await ada.remove(location);
      await nothingLeft();
    });

    it('knows nothing of uploads of others', async () => {
      const bytes = wavFile(5000);
      const location = locationOf(await ada.create(5000, { sha256: sha256Of(bytes) }));
      const bob = await api.user('Bob');
      expect((await bob.head(location)).status).toBe(404);
      expect((await bob.fetch(location)).status).toBe(404);
      expect((await bob.remove(location)).status).toBe(404);
      const sent = await bob.patch(location, 0, bytes);
      expect(sent.status).toBe(404);
      expect(await problemOf(sent)).toMatchObject({ code: 'http.not_found' });
      expect((await api.visitor().head(location)).status).toBe(401);
      expect((await ada.head(location)).headers.get('Upload-Offset')).toBe('0');
    });

    it.each(['..', '%2e%2e', '..%2f..%2flock', 'lock', '%00', 'x'.repeat(500), '.json', 'a%5cb'])(
      'has no upload %s',
      async (id) => {
        const send = (method: string) =>
          new Promise<number>((done, fail) => {
            const { hostname, port } = new URL(api.url);
            const path = `/api/uploads/${id}`;
            const headers = { Cookie: ada.cookie, 'Tus-Resumable': '1.0.0' };
            httpRequest({ hostname, port, path, method, headers }, (response) => {
              response.resume();
              done(response.statusCode ?? 0);
            })
              .on('error', fail)
              .end();
          });
        for (const method of ['HEAD', 'DELETE']) expect(await send(method)).toBe(404);
      },
    );

    it('gives out no unfinished bytes', async () => {
      const bytes = wavFile(5000);
      const location = locationOf(await ada.create(5000, { sha256: sha256Of(bytes) }));
      await ada.patch(location, 0, bytes.slice(0, 3000));
      const response = await ada.fetch(location);
      expect((await response.arrayBuffer()).byteLength).toBe(0);
      expect(response.headers.get('Upload-Offset')).toBe('3000');
    });

    it('refuses oversized headers and bodies', async () => {
      const { port } = new URL(api.url);
      const answer = await new Promise<string>((done) => {
        const socket = connect(Number(port), '127.0.0.1');
        let text = '';
        socket.on('data', (data) => (text += data.toString()));
        socket.on('close', () => done(text));
        socket.on('error', () => done(text));
        socket.write(`GET /api/health HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(40_000)}\r\n\r\n`);
      });
      expect(answer).toMatch(/^HTTP\/1\.1 431 /);
      const body = await ada.post('/api/auth/sign-in/email', { email: 'x'.repeat(100_000), password: 'y' });
      expect(body.status).toBe(413);
    });

    it.each(['{', '[]', '"x"', '{"email":{"$gt":""},"password":1}', ''])('refuses the body %j', async (body) => {
      const headers = { 'Content-Type': 'application/json' };
      const response = await api.visitor().fetch('/api/auth/sign-in/email', { method: 'POST', headers, body });
      expect(response.status).toBe(400);
      expect(await problemOf(response)).toMatchObject({ code: 'http.bad_request' });
    });
  });
}
