import { and, eq } from 'drizzle-orm';
import { distributorAccounts } from './delivery-schema.ts';
import type { Orm } from './open.ts';

export type AccountState = 'connected' | 'needsCode' | 'signedOut';

/** An account at a distributor. `sealed` is opened by nobody but who signs in. */
export interface DistributorAccount {
  readonly userId: string;
  readonly provider: string;
  readonly sealed: string;
  readonly state: AccountState;
  readonly isPaused: boolean;
}

const one = (userId: string, provider: string) =>
  and(eq(distributorAccounts.userId, userId), eq(distributorAccounts.provider, provider));

export async function findAccount(orm: Orm, userId: string, provider: string): Promise<DistributorAccount | null> {
  const [row] = await orm.select().from(distributorAccounts).where(one(userId, provider));
  return row ?? null;
}

export async function connectedAccounts(orm: Orm, provider: string): Promise<DistributorAccount[]> {
  return orm
    .select()
    .from(distributorAccounts)
    .where(and(eq(distributorAccounts.provider, provider), eq(distributorAccounts.state, 'connected')));
}

/** Stores credentials and session; whether the queue rests stays as it is. */
export async function saveAccount(
  orm: Orm,
  account: Pick<DistributorAccount, 'userId' | 'provider' | 'sealed' | 'state'>,
): Promise<void> {
  const { sealed, state } = account;
  const updatedAt = new Date();
  await orm
    .insert(distributorAccounts)
    .values({ ...account, updatedAt })
    .onConflictDoUpdate({
      target: [distributorAccounts.userId, distributorAccounts.provider],
      set: { sealed, state, updatedAt },
    });
}

export async function setAccountState(orm: Orm, userId: string, provider: string, state: AccountState): Promise<void> {
  await orm.update(distributorAccounts).set({ state }).where(one(userId, provider));
}

/** @returns false when there is no such account */
export async function setPaused(orm: Orm, userId: string, provider: string, isPaused: boolean): Promise<boolean> {
  const rows = await orm
    .update(distributorAccounts)
    .set({ isPaused })
    .where(one(userId, provider))
    .returning({ userId: distributorAccounts.userId });
  return rows.length > 0;
}

export async function deleteAccount(orm: Orm, userId: string, provider: string): Promise<void> {
  await orm.delete(distributorAccounts).where(one(userId, provider));
}
