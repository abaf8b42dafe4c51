import * as v from 'valibot';
import { ProviderError } from '../failure.ts';
import type { Credentials, ProviderSession } from '../port.ts';
import { errorOf } from './errors.ts';

const State = v.object({
  cookie: v.string(),
  /** '' where the service gave none. */
  csrf: v.string(),
  /** Epoch milliseconds; null when it did not say. */
  expiresAt: v.nullable(v.number()),
});
export type SessionState = v.InferOutput<typeof State>;

const LoginBody = v.object({
  token: v.optional(v.string(), ''),
  user: v.optional(v.object({ is_two_factor_authentication_enabled: v.optional(v.nullable(v.boolean()), false) })),
});

export type Fetch = typeof globalThis.fetch;

const TIMEOUT_MS = 60_000;

/** Reads what {@link signIn} or {@link giveCode} made; null for anything else. */
export function readState(session: ProviderSession | null): SessionState | null {
  if (!session || session.needsCode) return null;
  return parsed(session.state);
}

function parsed(state: string): SessionState | null {
  try {
    return v.parse(State, JSON.parse(state));
  } catch {
    return null;
  }
}

/** Headers that carry a session. */
export function headersOf({ cookie, csrf }: SessionState): Record<string, string> {
  return { Cookie: cookie, ...(csrf === '' ? {} : { 'x-csrf-token': csrf }) };
}

export async function signIn(baseUrl: string, credentials: Credentials, send: Fetch): Promise<ProviderSession> {
  const { response, text } = await post(`${baseUrl}/login`, credentials, {}, send);
  if (!response.ok) throw kindOfRefusal(response.status, text, 'signedOut');
  const body = v.safeParse(LoginBody, json(text));
  const state = stateOf(response, body.success ? body.output.token : '');
  if (!state) throw new ProviderError('temporary', response.status, [noCookie]);
  const needsCode = body.success && body.output.user?.is_two_factor_authentication_enabled === true;
  return { state: JSON.stringify(state), needsCode };
}

const noCookie = { field: '', code: 'NO_SESSION_COOKIE', cause: 'The answer to the login has no session cookie.' };

export async function giveCode(
  baseUrl: string,
  session: ProviderSession,
  code: string,
  send: Fetch,
): Promise<ProviderSession> {
  const first = parsed(session.state);
  if (!first) throw new ProviderError('signedOut', 0, [noCookie]);
  const { response, text } = await post(`${baseUrl}/login/2fa`, { totp: code }, headersOf(first), send);
  if (!response.ok) {
    const error = kindOfRefusal(response.status, text, 'needsCode');
    // Too late: the first step has to be done again.
    throw error.says(/MISSING_FIRST_STEP/) ? new ProviderError('signedOut', error.status, error.failures) : error;
  }
  const state = stateOf(response, first.csrf) ?? first;
  return { state: JSON.stringify(state), needsCode: false };
}

function kindOfRefusal(status: number, text: string, kind: 'signedOut' | 'needsCode'): ProviderError {
  const error = errorOf(status, text);
  return error.kind === 'temporary' ? error : new ProviderError(kind, status, error.failures);
}

async function post(url: string, body: object, headers: Record<string, string>, send: Fetch) {
  try {
    const response = await send(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return { response, text: await response.text() };
  } catch (error) {
    // The cause may hold the request; only its name is passed on.
    const cause = error instanceof Error ? error.name : 'no answer';
    throw new ProviderError('temporary', 0, [{ field: '', code: 'NO_ANSWER', cause }]);
  }
}

function stateOf(response: Response, csrf: string): SessionState | null {
  const header = response.headers.getSetCookie().find((one) => one.startsWith('connect.sid='));
  if (header === undefined) return null;
  const [cookie = ''] = header.split(';');
  const expires = /expires=([^;]+)/i.exec(header)?.[1];
  const time = expires === undefined ? Number.NaN : Date.parse(expires);
  return { cookie, csrf, expiresAt: Number.isNaN(time) ? null : time };
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
