import { AppError, isAbort } from '#contracts/errors/app-error.ts';

/** Maps what browsers throw from IndexedDB and OPFS to the error table; aborts and known errors pass through. */
export function storageFailure(error: unknown): unknown {
  if (error instanceof AppError || isAbort(error)) return error;
  const name = error instanceof Error ? error.name : '';
  if (name === 'QuotaExceededError') return new AppError('storage.quota', {}, { cause: error });
  return new AppError('storage.unavailable', { reason: name || 'unknown' }, { cause: error });
}
