import { AppError, isAbort } from '#contracts/errors/app-error.ts';
import { errorCodes, type ErrorCode } from '#contracts/errors/codes.ts';

const QUICK_MS = 30_000;

export interface RequestOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: BodyInit;
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds after which silence counts as no network. */
  readonly timeoutMs?: number;
}

/**
 * One request to our own server with the session cookie. Any answer is returned, whatever its status.
 *
 * @throws AppError `upload.offline` when no answer comes; AbortError when `signal` fires
 * @thread page or service worker
 */
export async function request(path: string, options: RequestOptions = {}): Promise<Response> {
  const { method = 'GET', headers = {}, body, signal, timeoutMs = QUICK_MS } = options;
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    return await fetch(path, {
      method,
      headers,
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'error',
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
      ...(body === undefined ? {} : { body }),
    });
  } catch (error) {
    if (signal?.aborted && isAbort(error)) throw error;
    throw new AppError('upload.offline', {}, { cause: error });
  }
}

/**
 * The JSON of an answer.
 *
 * @throws AppError `upload.offline` when it is none: a hotel's sign-in page answers 200 to everything
 */
export async function jsonOf(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch (error) {
    if (isAbort(error)) throw error;
    throw new AppError('upload.offline', {}, { cause: error });
  }
}

/** The error code of a problem+json answer, or `fallback`. */
export async function problemCode(response: Response, fallback: ErrorCode): Promise<ErrorCode> {
  const body: unknown = await response.json().catch(() => null);
  const code: unknown = body !== null && typeof body === 'object' && 'code' in body ? body.code : null;
  return errorCodes.find((known) => known === code) ?? fallback;
}

/** What a `Retry-After` header in seconds asks for, milliseconds; 0 without one. Dates are not used by our server. */
export function retryAfterMs(response: Response): number {
  const seconds = Number(response.headers.get('Retry-After') ?? 0);
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds, 3600) * 1000 : 0;
}
