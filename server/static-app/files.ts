import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.flac': 'audio/flac',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.jpg': 'image/jpeg',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.mjs': 'text/javascript; charset=utf-8',
  '.md': 'text/markdown; charset=utf-8',
  '.onnx': 'application/octet-stream',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.wav': 'audio/wav',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};

const shrinks = /^(text\/|application\/(json|manifest|wasm)|image\/svg)/;
const MIN_TO_COMPRESS = 1024;

/** A file of the built app. */
export interface AppFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Before compression. */
  readonly plain: Uint8Array<ArrayBuffer>;
  readonly type: string;
  readonly etag: string;
  readonly encoding: 'br' | 'gzip' | null;
}

interface Loaded {
  readonly mtimeMs: number;
  readonly etag: string;
  readonly plain: Uint8Array<ArrayBuffer>;
  readonly compressed: Map<string, Promise<Uint8Array<ArrayBuffer>>>;
}

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

const compressors = {
  br: (bytes: Uint8Array) => brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }),
  gzip: (bytes: Uint8Array) => zip(bytes),
};

/** Reads files of the built app, and keeps them and their compressed forms in memory: the app is a few megabytes. */
export class AppFiles {
  readonly #root: string;
  readonly #loaded = new Map<string, Loaded>();

  constructor(root: string) {
    this.#root = root;
  }

  /**
   * @param urlPath decoded path of a request
   * @param accepted `Accept-Encoding` of the request
   * @returns null when there is no such file inside the app
   */
  async read(urlPath: string, accepted = ''): Promise<AppFile | null> {
    if (!isPlain(urlPath)) return null;
    const path = join(this.#root, ...urlPath.split('/'));
    if (!path.startsWith(this.#root + sep)) return null;
    const info = await stat(path).catch(() => null);
    if (!info?.isFile()) return null;
    const loaded = await this.#load(path, info.mtimeMs);
    const type = types[extname(path)] ?? 'application/octet-stream';
    const encoding = shrinks.test(type) && info.size >= MIN_TO_COMPRESS ? choose(accepted) : null;
    const plain = loaded.plain;
    const bytes = encoding ? await compressed(loaded, encoding) : plain;
    const etag = encoding ? `"${loaded.etag}-${encoding}"` : `"${loaded.etag}"`;
    return { bytes, plain, type, etag, encoding };
  }

  async #load(path: string, mtimeMs: number): Promise<Loaded> {
    const known = this.#loaded.get(path);
    if (known?.mtimeMs === mtimeMs) return known;
    const bytes = new Uint8Array(await readFile(path));
    const etag = createHash('sha256').update(bytes).digest('base64url').slice(0, 22);
    const loaded: Loaded = { mtimeMs, etag, plain: bytes, compressed: new Map() };
    this.#loaded.set(path, loaded);
    return loaded;
  }
}

function compressed(loaded: Loaded, encoding: 'br' | 'gzip'): Promise<Uint8Array<ArrayBuffer>> {
  let form = loaded.compressed.get(encoding);
  if (!form) {
    form = compressors[encoding](loaded.plain).then((bytes) => new Uint8Array(bytes));
    loaded.compressed.set(encoding, form);
  }
  return form;
}

/** No hidden files, no way up, no separators of another system. */
function isPlain(urlPath: string): boolean {
  const segments = urlPath.split('/').slice(1);
  return segments.every((name) => name !== '' && !name.startsWith('.') && !/[\\:\0]/.test(name));
}

function choose(accepted: string): 'br' | 'gzip' | null {
  const offered = accepted.split(',').map((part) => part.trim().toLowerCase());
  const takes = (name: string) => offered.some((part) => part.split(';')[0] === name && !/;\s*q=0(\.0*)?$/.test(part));
  if (takes('br')) return 'br';
  return takes('gzip') ? 'gzip' : null;
}
