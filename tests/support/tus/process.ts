import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { killChild, startOnPort } from './child.ts';

/** One request to the uploads resource as the server saw it; `bytes` are those of the body that arrived. */
export interface LoggedRequest {
  readonly method: string;
  readonly path: string;
  readonly offset: number;
  readonly bytes: number;
  readonly status: number;
}

/** The tus server as a process of its own, on one port and one data folder over all its lives. */
export class TusServer {
  readonly dataDir = mkdtempSync(join(tmpdir(), 'wavefoundry-tus-'));
  readonly #scripts: string;
  #port = 0;
  #child: ChildProcess | undefined;

  /** @param scripts folder with `page.js` and `worker.js` */
  constructor(scripts: string) {
    this.#scripts = scripts;
  }

  get origin(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async start(): Promise<void> {
    const script = join(import.meta.dirname, 'server.ts');
    const started = await startOnPort(script, [String(this.#port), this.dataDir, this.#scripts]);
    this.#child = started.child;
    this.#port = started.port;
  }

  /** SIGKILL. */
  async kill(): Promise<void> {
    if (this.#child) await killChild(this.#child);
  }

  async remove(): Promise<void> {
    await this.kill();
    rmSync(this.dataDir, { recursive: true, force: true, maxRetries: 5 });
  }

  /** Has the next creation or last chunk answered with a failure, or all large requests. */
  async fail(faults: { create?: number; code?: string; finish?: number; maxBody?: number }): Promise<void> {
    await fetch(`${this.origin}/control`, { method: 'POST', body: JSON.stringify(faults) });
  }

  requests(method?: string): LoggedRequest[] {
    const path = join(this.dataDir, 'requests.jsonl');
    const lines = existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n') : [];
    const all = lines.filter(Boolean).map((line) => JSON.parse(line) as LoggedRequest);
    return method ? all.filter((request) => request.method === method) : all;
  }

  /** Bytes of unfinished uploads on disk, in all. */
  partialBytes(): number {
    const folder = join(this.dataDir, 'uploads');
    const files = readdirSync(folder).filter((name) => !name.endsWith('.json'));
    return files.reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
  }
}
