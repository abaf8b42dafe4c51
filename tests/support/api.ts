import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import type { Problem } from '#contracts/http/problem.ts';
import type { Recording } from '#contracts/http/recordings.ts';
import { type AppDeps, createApp } from '#server/app.ts';
import type { Database } from '#server/db/open.ts';
import { openObjectStore } from '#server/integrations/object-store/open.ts';
import type { ObjectStore } from '#server/integrations/object-store/port.ts';
import { listen } from '#server/listen.ts';
import { createLog } from '#server/log.ts';
import { createServices } from '#server/services.ts';
import { readSettings, type Settings } from '#server/settings.ts';
import { sha256Of } from './audio-files.ts';

export const PASSWORD = 'correct horse battery';

/** A server inside the test's own process, on a real port. */
export interface TestApi {
  readonly url: string;
  readonly dataDir: string;
  readonly settings: Settings;
  readonly deps: AppDeps;
  /** A visitor with a cookie jar of their own. */
  visitor(): Visitor;
  /** Makes an account, whatever the sign-ups are set to, and signs in. */
  user(name: string): Promise<Visitor>;
  close(): Promise<void>;
}

export interface ApiOptions {
  readonly settings?: Partial<Settings>;
  readonly store?: ObjectStore;
}

/** Starts the app on `database`, which is emptied first, and on a new folder. */
export async function startApi(database: Database, { settings: changes, store }: ApiOptions = {}): Promise<TestApi> {
  await database.orm.execute(sql`truncate "user", "verification" cascade`);
  const dataDir = mkdtempSync(join(tmpdir(), 'wavefoundry-api-'));
  const settings: Settings = { ...readSettings({ DATA_DIR: dataDir, SIGNUPS: 'open', SERVE_APP: '0' }), ...changes };
  const deps = await createServices({
    settings,
    database,
    store: store ?? (await openObjectStore(settings.objectStore, dataDir)),
    secret: 'a secret that only tests know, 32+',
    log: createLog('silent'),
  });
  const listening = await listen(createApp(deps), '127.0.0.1', 0);
  const url = `http://127.0.0.1:${listening.address.port}`;
  const visitor = () => new Visitor(url);
  return {
    url,
    dataDir,
    settings,
    deps,
    visitor,
    user: async (name) => {
      const one = visitor();
      await deps.accounts.signUp({ name, email: emailOf(name), password: PASSWORD }, new Headers()).then((response) => {
        one.keepCookies(response);
      });
      return one;
    },
    close: async () => {
      await listening.stop();
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

export const emailOf = (name: string) => `${name.toLowerCase()}@example.org`;

/** What lies in the upload and object folders of a server, by relative path. */
export function storedFiles(dataDir: string): string[] {
  return ['uploads', 'objects'].flatMap((folder) =>
    readdirSync(join(dataDir, folder), { recursive: true, withFileTypes: true })
      .filter((file) => file.isFile())
      .map((file) => join(file.parentPath, file.name).slice(dataDir.length + 1)),
  );
}

type Metadata = Readonly<Record<string, string>>;

/** A client like a browser: keeps cookies, sends `Origin` with what is no GET. */
export class Visitor {
  readonly #url: string;
  readonly #cookies = new Map<string, string>();

  constructor(url: string) {
    this.#url = url;
  }

  get cookie(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  }

  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (this.#cookies.size > 0) headers.set('Cookie', this.cookie);
    const method = init.method ?? 'GET';
    if (method !== 'GET' && method !== 'HEAD' && !headers.has('Origin')) headers.set('Origin', this.#url);
    const response = await fetch(this.#url + path, { ...init, headers, redirect: 'manual' });
    this.keepCookies(response);
    return response;
  }

  keepCookies(response: Response): void {
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === '') this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
  }

  post(path: string, body: unknown, headers: Metadata = {}): Promise<Response> {
    return this.fetch(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  }

  signUp(name: string, email = emailOf(name), password = PASSWORD): Promise<Response> {
    return this.post('/api/auth/sign-up/email', { name, email, password });
  }

  signIn(email: string, password = PASSWORD): Promise<Response> {
    return this.post('/api/auth/sign-in/email', { email, password });
  }

  /** Begins an upload. */
  create(sizeBytes: number | string, metadata: Metadata, init: RequestInit = {}): Promise<Response> {
    const pairs = Object.entries(metadata).map(([key, value]) => `${key} ${Buffer.from(value).toString('base64')}`);
    const headers = new Headers(init.headers);
    headers.set('Tus-Resumable', '1.0.0');
    headers.set('Upload-Length', String(sizeBytes));
    if (pairs.length > 0) headers.set('Upload-Metadata', pairs.join(','));
    return this.fetch('/api/uploads', { ...init, method: 'POST', headers });
  }

  head(location: string): Promise<Response> {
    return this.fetch(location, { method: 'HEAD', headers: { 'Tus-Resumable': '1.0.0' } });
  }

  patch(location: string, offset: number | string, body: Uint8Array<ArrayBuffer>): Promise<Response> {
    return this.fetch(location, {
      method: 'PATCH',
      headers: {
        'Tus-Resumable': '1.0.0',
        'Upload-Offset': String(offset),
        'Content-Type': 'application/offset+octet-stream',
      },
      body,
    });
  }

  remove(location: string): Promise<Response> {
    return this.fetch(location, { method: 'DELETE', headers: { 'Tus-Resumable': '1.0.0' } });
  }

  /** Sends a whole file and gives the answer to its last byte. */
  async upload(bytes: Uint8Array<ArrayBuffer>, metadata: Metadata = {}): Promise<Response> {
    const created = await this.create(bytes.byteLength, { sha256: sha256Of(bytes), ...metadata });
    if (created.status !== 201) return created;
    return this.patch(locationOf(created), 0, bytes);
  }

  async recordings(): Promise<Recording[]> {
    const response = await this.fetch('/api/recordings');
    return ((await response.json()) as { recordings: Recording[] }).recordings;
  }
}

export const locationOf = (response: Response) => response.headers.get('Location') ?? '';

export const problemOf = async (response: Response) => (await response.json()) as Problem;
