import { Hono } from 'hono';
import { expect, test } from 'vitest';
import type { Env } from './env.ts';
import { securityHeaders } from './headers.ts';

const app = new Hono<Env>()
  .use(securityHeaders)
  .get('/page', (c) => c.html('', 200, { 'Content-Security-Policy': "default-src 'self'" }))
  .get('/data', (c) => c.json({}))
  .get('/unchanged', () => new Response(null, { status: 304 }));

const policyOf = async (path: string) => (await app.request(path)).headers.get('Content-Security-Policy');

test('a page keeps its policy, data may run nothing', async () => {
  expect(await policyOf('/page')).toBe("default-src 'self'");
  expect(await policyOf('/data')).toContain("default-src 'none'");
});

test('"unchanged" leaves the stored policy alone: a browser would put the new one on the page it has', async () => {
  expect(await policyOf('/unchanged')).toBeNull();
  const { headers } = await app.request('/unchanged');
  expect(headers.get('Cross-Origin-Embedder-Policy')).toBe('require-corp');
});
