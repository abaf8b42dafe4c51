import { ProviderError } from '../failure.ts';
import type { Connection } from '../port.ts';
import { errorOf } from './errors.ts';
import { Gate } from './gate.ts';
import { type Fetch, headersOf, readState, type SessionState, signIn } from './session.ts';

export interface Waiting {
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** 0 to 1. */
  readonly random: () => number;
}

export interface ClientOptions extends Waiting {
  /** With the version and without a slash at the end: `https://next.fugamusic.com/api/v2`. */
  readonly baseUrl: string;
  readonly connection: Connection;
  readonly send: Fetch;
  /** Requests at the same time. */
  readonly inFlight: number;
}

export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number>>;
  readonly body?: unknown;
  readonly form?: () => FormData;
}

const TRIES = 5;
/** New sessions within one call, for a session may end while the call waits. */
const RENEWALS = 3;
const TIMEOUT_MS = 60_000;
const BACKOFF_MS = 500;
const BACKOFF_MAX_MS = 30_000;
/** A session is renewed so long before its end. */
const EARLY_MS = 10_000;

/**
 * HTTP to the service: signs in when needed (once for all who wait), a few requests at a time. What was surely not done
 * (429), and reads and repeatable writes whose answer was lost, are tried again after a growing wait with jitter. A POST
 * whose answer was lost is not: it may have been done.
 */
export class FugaClient {
  readonly #options: ClientOptions;
  readonly #gate: Gate;
  #session: SessionState | null;
  #signingIn: Promise<SessionState> | null = null;

  constructor(options: ClientOptions) {
    this.#options = options;
    this.#gate = new Gate(options.inFlight);
    this.#session = readState(options.connection.session);
  }

  /** The answer's JSON; null when it has none. */
  async call<T>(call: Call): Promise<T> {
    let renewals = 0;
    for (let tries = 1; ; tries++) {
      const session = await this.#current();
      const answer = await this.#gate.run(() => this.#send(call, session));
      if (answer.status >= 200 && answer.status < 300) return jsonOf(answer.text) as T;
      // Missing rights are told with 401, too: a new session does not help there, but that is not known before.
      if (answer.status === 401 && renewals < (/NOT_AUTHORIZED/.test(answer.text) ? 1 : RENEWALS)) {
        renewals += 1;
        if (this.#session === session) this.#session = null;
        continue;
      }
      const error = answer.error ?? errorOf(answer.status, answer.text);
      const isRepeatable = call.method !== 'POST' || answer.status === 429;
      if (error.kind !== 'temporary' || !isRepeatable || tries >= TRIES) throw error;
      await this.#options.sleep(this.#wait(tries, answer.retryAfter));
    }
  }

  #wait(tries: number, retryAfter: string | null): number {
    const asked = retryAfter === null ? Number.NaN : secondsOf(retryAfter, this.#options.now());
    if (!Number.isNaN(asked)) return Math.min(asked * 1000, BACKOFF_MAX_MS) + this.#options.random() * BACKOFF_MS;
    return Math.min(BACKOFF_MS * 2 ** (tries - 1), BACKOFF_MAX_MS) * (0.5 + this.#options.random());
  }

  async #current(): Promise<SessionState> {
    const { now } = this.#options;
    const known = this.#session;
    if (known && (known.expiresAt === null || known.expiresAt - EARLY_MS > now())) return known;
    this.#signingIn ??= this.#signIn().finally(() => {
      this.#signingIn = null;
    });
    return this.#signingIn;
  }

  async #signIn(): Promise<SessionState> {
    const { baseUrl, connection, send, sleep } = this.#options;
    if (connection.session?.needsCode) throw needsCode();
    for (let tries = 1; ; tries++) {
      try {
        const session = await signIn(baseUrl, connection.credentials, send);
        await connection.onSession(session);
        const state = readState(session);
        if (!state) throw needsCode();
        this.#session = state;
        return state;
      } catch (error) {
        if (!(error instanceof ProviderError) || error.kind !== 'temporary' || tries >= TRIES) throw error;
        await sleep(this.#wait(tries, null));
      }
    }
  }

  async #send(call: Call, session: SessionState): Promise<Answer> {
    const url = new URL(this.#options.baseUrl + call.path);
    for (const [name, value] of Object.entries(call.query ?? {})) url.searchParams.set(name, String(value));
    const json = call.body === undefined ? {} : { 'Content-Type': 'application/json' };
    const body = call.form?.() ?? (call.body === undefined ? null : JSON.stringify(call.body));
    try {
      const response = await this.#options.send(url, {
        method: call.method,
        headers: { ...json, ...headersOf(session) },
        body,
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      const text = await response.text();
      return { status: response.status, text, retryAfter: response.headers.get('Retry-After') };
    } catch (error) {
      const cause = error instanceof Error ? error.name : 'no answer';
      const lost = new ProviderError('temporary', 0, [{ field: '', code: 'NO_ANSWER', cause }]);
      return { status: 0, text: '', retryAfter: null, error: lost };
    }
  }
}

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly retryAfter: string | null;
  readonly error?: ProviderError;
}

function needsCode(): ProviderError {
  const cause = 'The service asks for a code of the second step.';
  return new ProviderError('needsCode', 401, [{ field: 'code', code: 'SECOND_STEP_REQUIRED', cause }]);
}

/** Seconds, or a date. */
function secondsOf(header: string, now: number): number {
  const seconds = Number(header);
  return Number.isNaN(seconds) ? (Date.parse(header) - now) / 1000 : seconds;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Deletions answer with plain text or nothing.
    return null;
  }
}
