import type { ErrorCode } from '#contracts/errors/codes.ts';
import type { UploadEvent } from '#core/upload/machine.ts';
import { backoffMs } from '#core/upload/backoff.ts';
import { problemCode, retryAfterMs } from './http.ts';

/** Epoch milliseconds of the next try after `attempts` failed ones. */
export function retryTime(attempts: number, atLeastMs = 0): number {
  return Date.now() + Math.max(atLeastMs, backoffMs(attempts, Math.random()));
}

const refusals: Readonly<Record<number, ErrorCode>> = {
  413: 'upload.too_large',
  415: 'upload.type',
  422: 'upload.hash_mismatch',
};

/** What an answer that is no success means for a job that failed `attempts` times before. */
export async function eventOfFailure(response: Response, attempts: number): Promise<UploadEvent> {
  const { status } = response;
  const retryAt = retryTime(attempts, retryAfterMs(response));
  if (status === 401) return { type: 'signed-out' };
  if (status === 404 || status === 410) return { type: 'lost', retryAt };
  if (status === 409) return { type: 'out-of-step', retryAt };
  if (status >= 500 || status === 408 || status === 423 || status === 425 || status === 429) {
    return { type: 'interrupted', error: 'upload.server', retryAt };
  }
  const error = await problemCode(response, refusals[status] ?? 'upload.server');
  // 415 and 422 judge the bytes that were sent; the server has thrown them away.
  return { type: 'refused', error, restart: status === 415 || status === 422 };
}
