import { createHash } from 'node:crypto';
import type { Context, Hono } from 'hono';
import { Refusal } from './errors.ts';
import { inspectAudio, inspectImage } from './files.ts';
import type { Catalogue, Fields, StoredFile } from './state.ts';

interface Session {
  readonly id: string;
  readonly type: string;
  readonly target: number;
  /** By their offset; a part that comes again replaces itself. */
  readonly parts: Map<number, Buffer>;
}

interface UploadOptions {
  readonly catalogue: Catalogue;
  /** Milliseconds from `finish` until `has_uploaded`. */
  readonly processingMs: number;
}

const refused = (code: string, status = 400) => new Refusal('error', code, status);

/** Upload in parts that may come in any order and at the same time; `finish` compares the MD5 of the whole. */
export class Uploads {
  readonly #options: UploadOptions;
  readonly #sessions = new Map<string, Session>();
  /** How many parts came, repeated ones included. */
  parts = 0;

  constructor(options: UploadOptions) {
    this.#options = options;
  }

  register(app: Hono): void {
    app.post('/upload/start', async (c) => c.json({ id: this.#start(await c.req.json()) }));
    app.post('/upload', async (c) => c.json(await this.#part(c)));
    app.post('/upload/finish', async (c) => c.json(this.#finish(await c.req.json())));
  }

  #start(body: Fields): string {
    const { catalogue } = this.#options;
    const type = String(body['type']);
    const target = Number(body['id']);
    const isKnown =
      type === 'audio'
        ? catalogue.assets.has(target)
        : type === 'image' && [...catalogue.products.values()].some(({ coverId }) => coverId === target);
    if (!isKnown) throw refused('ENTITY_NOT_FOUND', 404);
    const id = `${catalogue.newId()}-${type}`;
    this.#sessions.set(id, { id, type, target, parts: new Map() });
    return id;
  }

  async #part(c: Context): Promise<object> {
    if (!c.req.header('Content-Type')?.startsWith('multipart/form-data')) {
      throw refused('REQUEST_NOT_A_MULTIPART_UPLOAD');
    }
    const form = await c.req.parseBody();
    for (const field of ['uuid', 'filename', 'partbyteoffset']) {
      if (typeof form[field] !== 'string') throw refused(`CHUNK_UPLOAD_MISSING_PARAMETERS_${field.toUpperCase()}`);
    }
    const file = form['file'];
    if (!(file instanceof File)) throw refused('CHUNK_UPLOAD_MISSING_PARAMETERS');
    const offset = Number(form['partbyteoffset']);
    if (!(offset >= 0)) throw refused('CHUNK_UPLOAD_NEGATIVE_OFFSET');
    const session = this.#find(form['uuid']);
    const bytes = Buffer.from(await file.arrayBuffer());
    if (c.get('corrupt')) bytes[0] = (bytes[0] ?? 0) ^ 0xff;
    session.parts.set(offset, bytes);
    this.parts += 1;
    return { success: true };
  }

  #finish(body: Fields): object {
    const session = this.#find(body['uuid']);
    const bytes = assemble(session);
    const md5 = createHash('md5').update(bytes).digest('hex');
    if (body['md5sum'] !== undefined && body['md5sum'] !== md5) throw refused('UPLOAD_CHECKSUM_DOES_NOT_MATCH');
    if (bytes.length === 0) throw refused('UPLOAD_FILE_HAS_ZERO_BYTES');
    const { mimeType, durationSec } = session.type === 'audio' ? inspectAudio(bytes) : inspectImage(bytes);
    const { catalogue, processingMs } = this.#options;
    const stored: StoredFile = {
      ...{ filename: String(body['filename'] ?? ''), size: bytes.length, md5, mimeType, durationSec },
      readyAt: catalogue.clock.now() + processingMs,
    };
    const asset = session.type === 'audio' ? catalogue.assets.get(session.target) : undefined;
    if (asset) asset.audio = stored;
    for (const product of catalogue.products.values()) {
      if (session.type === 'image' && product.coverId === session.target) product.cover = stored;
    }
    this.#sessions.delete(session.id);
    return { success: true };
  }

  #find(id: unknown): Session {
    const session = this.#sessions.get(String(id));
    if (!session) throw refused('EXISTING_UPLOAD_NOT_FOUND', 404);
    return session;
  }
}

function assemble({ parts }: Session): Buffer {
  const sorted = [...parts].sort(([a], [b]) => a - b);
  let end = 0;
  for (const [offset, bytes] of sorted) {
    if (offset !== end) throw refused('UPLOAD_CHECKSUM_DOES_NOT_MATCH');
    end += bytes.length;
  }
  return Buffer.concat(sorted.map(([, bytes]) => bytes));
}
