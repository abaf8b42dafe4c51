import { and, eq } from 'drizzle-orm';
import type { Orm } from './open.ts';
import { account, user } from './schema.ts';

/** An account with what it takes to make it again. Times in epoch milliseconds. */
export interface UserRecord {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly role: string;
  readonly createdAt: number;
  /** Salted scrypt. */
  readonly passwordHash: string;
  /** When the password was set. */
  readonly passwordAt: number;
}

export async function hasUsers(orm: Orm): Promise<boolean> {
  return (await orm.select({ id: user.id }).from(user).limit(1)).length > 0;
}

const CREDENTIAL = 'credential';

/** All accounts with a password; `id` narrows to one. */
export async function listUsers(orm: Orm, id?: string): Promise<UserRecord[]> {
  const rows = await orm
    .select({ user, password: account.password, passwordAt: account.updatedAt })
    .from(user)
    .innerJoin(account, and(eq(account.userId, user.id), eq(account.providerId, CREDENTIAL)))
    .where(id === undefined ? undefined : eq(user.id, id));
  return rows.map((row) => ({
    id: row.user.id,
    name: row.user.name,
    email: row.user.email,
    role: row.user.role,
    createdAt: row.user.createdAt.getTime(),
    passwordHash: row.password ?? '',
    passwordAt: row.passwordAt.getTime(),
  }));
}

/** Makes an account again as it was. */
export async function restoreUser(orm: Orm, record: UserRecord): Promise<void> {
  const { id, name, email, role } = record;
  const createdAt = new Date(record.createdAt);
  await orm.transaction(async (tx) => {
    await tx.insert(user).values({ id, name, email, role, createdAt, updatedAt: createdAt });
    await tx.insert(account).values({
      id: `restored-${id}`,
      accountId: id,
      providerId: CREDENTIAL,
      userId: id,
      password: record.passwordHash,
      createdAt,
      updatedAt: new Date(record.passwordAt),
    });
  });
}

export async function setPasswordHash(orm: Orm, record: UserRecord): Promise<void> {
  await orm
    .update(account)
    .set({ password: record.passwordHash, updatedAt: new Date(record.passwordAt) })
    .where(and(eq(account.userId, record.id), eq(account.providerId, CREDENTIAL)));
}
