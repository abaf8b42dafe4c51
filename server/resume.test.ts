import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import * as tus from 'tus-js-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Visitor } from '../tests/support/api.ts';
import { sha256Of, wavFile } from '../tests/support/audio-files.ts';
import { startServer, type RunningServer } from '../tests/support/server.ts';

const CHUNK = 4_000_000;
const bytes = wavFile(60_000_000);

interface Sent {
  readonly offset: number;
  readonly status: number;
}

describe('tus-js-client against the server', { timeout: 180_000 }, () => {
  let dataDir: string;
  let server: RunningServer;
  let ada: Visitor;
  /** Every chunk that was answered. */
  let answered: Sent[];

  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'wavefoundry-resume-'));
    server = await startServer({ dataDir });
    ada = new Visitor(server.url);
    await ada.signUp('Ada');
    answered = [];
  }, 60_000);
  afterEach(async () => {
    await server.kill();
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
  });

  const storedBytes = () => {
    const folder = join(dataDir, 'uploads');
    const files = readdirSync(folder).filter((name) => !name.endsWith('.json'));
    return files.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  };

  const upload = (chunkSize: number) =>
    new Promise<string>((done, fail) => {
      let recordingId = '';
      new tus.Upload(Buffer.from(bytes), {
        endpoint: `${server.url}/api/uploads`,
        chunkSize,
        retryDelays: Array.from({ length: 3000 }, () => 100),
        headers: { Cookie: ada.cookie },
        metadata: { sha256: sha256Of(bytes), filename: 'take.wav', filetype: 'audio/wav' },
        onAfterResponse: (request, response) => {
          if (request.getMethod() !== 'PATCH') return;
          recordingId = response.getHeader('Upload-Recording-Id') ?? '';
          answered.push({ offset: Number(request.getHeader('Upload-Offset')), status: response.getStatus() });
        },
        onError: fail,
        onSuccess: () => done(recordingId),
      }).start();
    });

  it.each([
    ['in chunks', CHUNK],
    ['in one request', Number.POSITIVE_INFINITY],
  ])('goes on %s where the killed server stopped', async (_how, chunkSize) => {
    const finished = upload(chunkSize);
    finished.catch(() => undefined);
    while (storedBytes() < bytes.byteLength / 3) await sleep(5);
    await server.kill('SIGKILL');
    const kept = storedBytes();
    expect(kept).toBeLessThan(bytes.byteLength);
    server = await startServer({ dataDir, port: server.port });
    const id = await finished;
    const resumed = answered.find(({ offset }) => offset > 0 && offset >= kept);
    // It went on from the very byte that the server had written.
    expect(resumed?.offset).toBe(kept);
    const offsets = answered.filter(({ status }) => status === 204).map(({ offset }) => offset);
    expect(offsets).toEqual([...new Set(offsets)].sort((a, b) => a - b));
    const audio = await ada.fetch(`/api/recordings/${id}/audio`);
    expect(sha256Of(new Uint8Array(await audio.arrayBuffer()))).toBe(sha256Of(bytes));
    expect(storedBytes()).toBe(0);
  });

  it('loses nothing to kills at any moment', async () => {
    const finished = upload(1_000_000);
    finished.catch(() => undefined);
    for (const ms of [50, 130, 370, 90]) {
      await sleep(ms);
      await server.kill('SIGKILL');
      server = await startServer({ dataDir, port: server.port });
    }
    // The last byte is there: whatever the server was about to do with it, the client must not take it for done.
    const progress = { isOver: false };
    void finished.finally(() => (progress.isOver = true)).catch(() => undefined);
    while (!progress.isOver && storedBytes() < bytes.byteLength) await sleep(1);
    await server.kill('SIGKILL');
    server = await startServer({ dataDir, port: server.port });
    await finished;
    const [recording] = await ada.recordings();
    expect(recording).toMatchObject({ sha256: sha256Of(bytes), sizeBytes: bytes.byteLength, fileName: 'take.wav' });
    expect(await ada.recordings()).toHaveLength(1);
  });
});
