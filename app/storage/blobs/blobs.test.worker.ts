import { putBlob } from './blobs.ts';

/** Bytes to store, and how the stream ends when not well. */
export interface PutJob {
  readonly parts: readonly Uint8Array[];
  readonly breakWith?: 'TypeError' | 'AbortError' | 'QuotaExceededError';
}

addEventListener('message', async ({ data: { parts, breakWith } }: MessageEvent<PutJob>) => {
  const queue = [...parts];
  const source = new ReadableStream<Uint8Array>({
    pull(controller) {
      const part = queue.shift();
      if (part) controller.enqueue(part);
      else if (breakWith) controller.error(new DOMException('broken', breakWith));
      else controller.close();
    },
  });
  const result = await putBlob(source).catch((error: Error & { code?: unknown }) => ({
    error: typeof error.code === 'string' ? error.code : error.name,
  }));
  postMessage(result);
});
