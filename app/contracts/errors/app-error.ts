import type { ErrorCode } from './codes.ts';

/** Facts about one failure that may cross a worker or HTTP boundary: numbers, names, sizes; never secrets. */
export type ErrorDetails = Readonly<Record<string, string | number | boolean | null>>;

/** The shape of an {@link AppError} on the wire (structured clone, JSON). */
export interface AppErrorData {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;
}

/**
 * An expected failure. The code names the row of the error table, which names the text shown to people;
 * `details` fill the text. Programming mistakes stay plain `Error`s.
 */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails = {}, options?: ErrorOptions) {
    super(code, options);
    this.name = 'AppError';
    this.code = code;
    this.details = details;
  }

  toData(): AppErrorData {
    return { code: this.code, details: this.details };
  }

  static fromData(data: AppErrorData): AppError {
    return new AppError(data.code, data.details);
  }
}

/** True for the cancellation of work on purpose, which is no failure and is never shown as one. */
export function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}
