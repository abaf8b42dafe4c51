import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { emailOf, locationOf, PASSWORD, Visitor } from '../tests/support/api.ts';
import { sha256Of, wavFile } from '../tests/support/audio-files.ts';
import { ServerExit, startServer, type RunningServer, type ServerOptions } from '../tests/support/server.ts';

const folders: string[] = [];
const running: RunningServer[] = [];

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'wavefoundry-main-'));
  folders.push(folder);
  return folder;
}

async function start(options: ServerOptions): Promise<RunningServer> {
  const server = await startServer(options);
  running.push(server);
  return server;
}

const visit = (server: RunningServer) => new Visitor(server.url);

async function failure(options: ServerOptions): Promise<{ code: number | null; lines: string[] }> {
  const error: unknown = await start(options).catch((thrown: unknown) => thrown);
  if (!(error instanceof ServerExit)) throw new Error('the server started');
  return { code: error.code, lines: error.output.trim().split('\n') };
}

afterEach(async () => {
  for (const server of running.splice(0)) await server.kill();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

describe('the server process', { timeout: 120_000 }, () => {
  it('names what is wrong with its settings, one line each, and does not start', async () => {
    const dataDir = newFolder();
    expect(await failure({ dataDir, env: { SIGNUPS: 'perhaps', OBJECT_STORE: 'ftp://x' } })).toEqual({
      code: 1,
      lines: ['wavefoundry: OBJECT_STORE must begin with s3://', 'wavefoundry: SIGNUPS must be open or closed'],
    });
    const noDatabase = await failure({ dataDir, env: { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' } });
    expect(noDatabase.code).toBe(1);
    expect(noDatabase.lines).toHaveLength(1);
    expect(noDatabase.lines[0]).toMatch(/^wavefoundry: DATABASE_URL: the database does not answer: /);
    writeFileSync(join(dataDir, 'file'), '');
    const noFolder = await failure({ dataDir: join(dataDir, 'file', 'data') });
    expect(noFolder).toMatchObject({
      code: 1,
      lines: [expect.stringMatching(/^wavefoundry: DATA_DIR .* cannot be used/)],
    });
  });

  it('keeps everybody else off its data, and lets go of it however it ends', async () => {
    const dataDir = newFolder();
    const first = await start({ dataDir });
    expect(first.output()).toContain(`Data is kept in ${dataDir}`);
    expect(await failure({ dataDir })).toEqual({
      code: 1,
      lines: [`wavefoundry: DATA_DIR: another server is running on the data in ${dataDir}`],
    });
    expect((await visit(first).fetch('/api/health')).status).toBe(200);
    await first.kill('SIGKILL');
    const second = await start({ dataDir });
    const taken = await failure({ dataDir: newFolder(), port: second.port });
    expect(taken.lines).toEqual([expect.stringContaining(`cannot listen on 127.0.0.1:${second.port}`)]);
    expect(await second.kill('SIGTERM')).toBe(0);
    expect(await (await start({ dataDir })).kill('SIGINT')).toBe(0);
  });

  it('keeps its secrets to its own user, and sessions over a restart', async () => {
    const dataDir = newFolder();
    const first = await start({ dataDir });
    const ada = visit(first);
    await ada.signUp('Ada');
    await first.kill('SIGTERM');
    const second = await start({ dataDir, port: first.port });
    expect(await (await ada.fetch('/api/session')).json()).toMatchObject({ user: { name: 'Ada' } });
    const [account = ''] = readdirSync(join(dataDir, 'accounts'));
    const [dump = ''] = readdirSync(join(dataDir, 'backups'));
    for (const path of ['auth-secret', `accounts/${account}`, `backups/${dump}`]) {
      expect(statSync(join(dataDir, path)).mode & 0o077, path).toBe(0);
    }
    expect(readFileSync(join(dataDir, 'accounts', account), 'utf8')).not.toContain(PASSWORD);
    await second.kill('SIGTERM');
    for (let restarts = 0; restarts < 2; restarts++) {
      const again = await start({ dataDir, port: first.port });
      await visit(again).signIn(emailOf('Ada'));
      await again.kill('SIGTERM');
    }
    expect(readdirSync(join(dataDir, 'backups'))).toHaveLength(2);
  });

  it('finishes what it is doing before it ends', async () => {
    const server = await start({ dataDir: newFolder() });
    const ada = visit(server);
    await ada.signUp('Ada');
    const bytes = wavFile(400_000);
    const location = locationOf(await ada.create(bytes.byteLength, { sha256: sha256Of(bytes) }));
    const answer = new Promise<string>((done, fail) => {
      const socket = connect(server.port, '127.0.0.1');
      let text = '';
      socket.on('data', (data) => (text += data.toString()));
      socket.on('close', () => done(text));
      socket.on('error', fail);
      const head = [
        `PATCH ${location} HTTP/1.1`,
        ...['Host: localhost', `Cookie: ${ada.cookie}`, 'Tus-Resumable: 1.0.0', 'Upload-Offset: 0'],
        ...['Content-Type: application/offset+octet-stream', `Content-Length: ${bytes.byteLength}`],
      ];
      socket.write(`${head.join('\r\n')}\r\n\r\n`);
      socket.write(bytes.slice(0, 200_000));
      setTimeout(() => socket.write(bytes.slice(200_000)), 1000);
    });
    await new Promise((done) => setTimeout(done, 300));
    const code = server.kill('SIGTERM');
    expect(await answer).toMatch(/^HTTP\/1\.1 204 [^]*upload-recording-id: /i);
    expect(await code).toBe(0);
  });

  it('gets all recordings and accounts back after the loss of its database and its dumps', async () => {
    const dataDir = newFolder();
    const first = await start({ dataDir });
    const ada = visit(first);
    await ada.signUp('Ada');
    for (let seed = 1; seed <= 3; seed++) await ada.upload(wavFile(50_000, seed), { title: `take ${seed}` });
    const before = await ada.recordings();
    expect(before).toHaveLength(3);
    await first.kill('SIGKILL');
    for (const name of ['db', 'backups']) rmSync(join(dataDir, name), { recursive: true, force: true });
    const second = await start({ dataDir, port: first.port });
    const back = visit(second);
    expect((await back.signIn(emailOf('Ada'))).status).toBe(200);
    expect(await back.recordings()).toEqual(before);
    for (const recording of before) {
      const audio = await back.fetch(`/api/recordings/${recording.id}/audio`);
      expect(sha256Of(new Uint8Array(await audio.arrayBuffer()))).toBe(recording.sha256);
    }
    expect((await visit(second).signUp('Eve')).status).toBe(403);
  });

  it('puts a damaged database aside and goes on from the last dump and the files', async () => {
    const dataDir = newFolder();
    const first = await start({ dataDir });
    const ada = visit(first);
    await ada.signUp('Ada');
    await ada.upload(wavFile(50_000, 1));
    await first.kill('SIGTERM');
    const second = await start({ dataDir, port: first.port });
    await ada.upload(wavFile(50_000, 2));
    await second.kill('SIGKILL');
    renameSync(join(dataDir, 'db', 'global'), join(dataDir, 'db', 'elsewhere'));
    const third = await start({ dataDir, port: first.port });
    expect(third.output()).toContain('database.damaged');
    expect(await ada.recordings()).toHaveLength(2);
    expect(readdirSync(dataDir).some((name) => name.startsWith('db.damaged-'))).toBe(true);
    expect(existsSync(join(dataDir, 'db', 'global'))).toBe(true);
  });
});
