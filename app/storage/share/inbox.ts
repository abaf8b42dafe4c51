/** Files that another app shared with this one wait here from the share until the library has taken them. */
const CACHE = 'share-inbox';

const placeOf = (id: string) => `/share-inbox/${id}`;

/** Keeps shared files. Bytes are streamed to disk by the browser. @thread service worker */
export async function keepShared(files: readonly File[]): Promise<void> {
  const cache = await caches.open(CACHE);
  for (const file of files) {
    const headers = {
      'Content-Type': file.type || 'application/octet-stream',
      'X-File-Name': encodeURIComponent(file.name || 'audio'),
    };
    await cache.put(placeOf(crypto.randomUUID()), new Response(file, { headers }));
  }
}

/** A file in the inbox. It stays there until {@link SharedFile.clear} was called. */
export interface SharedFile {
  readonly file: File;
  clear(): Promise<void>;
}

/** The files that wait, oldest first. @thread any */
export async function listShared(): Promise<SharedFile[]> {
  if (typeof caches === 'undefined' || !(await caches.has(CACHE))) return [];
  const cache = await caches.open(CACHE);
  const waiting: SharedFile[] = [];
  for (const request of await cache.keys()) {
    const response = await cache.match(request);
    if (!response) continue;
    const name = decodeURIComponent(response.headers.get('X-File-Name') ?? 'audio');
    const type = response.headers.get('Content-Type') ?? '';
    waiting.push({
      file: new File([await response.blob()], name, { type }),
      clear: async () => void (await cache.delete(request)),
    });
  }
  return waiting;
}
