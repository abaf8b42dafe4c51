import { type Context, Hono } from 'hono';
import { describeRoute } from 'hono-openapi';
import { ChangePassword, Session, SignedIn, SignIn, SignUp } from '#contracts/http/session.ts';
import type { Accounts } from '#server/accounts/accounts.ts';
import type { Env } from '#server/middleware/env.ts';
import { clientAddress } from '#server/middleware/client-address.ts';
import { rateLimit } from '#server/middleware/rate-limit.ts';
import { requireUser } from '#server/middleware/session.ts';
import { validated } from '#server/middleware/validated.ts';
import { json, problems } from './describe.ts';

const MINUTE_MS = 60_000;
/** Tries to sign in, sign up or change a password per address and minute. Hashing alone makes each cost 0.1 s. */
const TRIES_PER_MINUTE = 8;

/** `/api/session`: who is signed in. */
export function sessionRoutes(accounts: Accounts): Hono<Env> {
  return new Hono<Env>().get(
    '/',
    describeRoute({
      summary: 'Who is signed in, and who may make an account',
      responses: { 200: json('The session', Session) },
    }),
    async (c) => {
      const [user, signups] = [await accounts.sessions.userOf(c.req.raw.headers), await accounts.signups()];
      return c.json({ user, signups } satisfies Session, 200, { 'Cache-Control': 'no-store' });
    },
  );
}

/** `/api/auth`: accounts with e-mail and password. The session is a cookie, its token is in no body. */
export function authRoutes(accounts: Accounts, trustProxy: boolean): Hono<Env> {
  const tries = rateLimit({
    max: TRIES_PER_MINUTE,
    windowMs: MINUTE_MS,
    keyOf: (c) => networkOf(clientAddress(c, trustProxy)),
  });
  const app = new Hono<Env>();
  app.post(
    '/sign-up/email',
    describe('Make an account; the first one of a server owns it', 400, 403, 409, 429),
    tries,
    validated('json', SignUp),
    async (c) => withoutToken(c, await accounts.signUp(defined(c.req.valid('json')), c.req.raw.headers)),
  );
  app.post('/sign-in/email', describe('Sign in', 400, 401, 429), tries, validated('json', SignIn), async (c) =>
    withoutToken(c, await accounts.signIn(defined(c.req.valid('json')), c.req.raw.headers)),
  );
  app.post(
    '/change-password',
    describe('Change the password', 400, 401, 429),
    tries,
    requireUser(accounts.sessions.userOf),
    validated('json', ChangePassword),
    async (c) => {
      const body = defined(c.req.valid('json'));
      return withoutToken(c, await accounts.changePassword(body, c.get('user'), c.req.raw.headers));
    },
  );
  app.post(
    '/sign-out',
    describeRoute({ summary: 'Sign out', responses: { 204: { description: 'Signed out' } } }),
    async (c) => {
      const response = await accounts.signOut(c.req.raw.headers);
      return new Response(null, { status: 204, headers: cookiesOf(response) });
    },
  );
  return app;
}

function describe(summary: string, ...errors: number[]) {
  return describeRoute({ summary, responses: { 200: json('The account', SignedIn), ...problems(...errors) } });
}

/** Drops what is absent: better-auth tells `undefined` from missing. */
function defined<T extends object>(body: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}

async function withoutToken(c: Context<Env>, response: Response): Promise<Response> {
  const { user } = (await response.json()) as { user: { id: string; name: string; email: string } };
  for (const cookie of response.headers.getSetCookie()) c.header('Set-Cookie', cookie, { append: true });
  const { id, name, email } = user;
  return c.json({ user: { id, name, email } }, 200, { 'Cache-Control': 'no-store' });
}

function cookiesOf(response: Response): Headers {
  const headers = new Headers();
  for (const cookie of response.headers.getSetCookie()) headers.append('Set-Cookie', cookie);
  return headers;
}

/** An IPv6 customer owns a whole /64. */
function networkOf(address: string): string {
  return address.includes(':') && !address.includes('.') ? address.split(':').slice(0, 4).join(':') : address;
}
