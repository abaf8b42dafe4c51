// The plainest upload there is, for comparison: one PUT streamed to disk, with the same Hono and node-server.
// It does what our server does to the bytes: SHA-256 while they arrive, and one fsync at the end.
// Run as: node put-server.ts <data folder>
import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { cors } from 'hono/cors';

const [dataDir = ''] = process.argv.slice(2);

const app = new Hono();
app.use(cors({ origin: '*', allowMethods: ['PUT'], maxAge: 3600 }));
app.put('/files/:name{[0-9a-z-]+}', async (c) => {
  const file = await open(join(dataDir, c.req.param('name')), 'w');
  const hash = createHash('sha256');
  try {
    for await (const chunk of c.req.raw.body ?? []) {
      hash.update(chunk);
      await file.writeFile(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return c.json({ sha256: hash.digest('hex') });
});

serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, (address) => console.log(`port ${address.port}`));
