import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

export interface ServerOptions {
  /** A new folder, removed by `stop`, when left out. */
  readonly dataDir?: string;
  /** Settings besides those of the process; see the settings table of the README. */
  readonly env?: Readonly<Record<string, string>>;
  /** A free one when left out. */
  readonly port?: number;
}

/** The real server as its own process. */
export interface RunningServer {
  /** `http://localhost:<port>`. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  readonly dataDir: string;
  /** Everything it has printed. */
  output(): string;
  /** Sends a signal and waits for the end. Resolves with the exit code, null after a deadly signal. */
  kill(signal?: NodeJS.Signals): Promise<number | null>;
  /** SIGTERM, then removes the data folder when it was made for this server. Resolves with the exit code. */
  stop(): Promise<number | null>;
}

/** The server ended before it was ready. */
export class ServerExit extends Error {
  readonly code: number | null;
  readonly output: string;

  constructor(code: number | null, output: string) {
    super(`the server ended with ${code}: ${output}`);
    this.name = 'ServerExit';
    this.code = code;
    this.output = output;
  }
}

/**
 * Starts `server/main.ts`, quiet but for its first lines, and waits until it is ready.
 *
 * @throws ServerExit when it ends instead
 */
export async function startServer(options: ServerOptions = {}): Promise<RunningServer> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'wavefoundry-data-'));
  const child = spawn(process.execPath, [join(root, 'server/main.ts')], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      LOG_LEVEL: 'error',
      ...options.env,
      PORT: String(options.port ?? 0),
      DATA_DIR: dataDir,
    },
  });
  let output = '';
  const port = await new Promise<number>((ready, fail) => {
    const read = (data: Buffer) => {
      output += data.toString();
      const found = /ready: [^\n]*?:(\d+)\)?\n/.exec(output);
      if (found && output.includes('Data is kept in')) ready(Number(found[1]));
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('close', (code) => fail(new ServerExit(code, output)));
  });
  const kill = (signal: NodeJS.Signals = 'SIGKILL') => end(child, signal);
  return {
    url: `http://localhost:${port}`,
    port,
    pid: child.pid ?? 0,
    dataDir,
    output: () => output,
    kill,
    stop: async () => {
      const code = await kill('SIGTERM');
      if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
      return code;
    },
  };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const gone = new Promise((done) => child.once('close', done));
  child.kill(signal);
  await gone;
  return child.exitCode;
}
