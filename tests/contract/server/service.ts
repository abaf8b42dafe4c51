import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as v from 'valibot';
import { Problem } from '#contracts/http/problem.ts';
import { createApp } from '#server/app.ts';
import type { Database } from '#server/db/open.ts';
import { startApi, type TestApi } from '../../support/api.ts';

interface Document {
  readonly paths: Record<string, Record<string, { responses: Record<string, unknown> }>>;
}

export function serviceSuite(database: () => Database): void {
  describe('service', () => {
    let api: TestApi;
    beforeEach(async () => {
      api = await startApi(database(), { settings: { metricsToken: 'a token for the metrics' } });
    });
    afterEach(() => api.close());

    it('describes exactly the routes there are', async () => {
      const document = (await (await api.visitor().fetch('/api/openapi.json')).json()) as Document;
      const described = Object.entries(document.paths).flatMap(([path, operations]) =>
        Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
      );
      const routes = createApp(api.deps)
        .routes.filter(({ method }) => method !== 'ALL')
        .map(({ method, path }) => `${method} ${path.replace(/(.)\/$/, '$1').replaceAll(/:(\w+)/g, '{$1}')}`);
      expect(described.sort()).toEqual([...new Set(routes)].sort());
      expect(described).toContain('PATCH /api/uploads/{id}');
    });

    it('says how it is', async () => {
      const response = await api.visitor().fetch('/api/health');
      expect(response.status).toBe(200);
      expect(await response.json()).toEqual({ status: 'ok', database: 'ok', store: 'ok' });
    });

    it('says when its store or database is gone', async () => {
      api.deps.store.check = () => Promise.reject(new Error('gone'));
      const noStore = await api.visitor().fetch('/api/health');
      expect(noStore.status).toBe(503);
      expect(await noStore.json()).toEqual({ status: 'down', database: 'ok', store: 'down' });
      const deps = { ...api.deps, database: { ...api.deps.database, ping: () => Promise.reject(new Error('gone')) } };
      const noDatabase = await createApp(deps).request('/api/health');
      expect(noDatabase.status).toBe(503);
      expect(await noDatabase.json()).toMatchObject({ database: 'down' });
    });

    it('answers every mistake with a problem that fits its contract', async () => {
      const ada = await api.user('Ada');
      for (const [method, path, status] of [
        ['GET', '/api/nothing', 404],
        ['GET', '/elsewhere', 404],
        ['PUT', '/api/health', 404],
        ['GET', '/api/recordings/none', 404],
        ['GET', '/api/recordings?limit=x', 400],
        ['POST', '/api/auth/sign-in/email', 400],
        ['POST', '/api/uploads', 412],
      ] as const) {
        const response = await ada.fetch(path, { method });
        expect(response.status, path).toBe(status);
        expect(response.headers.get('Content-Type'), path).toBe('application/problem+json');
        const body = v.parse(Problem, await response.json());
        expect(body.requestId).toBe(response.headers.get('X-Request-Id'));
      }
    });

    it('isolates every answer', async () => {
      for (const path of ['/api/health', '/api/nothing', '/api/recordings', '/nothing']) {
        const { headers } = await api.visitor().fetch(path);
        expect(headers.get('Cross-Origin-Opener-Policy'), path).toBe('same-origin');
        expect(headers.get('Cross-Origin-Embedder-Policy'), path).toBe('require-corp');
        expect(headers.get('Cross-Origin-Resource-Policy'), path).toBe('same-origin');
        expect(headers.get('X-Content-Type-Options'), path).toBe('nosniff');
      }
    });

    it('shows its figures to this machine and to the holder of the token, and to nobody behind a proxy', async () => {
      const ada = await api.user('Ada');
      await ada.fetch('/api/recordings/some-id');
      const text = await (await api.visitor().fetch('/api/metrics')).text();
      expect(text).toContain('route="/api/recordings/:id",status="404"');
      expect(text).not.toContain('some-id');
      const proxied = { 'X-Forwarded-For': '127.0.0.1' };
      expect((await api.visitor().fetch('/api/metrics', { headers: proxied })).status).toBe(404);
      const wrong = { ...proxied, Authorization: 'Bearer a token for the metricz' };
      expect((await api.visitor().fetch('/api/metrics', { headers: wrong })).status).toBe(404);
      const right = { ...proxied, Authorization: 'Bearer a token for the metrics' };
      expect((await api.visitor().fetch('/api/metrics', { headers: right })).status).toBe(200);
    });
  });
}
