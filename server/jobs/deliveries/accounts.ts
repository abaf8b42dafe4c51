import * as v from 'valibot';
import { AppError } from '#contracts/errors/app-error.ts';
import type { DistributorStatus } from '#contracts/http/distribution.ts';
import {
  type AccountState,
  deleteAccount,
  findAccount,
  saveAccount,
  setAccountState,
} from '#server/db/distributor-accounts.ts';
import type { Orm } from '#server/db/open.ts';
import type { Sealer } from '#server/integrations/credentials/sealer.ts';
import { ProviderError } from '#server/integrations/distribution/failure.ts';
import type {
  Credentials,
  DistributionProvider,
  Distributor,
  ProviderSession,
} from '#server/integrations/distribution/port.ts';

const Secrets = v.object({
  credentials: v.object({ name: v.string(), password: v.string() }),
  session: v.nullable(v.object({ state: v.string(), needsCode: v.boolean() })),
});

interface AccountsOptions {
  readonly orm: Orm;
  readonly distributor: Distributor;
  readonly sealer: Sealer;
}

/** Accounts of our users at one distributor. Their secrets leave the database sealed and this class not at all. */
export class DistributorAccounts {
  readonly #options: AccountsOptions;

  constructor(options: AccountsOptions) {
    this.#options = options;
  }

  get provider(): string {
    return this.#options.distributor.name;
  }

  /**
   * Signs in and keeps what is needed to do so again.
   *
   * @throws AppError `distribution.login` or `distribution.unreachable`
   */
  async connect(userId: string, credentials: Credentials): Promise<DistributorStatus> {
    const session = await this.#options.distributor.signIn(credentials).catch(explain);
    await this.#save(userId, credentials, session);
    return this.status(userId);
  }

  /**
   * The second step of signing in.
   *
   * @throws AppError `distribution.code`, `distribution.login` when the first step has to be done again
   */
  async giveCode(userId: string, code: string): Promise<DistributorStatus> {
    const { credentials, session } = await this.#open(userId);
    if (!session?.needsCode) return this.status(userId);
    const complete = await this.#options.distributor.giveCode(session, code).catch(explain);
    await this.#save(userId, credentials, complete);
    return this.status(userId);
  }

  async status(userId: string): Promise<DistributorStatus> {
    const { orm, distributor } = this.#options;
    const account = await findAccount(orm, userId, distributor.name);
    const state = account?.state ?? 'disconnected';
    return { provider: distributor.name, state, isVerified: distributor.isVerified };
  }

  /** Forgets everything that signs in. */
  async disconnect(userId: string): Promise<void> {
    await deleteAccount(this.#options.orm, userId, this.provider);
  }

  /** The distributor no longer lets this account in, or wants a code. */
  async lost(userId: string, state: Exclude<AccountState, 'connected'>): Promise<void> {
    await setAccountState(this.#options.orm, userId, this.provider, state);
  }

  /** Opens a user's catalogue. @throws AppError `distribution.not_connected` or `distribution.wrong_key` */
  async open(userId: string): Promise<DistributionProvider> {
    const { credentials, session } = await this.#open(userId);
    const onSession = (renewed: ProviderSession) => this.#save(userId, credentials, renewed);
    return this.#options.distributor.open({ credentials, session, onSession });
  }

  async #open(userId: string): Promise<v.InferOutput<typeof Secrets>> {
    const { orm, sealer } = this.#options;
    const account = await findAccount(orm, userId, this.provider);
    if (!account) throw new AppError('distribution.not_connected');
    return v.parse(Secrets, JSON.parse(sealer.open(account.sealed, this.#ownerOf(userId))));
  }

  async #save(userId: string, credentials: Credentials, session: ProviderSession): Promise<void> {
    const { orm, sealer } = this.#options;
    const sealed = sealer.seal(JSON.stringify({ credentials, session }), this.#ownerOf(userId));
    const state = session.needsCode ? 'needsCode' : 'connected';
    await saveAccount(orm, { userId, provider: this.provider, sealed, state });
  }

  readonly #ownerOf = (userId: string) => `${userId}/${this.provider}`;
}

function explain(error: unknown): never {
  if (!(error instanceof ProviderError)) throw error;
  const code = error.failures[0]?.code ?? '';
  if (error.kind === 'needsCode') throw new AppError('distribution.code', { code });
  if (error.kind === 'temporary') throw new AppError('distribution.unreachable', { code });
  throw new AppError('distribution.login', { code });
}
