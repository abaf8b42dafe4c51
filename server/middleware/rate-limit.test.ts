import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import type { Env } from './env.ts';
import { rateLimit } from './rate-limit.ts';

describe('rateLimit', () => {
  it('counts per key and window', async () => {
    let time = 0;
    const app = new Hono<Env>();
    app.use(rateLimit({ max: 2, windowMs: 10_000, keyOf: (c) => c.req.header('Who') ?? '', now: () => time }));
    app.get('/', (c) => c.text('ok'));
    const ask = async (who: string) => (await app.request('/', { headers: { Who: who } })).status;
    expect([await ask('a'), await ask('a'), await ask('a'), await ask('b')]).toEqual([200, 200, 429, 200]);
    time = 9_999;
    const refused = await app.request('/', { headers: { Who: 'a' } });
    expect(refused.headers.get('Retry-After')).toBe('1');
    time = 10_000;
    expect([await ask('a'), await ask('a'), await ask('a')]).toEqual([200, 200, 429]);
  });

  it('does not grow without bounds', async () => {
    let key = 0;
    const app = new Hono<Env>();
    app.use(rateLimit({ max: 1, windowMs: 1_000_000, keyOf: () => String((key += 1)) }));
    app.get('/', (c) => c.text('ok'));
    for (let asked = 0; asked < 10_050; asked++) await app.request('/');
    key = 0;
    expect((await app.request('/')).status).toBe(200);
    key = 10_049;
    expect((await app.request('/')).status).toBe(429);
  });
});
