/** One thing that a distributor refused. */
export interface ProviderFailure {
  /** The field it names, in its own words; '' when it names none. */
  readonly field: string;
  /** Its code, known to us or not; `HTTP_<status>` when it gave none. */
  readonly code: string;
  /** What it says about it, whole. */
  readonly cause: string;
}

/**
 * `refused`: it answered no, asking again changes nothing. `duplicate`: there is one already, find it. `uploadLost`: it
 * does not know the upload or got other bytes, begin it again. `temporary`: it may have done the work or not, ask again
 * later. `signedOut`: name and password are not accepted. `needsCode`: it waits for a code of a second step.
 */
export type FailureKind = 'refused' | 'duplicate' | 'uploadLost' | 'temporary' | 'signedOut' | 'needsCode';

const RAW_MAX = 4_000;

/** What a distributor answered instead of doing it. */
export class ProviderError extends Error {
  readonly kind: FailureKind;
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  /** At least one. */
  readonly failures: readonly ProviderFailure[];
  /** The body as it came, cut to 4,000 characters. */
  readonly raw: string;

  constructor(kind: FailureKind, status: number, failures: readonly ProviderFailure[], raw = '') {
    super(failures.map(({ code, field }) => (field ? `${code} (${field})` : code)).join(', '));
    this.name = 'ProviderError';
    this.kind = kind;
    this.status = status;
    this.failures = failures;
    this.raw = raw.slice(0, RAW_MAX);
  }

  /** Whether one of the codes matches. */
  says(pattern: RegExp): boolean {
    return this.failures.some(({ code }) => pattern.test(code));
  }
}

/** Runs `work`; null when the distributor refuses with a code that matches, such as a duplicate. */
export async function unlessRefused<T>(pattern: RegExp, work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ProviderError && error.says(pattern)) return null;
    throw error;
  }
}
