import * as v from 'valibot';
import { AppError } from '#contracts/errors/app-error.ts';
import type { ErrorCode } from '#contracts/errors/codes.ts';
import { codeOfStatus } from '#contracts/http/problem.ts';
import type { Session, SessionUser } from '#contracts/http/session.ts';
import type { Orm } from '#server/db/open.ts';
import { hasUsers } from '#server/db/users.ts';
import { Turns } from '#server/uploads/turns.ts';
import type { Auth } from './auth.ts';
import { Sessions } from './sessions.ts';

/** What better-auth calls it, and the row of our error table that says the same. */
const codes: Readonly<Record<string, ErrorCode>> = {
  INVALID_EMAIL_OR_PASSWORD: 'account.wrong_password',
  INVALID_PASSWORD: 'account.wrong_password',
  INVALID_EMAIL: 'account.email_invalid',
  USER_ALREADY_EXISTS: 'account.email_taken',
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: 'account.email_taken',
  PASSWORD_TOO_SHORT: 'account.password_short',
  PASSWORD_TOO_LONG: 'account.password_long',
};

const Email = v.pipe(v.string(), v.email());

interface AccountsOptions {
  readonly auth: (nextRole: () => SessionUser['role']) => Auth;
  readonly orm: Orm;
  readonly signups: 'open' | 'closed';
  /** Whether the link of an invitation lets somebody with this address in. */
  readonly isInvited: (token: string, email: string) => Promise<boolean>;
  /** Runs after an account was made or its password changed, before the answer. */
  readonly onChanged: (userId: string) => Promise<void>;
  /** Runs after the owner's account was made, before the answer. */
  readonly onOwner: (user: SessionUser) => Promise<void>;
}

/** Making accounts, signing in and out. All answers are better-auth's, cookies included. */
export class Accounts {
  readonly sessions: Sessions;
  readonly #options: AccountsOptions;
  /** One sign-up at a time, or two strangers could both be the first. */
  readonly #turns = new Turns();
  readonly #auth: Auth;
  #nextRole: SessionUser['role'] = 'member';

  constructor(options: AccountsOptions) {
    this.#options = options;
    this.#auth = options.auth(() => this.#nextRole);
    this.sessions = new Sessions(this.#auth);
  }

  /** Who may make an account now. */
  async signups(): Promise<Session['signups']> {
    if (!(await hasUsers(this.#options.orm))) return 'first';
    return this.#options.signups;
  }

  /** @throws AppError `account.*` */
  signUp(
    { invitation, ...body }: { name: string; email: string; password: string; invitation?: string },
    headers: Headers,
  ): Promise<Response> {
    return this.#turns.run('sign-up', async () => {
      const { onChanged, onOwner, isInvited } = this.#options;
      const signups = await this.signups();
      const mayJoin = signups !== 'closed' || (await isInvited(invitation ?? '', body.email));
      if (!mayJoin) throw new AppError('account.signups_closed');
      if (!v.is(Email, body.email)) throw new AppError('account.email_invalid');
      this.#nextRole = signups === 'first' ? 'owner' : 'member';
      const response = await this.#checked(this.#auth.api.signUpEmail({ body, headers, asResponse: true }));
      const { user } = (await response.clone().json()) as { user: SessionUser };
      await onChanged(user.id);
      if (signups === 'first') await onOwner(user);
      return response;
    });
  }

  /** @throws AppError `account.wrong_password` */
  signIn(body: { email: string; password: string; rememberMe?: boolean }, headers: Headers): Promise<Response> {
    return this.#checked(this.#auth.api.signInEmail({ body, headers, asResponse: true }));
  }

  async signOut(headers: Headers): Promise<Response> {
    return this.#checked(this.#auth.api.signOut({ headers, asResponse: true }));
  }

  /** @throws AppError `account.*` */
  async changePassword(
    body: { currentPassword: string; newPassword: string; revokeOtherSessions?: boolean },
    user: SessionUser,
    headers: Headers,
  ): Promise<Response> {
    const { onChanged } = this.#options;
    const response = await this.#checked(this.#auth.api.changePassword({ body, headers, asResponse: true }));
    await onChanged(user.id);
    return response;
  }

  async #checked(answer: Promise<Response>): Promise<Response> {
    try {
      const response = await answer;
      if (response.ok) return response;
      const { code } = (await response.json().catch(() => ({}))) as { code?: string };
      throw new AppError(codes[code ?? ''] ?? codeOfStatus(response.status));
    } finally {
      this.sessions.forget();
    }
  }
}
