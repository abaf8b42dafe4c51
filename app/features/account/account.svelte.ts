import { AppError } from '#contracts/errors/app-error.ts';
import type { Quota } from '#contracts/http/recordings.ts';
import type { Session, SessionUser } from '#contracts/http/session.ts';

const client = () => import('./client.ts');

/** Who is signed in on this device, as far as the server could be asked. */
class Account {
  /** Null for nobody; undefined until known. Without a network: who it was when the server was last asked. */
  user = $state.raw<SessionUser | null | undefined>(undefined);
  signups = $state<Session['signups']>('closed');
  /** The server did not answer the last question. */
  offline = $state(false);
  quota = $state.raw<Quota | null>(null);

  /** Asks the server anew. Never throws for a missing network: {@link offline} says so. */
  async refresh(): Promise<void> {
    const { fetchSession, lastKnownUser, fetchQuota, invitation } = await client();
    try {
      const session = await fetchSession();
      this.user = session.user;
      // Who is invited may make an account everywhere.
      this.signups = session.signups === 'closed' && (await invitation()) !== '' ? 'open' : session.signups;
      this.quota = session.user ? await fetchQuota() : null;
      this.offline = false;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      this.offline = true;
      this.user = await lastKnownUser();
    }
  }

  /** @throws AppError `account.wrong_password`, `http.too_many_requests`, `upload.offline` … */
  async signIn(email: string, password: string): Promise<void> {
    await (await client()).postSignIn(email, password);
    await this.refresh();
  }

  /** Makes an account and signs in. @throws AppError `account.email_taken`, `account.signups_closed` … */
  async signUp(name: string, email: string, password: string): Promise<void> {
    await (await client()).postSignUp(name, email, password);
    await this.refresh();
  }

  /** Ends the session on the server. Touches nothing that is stored on this device but the name. */
  async signOut(): Promise<void> {
    const { postSignOut, rememberUser } = await client();
    await postSignOut();
    await rememberUser(null);
    this.quota = null;
    await this.refresh();
  }
}

export const account = new Account();
