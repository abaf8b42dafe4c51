import { createHash, randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeliveryEvent } from '#contracts/http/deliveries.ts';
import type { Database } from '#server/db/open.ts';
import { problemOf, startApi, type TestApi, type Visitor } from '../../support/api.ts';
import { testAlbum } from '../../support/delivery/releases.ts';
import { type Fuga, label, startFuga } from '../../support/fuga/server.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

export function deliverySuite(database: () => Database): void {
  describe('deliveries', () => {
    let api: TestApi;
    let fuga: Fuga;
    let ada: Visitor;
    const album = testAlbum(1);
    const wish = { id: 'one', bundle: album.bundle, stores: ['746109'] };
    beforeEach(async () => {
      fuga = await startFuga();
      const settings = { fugaUrl: fuga.url, credentialsKey: randomBytes(32) };
      api = await startApi(database(), { settings });
      ada = await api.user('Ada');
    });
    afterEach(async () => {
      await api.deps.distribution?.queue.stop();
      await api.close();
      await fuga.close();
    });

    const send = (method: string, path: string, body: unknown) =>
      ada.fetch(path, { method, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
    const login = (password = label.password) => ada.post('/api/distributor/login', { name: label.name, password });
    const bring = async () => {
      for (const bytes of album.audio) await ada.upload(new Uint8Array(bytes));
      const path = `/api/deliveries/covers/${sha256(album.cover)}`;
      expect((await ada.fetch(path, { method: 'PUT', body: album.cover })).status).toBe(204);
    };

    /** Reads the stream of events until `count` have come. */
    async function events(count: number, after?: number): Promise<DeliveryEvent[]> {
      const stop = new AbortController();
      const headers: Record<string, string> = after === undefined ? {} : { 'Last-Event-ID': String(after) };
      const response = await ada.fetch('/api/deliveries/events', { headers, signal: stop.signal });
      expect(response.headers.get('Content-Type')).toContain('text/event-stream');
      const found: DeliveryEvent[] = [];
      let text = '';
      for await (const chunk of response.body ?? []) {
        text += Buffer.from(chunk).toString();
        const blocks = text.split('\n\n');
        text = blocks.pop() ?? '';
        for (const block of blocks) {
          const data = /^data: (.*)$/m.exec(block)?.[1];
          if (data !== undefined) found.push(JSON.parse(data) as DeliveryEvent);
        }
        if (found.length >= count) break;
      }
      stop.abort();
      return found;
    }

    it('lets nobody in who is not signed in, and shows nobody what is of others', async () => {
      await login();
      await bring();
      expect((await ada.post('/api/deliveries', wish)).status).toBe(200);
      const bob = await api.user('Bob');
      const paths = ['', '/statistics', '/events', '/one', '/one/product', `/covers/${sha256(album.cover)}`].map(
        (path) => `/api/deliveries${path}`,
      );
      for (const path of [
        ...paths,
        '/api/distributor',
        '/api/distributor/reference',
        '/api/distributor/reference/versions',
      ]) {
        expect((await api.visitor().fetch(path)).status, path).toBe(401);
      }
      const acts = ['/api/deliveries/one/takedown', '/api/deliveries/one/retry', '/api/deliveries/one/redeliver'];
      for (const path of [...acts, '/api/distributor/login', '/api/distributor/code', '/api/deliveries']) {
        expect((await api.visitor().post(path, {})).status, path).toBe(401);
      }
      for (const path of acts) expect((await bob.post(path, {})).status, path).toBe(404);
      expect((await bob.fetch('/api/deliveries/one')).status).toBe(404);
      expect((await bob.fetch('/api/deliveries/one', { method: 'DELETE' })).status).toBe(404);
      expect((await bob.fetch(`/api/deliveries/covers/${sha256(album.cover)}`)).status).toBe(404);
      expect(await (await bob.fetch('/api/deliveries')).json()).toEqual({ isPaused: false, deliveries: [] });
      const stolen = await bob.post('/api/deliveries', wish);
      expect(await problemOf(stolen)).toMatchObject({ code: 'distribution.not_connected' });
      expect((await ada.fetch('/api/deliveries/one', { method: 'DELETE' })).status).toBe(204);
    });

    it('connects, says how it stands, and forgets, without ever giving a secret away', async () => {
      expect(await (await ada.fetch('/api/distributor')).json()).toMatchObject({
        state: 'disconnected',
        isVerified: false,
      });
      const wrong = await login('wrong');
      expect(wrong.status).toBe(422);
      expect(await problemOf(wrong)).toMatchObject({
        code: 'distribution.login',
        details: { code: 'USER_OR_PASSWORD_INCORRECT' },
      });
      const answers = [
        await login(),
        await ada.fetch('/api/distributor'),
        await ada.fetch('/api/distributor/reference'),
      ];
      for (const answer of answers) {
        const text = await answer.text();
        expect(answer.status).toBe(200);
        expect(text).not.toContain(label.password);
        expect(text).not.toContain('connect.sid');
      }
      const etag = answers[2]?.headers.get('ETag') ?? '';
      const unchanged = await ada.fetch('/api/distributor/reference', { headers: { 'If-None-Match': etag } });
      expect(unchanged.status).toBe(304);
      expect((await ada.fetch('/api/distributor', { method: 'DELETE' })).status).toBe(204);
      expect(await (await ada.fetch('/api/distributor')).json()).toMatchObject({ state: 'disconnected' });
    });

    it('refuses what cannot be delivered, before anything leaves', async () => {
      expect(await problemOf(await ada.post('/api/deliveries', wish))).toMatchObject({
        code: 'distribution.not_connected',
      });
      await login();
      const lacking = await ada.post('/api/deliveries', wish);
      expect(await problemOf(lacking)).toMatchObject({
        status: 409,
        code: 'delivery.file_missing',
        details: { fileName: 'cover.png' },
      });
      await bring();
      const { release } = album.bundle;
      const nameless = release.tracks.map((track) => ({ ...track, isrc: '' }));
      const bundle = { ...album.bundle, release: { ...release, tracks: nameless } };
      const answer = await ada.post('/api/deliveries', { ...wish, bundle });
      expect(await problemOf(answer)).toMatchObject({
        code: 'delivery.incomplete',
        details: { field: 'tracks.1.isrc' },
      });
      expect((await ada.post('/api/deliveries', { ...wish, stores: [] })).status).toBe(400);
      const cover = `/api/deliveries/covers/${'0'.repeat(64)}`;
      expect((await ada.fetch(cover, { method: 'PUT', body: album.cover })).status).toBe(422);
      expect((await ada.fetch(cover, { method: 'PUT', body: 'no image' })).status).toBe(415);
    });

    it('delivers, and tells it as it happens, from where the listener left', async () => {
      await login();
      await bring();
      await ada.post('/api/deliveries', wish);
      expect(await (await ada.post('/api/deliveries', wish)).json()).toMatchObject({ id: 'one', state: 'queued' });
      const first = await events(1, 0);
      expect(first[0]).toMatchObject({ kind: 'asked', deliveryId: 'one' });
      const rest = events(20, first[0]?.id ?? 0);
      await api.deps.distribution?.queue.start();
      const told = await rest;
      expect(told.map(({ id }) => id)).toEqual(told.map(({ id }) => id).toSorted((a, b) => a - b));
      expect(new Set(told.map(({ id }) => id)).size).toBe(told.length);
      expect(told.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['state', 'step', 'part']));
      await api.deps.distribution?.queue.idle();
      const detail = await (await ada.fetch('/api/deliveries/one')).json();
      expect(detail).toMatchObject({ upc: album.bundle.release.upc, stores: [{ store: '746109' }] });
      const product = await (await ada.fetch('/api/deliveries/one/product')).json();
      expect(product).toMatchObject({
        hasCover: true,
        tracks: [{ trackId: 'track-1-0', hasAudio: true, sequence: 1 }, {}],
      });
      const paused = await send('PATCH', '/api/deliveries', { isPaused: true, order: ['one'] });
      expect(await paused.json()).toMatchObject({ isPaused: true, deliveries: [{ id: 'one' }] });
    });
  });
}
