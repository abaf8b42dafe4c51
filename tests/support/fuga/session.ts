import { createHmac, randomBytes } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import type { Clock } from './clock.ts';
import { refuse } from './errors.ts';

/** Somebody who may sign in. */
export interface Login {
  readonly name: string;
  readonly password: string;
  /** Bytes of the secret of a second step; without one there is none. */
  readonly totpSecret?: Buffer;
  /** May look and not write. */
  readonly isReadOnly?: boolean;
}

interface Session {
  readonly login: Login;
  readonly csrf: string;
  expiresAt: number;
  isComplete: boolean;
}

interface SessionOptions {
  readonly logins: readonly Login[];
  readonly lifetimeMs: number;
  /** Whether writes need the token of the login's answer. */
  readonly needsCsrf: boolean;
  readonly clock: Clock;
}

const COOKIE = 'connect.sid';

/** Sign-in with name, password and, for some, a code; a cookie that ends. */
export class Sessions {
  readonly #options: SessionOptions;
  readonly #sessions = new Map<string, Session>();
  /** How often somebody gave name and password. */
  logins = 0;

  constructor(options: SessionOptions) {
    this.#options = options;
  }

  /** Ends all sessions. */
  expire(): void {
    this.#sessions.clear();
  }

  login(c: Context, body: Record<string, unknown>): Response {
    this.logins += 1;
    const login = this.#options.logins.find(({ name }) => name === body['name']);
    if (!login || login.password !== body['password']) throw refuse('USER_OR_PASSWORD_INCORRECT', 401);
    const csrf = randomBytes(12).toString('hex');
    const isComplete = login.totpSecret === undefined;
    const session = { login, csrf, isComplete, expiresAt: 0 };
    this.#hand(c, session);
    return c.json({
      user: { id: 42, name: login.name, is_two_factor_authentication_enabled: !isComplete },
      org: { id: 7, name: 'Stand-in Records', settings: [{ id: 'AUTOMATIC_BARCODE', enabled: true }] },
      token: csrf,
    });
  }

  secondStep(c: Context, body: Record<string, unknown>): Response {
    const session = this.#find(c);
    if (!session) throw refuse('USER_TWO_FACTOR_AUTHENTICATION_MISSING_FIRST_STEP', 401);
    const { totpSecret } = session.login;
    const now = this.#options.clock.now();
    const good = totpSecret && [0, -30_000].some((shift) => totp(totpSecret, now + shift) === body['totp']);
    if (!good) throw refuse('USER_TWO_FACTOR_AUTHENTICATION_INVALID_TOTP', 401);
    this.#sessions.delete(cookieOf(c));
    session.isComplete = true;
    this.#hand(c, session);
    return c.json({ user: { id: 42, name: session.login.name } });
  }

  /** Lets only complete sessions through. */
  readonly required: MiddlewareHandler = async (c, next) => {
    const session = this.#find(c);
    if (!session?.isComplete) throw refuse('NOT_AUTHENTICATED', 401);
    if (c.req.method !== 'GET') {
      if (this.#options.needsCsrf && c.req.header('x-csrf-token') !== session.csrf) throw refuse('INVALID_CSRF', 403);
      // Missing rights are told with 401, like a missing session.
      if (session.login.isReadOnly) throw refuse('NOT_AUTHORIZED', 401);
    }
    await next();
  };

  #hand(c: Context, session: Session): void {
    const id = `s%3A${randomBytes(18).toString('hex')}`;
    session.expiresAt = this.#options.clock.now() + this.#options.lifetimeMs;
    this.#sessions.set(id, session);
    const expires = new Date(session.expiresAt).toUTCString();
    c.header('Set-Cookie', `${COOKIE}=${id}; Path=/; Expires=${expires}; HttpOnly`);
  }

  #find(c: Context): Session | null {
    const session = this.#sessions.get(cookieOf(c));
    return session && session.expiresAt > this.#options.clock.now() ? session : null;
  }
}

const cookieOf = (c: Context) => /connect\.sid=([^;]+)/.exec(c.req.header('Cookie') ?? '')?.[1] ?? '';

/** Six digits by RFC 6238 (SHA-1, 30 s). */
export function totp(secret: Buffer, atMs: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(atMs / 30_000)));
  const digest = createHmac('sha1', secret).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 15;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
