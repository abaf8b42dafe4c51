import { betterAuth } from 'better-auth';
import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { PASSWORD_MAX, PASSWORD_MIN, type SessionUser } from '#contracts/http/session.ts';
import type { Orm } from '#server/db/open.ts';
import * as schema from '#server/db/schema.ts';

export const COOKIE_PREFIX = 'wavefoundry';
const DAY_SEC = 86_400;

interface AuthOptions {
  readonly orm: Orm;
  readonly secret: string;
  /** Origin of the app; `https:` makes the cookies secure ones. */
  readonly origin: string;
  /** Role of the account that is being made. Must not ask the database, which is in a transaction at that time. */
  readonly nextRole: () => SessionUser['role'];
  readonly onError: (error: unknown) => void;
}

/**
 * Accounts and sessions by better-auth. Only its functions are used, never its router: our routes check contracts,
 * origins and rates the same way for the whole API.
 */
export function createAuth({ orm, secret, origin, nextRole, onError }: AuthOptions) {
  return betterAuth({
    baseURL: origin,
    secret,
    database: drizzleAdapter(orm, { provider: 'pg', schema, transaction: true }),
    emailAndPassword: {
      enabled: true,
      minPasswordLength: PASSWORD_MIN,
      maxPasswordLength: PASSWORD_MAX,
    },
    user: { additionalFields: { role: { type: 'string', input: false, defaultValue: 'member' } } },
    session: { expiresIn: 60 * DAY_SEC, updateAge: DAY_SEC },
    databaseHooks: {
      user: {
        create: {
          before: (user) => Promise.resolve({ data: { ...user, role: nextRole() } }),
        },
      },
    },
    advanced: {
      cookiePrefix: COOKIE_PREFIX,
      useSecureCookies: origin.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'strict', path: '/' },
      ipAddress: { disableIpTracking: true },
      disableCSRFCheck: true,
      disableOriginCheck: true,
    },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
    onAPIError: { onError },
  });
}

export type Auth = ReturnType<typeof createAuth>;

/** What of better-auth's user may be told to its owner. */
export function toSessionUser(user: { id: string; name: string; email: string; role?: unknown }): SessionUser {
  const { id, name, email, role } = user;
  return { id, name, email, role: role === 'owner' ? 'owner' : 'member' };
}
