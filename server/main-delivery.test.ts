import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { DeliveryDetail, DeliveryStatistics } from '#contracts/http/deliveries.ts';
import { Visitor } from '../tests/support/api.ts';
import { testAlbum } from '../tests/support/delivery/releases.ts';
import { md5Of, stereoWav } from '../tests/support/fuga/masters.ts';
import { label, startFuga } from '../tests/support/fuga/server.ts';
import { startServer } from '../tests/support/server.ts';

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Waits for something to become true. */
async function until(what: () => boolean | Promise<boolean>, limitMs = 90_000): Promise<void> {
  for (const end = Date.now() + limitMs; Date.now() < end;) {
    if (await what()) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error('it did not happen');
}

it('delivers once although the server is killed in the middle, and keeps the password to itself', async () => {
  const fuga = await startFuga({ processingMs: 200 });
  const dataDir = mkdtempSync(join(tmpdir(), 'wavefoundry-delivery-'));
  const key = randomBytes(32).toString('base64');
  const env = { FUGA_URL: fuga.url, CREDENTIALS_KEY: key, SERVE_APP: '0', SIGNUPS: 'open', LOG_LEVEL: 'info' };
  const album = testAlbum(7, [stereoWav(4_000_000, 1), stereoWav(1000, 2)]);
  let server = await startServer({ dataDir, env });
  const printed: string[] = [];
  try {
    const ada = new Visitor(server.url);
    await ada.signUp('Ada');
    for (const [index, bytes] of album.audio.entries()) {
      expect((await ada.upload(bytes, { filename: `${index}.wav` })).status).toBe(204);
    }
    const cover = await ada.fetch(`/api/deliveries/covers/${sha256(album.cover)}`, {
      method: 'PUT',
      body: album.cover,
    });
    expect(cover.status).toBe(204);
    const connected = await ada.post('/api/distributor/login', { name: label.name, password: label.password });
    expect(await connected.json()).toEqual({ provider: 'fuga', state: 'connected', isVerified: false });
    // The server dies while the answer to a part of the first track is on its way.
    const isSecondPart = () => fuga.uploads.parts >= 3;
    await ada.post('/api/deliveries', { id: 'one', bundle: album.bundle, stores: ['746109'] });
    await until(isSecondPart);
    printed.push(server.output());
    const { port } = server;
    await server.kill('SIGKILL');
    const before = fuga.uploads.parts;
    server = await startServer({ dataDir, env, port });
    let detail: DeliveryDetail | null = null;
    await until(async () => {
      detail = (await (await ada.fetch('/api/deliveries/one')).json()) as DeliveryDetail;
      if (detail.state === 'failed') throw new Error(JSON.stringify(detail.failures));
      return detail.state === 'delivered';
    });
    expect(fuga.catalogue.products.size).toBe(1);
    expect([...fuga.catalogue.assets.values()].map(({ audio }) => audio?.md5)).toEqual(album.audio.map(md5Of));
    expect(fuga.catalogue.parties.people.size).toBe(2);
    // Cover, four parts of the long track, one of the short: what had arrived was not sent again.
    expect(fuga.uploads.parts - before).toBeLessThan(6);
    const figures = (await (await ada.fetch('/api/deliveries/statistics')).json()) as DeliveryStatistics;
    expect(figures.deliveries).toEqual({ delivered: 1 });
    expect(detail).toMatchObject({ stores: [{ store: '746109', state: 'DELIVERED' }] });
    printed.push(server.output());
    await server.kill('SIGTERM');
    expect(printed.join('')).not.toContain(label.password);
    expect(leaks(dataDir, label.password)).toEqual([]);
    const other = await startServer({
      dataDir,
      env: { ...env, CREDENTIALS_KEY: randomBytes(32).toString('hex') },
      port,
    });
    const closed = await ada.post('/api/distributor/reference/refresh', {});
    expect(await closed.json()).toMatchObject({ code: 'distribution.wrong_key' });
    await other.kill();
  } finally {
    await server.kill();
    await fuga.close();
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  }
});

/** Files of a folder in which a secret stands in clear. */
function leaks(folder: string, secret: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && readFileSync(join(file.parentPath, file.name)).includes(secret))
    .map(({ name }) => name);
}
