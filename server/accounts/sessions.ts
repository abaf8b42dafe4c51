import type { SessionUser } from '#contracts/http/session.ts';
import { COOKIE_PREFIX, type Auth, toSessionUser } from './auth.ts';

const FRESH_MS = 30_000;
const MAX_KNOWN = 1_000;
const cookiePattern = new RegExp(`(?:^|;\\s*)(?:__Secure-)?${COOKIE_PREFIX}\\.session_token=([^;]+)`);

interface Known {
  readonly user: SessionUser | null;
  readonly until: number;
}

/**
 * Who sent a request. A chunk of an upload every few milliseconds would ask the database for the same session again
 * and again, so answers are kept for half a minute; whatever changes sessions calls {@link forget}.
 */
export class Sessions {
  readonly #auth: Auth;
  readonly #known = new Map<string, Known>();

  constructor(auth: Auth) {
    this.#auth = auth;
  }

  readonly userOf = async (headers: Headers): Promise<SessionUser | null> => {
    const token = cookiePattern.exec(headers.get('Cookie') ?? '')?.[1];
    if (!token) return null;
    const known = this.#known.get(token);
    if (known && known.until > Date.now()) return known.user;
    const session = await this.#auth.api.getSession({ headers, query: { disableRefresh: true } });
    const user = session ? toSessionUser(session.user) : null;
    if (this.#known.size >= MAX_KNOWN) this.#known.clear();
    this.#known.set(token, { user, until: Date.now() + FRESH_MS });
    return user;
  };

  forget(): void {
    this.#known.clear();
  }
}
