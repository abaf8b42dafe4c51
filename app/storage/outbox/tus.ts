import { UPLOADS_PATH } from '#contracts/http/uploads.ts';
import { request } from './http.ts';

const VERSION = { 'Tus-Resumable': '1.0.0' } as const;
const CHUNK_TIMEOUT_MS = 120_000;
/** The answer to the last chunk waits until the server has checked all bytes. */
const LAST_CHUNK_TIMEOUT_MS = 600_000;

/** Tells the server about an upload; no byte is sent yet, so its address can be kept first. */
export function tusCreate(
  sizeBytes: number,
  metadata: Readonly<Record<string, string>>,
  signal?: AbortSignal,
): Promise<Response> {
  return request(UPLOADS_PATH, {
    method: 'POST',
    headers: { ...VERSION, 'Upload-Length': String(sizeBytes), 'Upload-Metadata': encodeMetadata(metadata) },
    signal,
  });
}

/** Asks where an upload stands: `Upload-Offset`. */
export function tusHead(url: string, signal?: AbortSignal): Promise<Response> {
  return request(url, { method: 'HEAD', headers: VERSION, signal });
}

/** Sends `body` from `offset` on. */
export function tusPatch(
  url: string,
  offset: number,
  body: Blob,
  options: { readonly isLast: boolean; readonly signal?: AbortSignal | undefined },
): Promise<Response> {
  return request(url, {
    method: 'PATCH',
    headers: { ...VERSION, 'Upload-Offset': String(offset), 'Content-Type': 'application/offset+octet-stream' },
    body,
    signal: options.signal,
    timeoutMs: options.isLast ? LAST_CHUNK_TIMEOUT_MS : CHUNK_TIMEOUT_MS,
  });
}

/** Throws an upload away on the server. */
export function tusDelete(url: string, signal?: AbortSignal): Promise<Response> {
  return request(url, { method: 'DELETE', headers: VERSION, signal });
}

/** `Upload-Metadata`: pairs of key and base64 of UTF-8; empty values are left out. */
export function encodeMetadata(metadata: Readonly<Record<string, string>>): string {
  const encoder = new TextEncoder();
  return Object.entries(metadata)
    .filter(([, value]) => value !== '')
    .map(([key, value]) => `${key} ${btoa(String.fromCharCode(...encoder.encode(value)))}`)
    .join(',');
}

/**
 * The path of a `Location` header. Only the path is kept: behind a proxy the server may not know its own public name,
 * and the session cookie must never travel to another origin.
 */
export function uploadPath(location: string | null): string | null {
  if (!location) return null;
  try {
    const { pathname } = new URL(location, 'http://upload.invalid');
    return pathname.startsWith(`${UPLOADS_PATH}/`) ? pathname : null;
  } catch {
    return null;
  }
}

/** The `Upload-Offset` of an answer, NaN without a valid one. */
export function offsetOf(response: Response): number {
  const header = response.headers.get('Upload-Offset');
  return header !== null && /^\d+$/.test(header) ? Number(header) : Number.NaN;
}
