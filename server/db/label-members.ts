import { and, asc, eq, gt, inArray, lt, or } from 'drizzle-orm';
import type { Label, LabelInvitation, LabelMember, LabelRole } from '#contracts/http/labels.ts';
import { labelInvitations, labelMembers } from './label-schema.ts';
import type { Orm } from './open.ts';
import { recordings, user } from './schema.ts';

/** What a user may do in a label; null for strangers. */
export async function roleIn(orm: Orm, labelId: string, userId: string): Promise<LabelRole | null> {
  if (labelId === userId) return 'owner';
  const [row] = await orm
    .select({ role: labelMembers.role })
    .from(labelMembers)
    .where(and(eq(labelMembers.labelId, labelId), eq(labelMembers.userId, userId)));
  return row?.role ?? null;
}

/** Labels that a user may enter, the own one first. */
export async function labelsOf(orm: Orm, own: { readonly id: string; readonly name: string }): Promise<Label[]> {
  const rows = await orm
    .select({ id: labelMembers.labelId, holder: user.name, role: labelMembers.role })
    .from(labelMembers)
    .innerJoin(user, eq(user.id, labelMembers.labelId))
    .where(eq(labelMembers.userId, own.id))
    .orderBy(asc(user.name), asc(labelMembers.labelId));
  return [
    { id: own.id, holder: own.name, role: 'owner', isOwn: true },
    ...rows.map((row) => ({ ...row, isOwn: false })),
  ];
}

/** All who may enter a label, its holder first. */
export async function membersOf(orm: Orm, labelId: string): Promise<LabelMember[]> {
  const { id: userId, name, email } = user;
  const [holder] = await orm.select({ userId, name, email }).from(user).where(eq(user.id, labelId));
  const rows = await orm
    .select({ userId, name, email, role: labelMembers.role })
    .from(labelMembers)
    .innerJoin(user, eq(user.id, labelMembers.userId))
    .where(eq(labelMembers.labelId, labelId))
    .orderBy(asc(user.name), asc(user.id));
  const first: LabelMember[] = holder ? [{ ...holder, role: 'owner', isHolder: true }] : [];
  return [...first, ...rows.map((row) => ({ ...row, isHolder: false }))];
}

const member = (labelId: string, userId: string) =>
  and(eq(labelMembers.labelId, labelId), eq(labelMembers.userId, userId));

/** @returns false when there is no such member besides the holder */
export async function setRole(orm: Orm, labelId: string, userId: string, role: LabelRole): Promise<boolean> {
  const rows = await orm
    .update(labelMembers)
    .set({ role })
    .where(member(labelId, userId))
    .returning({ userId: labelMembers.userId });
  return rows.length > 0;
}

/** @returns false when there is no such member besides the holder */
export async function removeMember(orm: Orm, labelId: string, userId: string): Promise<boolean> {
  const rows = await orm.delete(labelMembers).where(member(labelId, userId)).returning({ userId: labelMembers.userId });
  return rows.length > 0;
}

export interface InvitationRecord extends LabelInvitation {
  readonly labelId: string;
}
type Row = typeof labelInvitations.$inferSelect;
const toInvitation = ({ id, labelId, email, role, expiresAt }: Row): InvitationRecord => ({
  ...{ id, labelId, email, role, expiresAt: expiresAt.getTime() },
});

export async function addInvitation(orm: Orm, invitation: InvitationRecord, tokenHash: string): Promise<void> {
  const expiresAt = new Date(invitation.expiresAt);
  await orm.insert(labelInvitations).values({ ...invitation, tokenHash, expiresAt });
}

/** Open invitations of a label; those of the past are forgotten on the way. */
export async function invitationsOf(orm: Orm, labelId: string, now: number): Promise<InvitationRecord[]> {
  await orm.delete(labelInvitations).where(lt(labelInvitations.expiresAt, new Date(now)));
  const rows = await orm
    .select()
    .from(labelInvitations)
    .where(eq(labelInvitations.labelId, labelId))
    .orderBy(asc(labelInvitations.expiresAt), asc(labelInvitations.id));
  return rows.map(toInvitation);
}

export async function findInvitation(orm: Orm, tokenHash: string, now: number): Promise<InvitationRecord | null> {
  const { tokenHash: hash, expiresAt } = labelInvitations;
  const [row] = await orm
    .select()
    .from(labelInvitations)
    .where(and(eq(hash, tokenHash), gt(expiresAt, new Date(now))));
  return row ? toInvitation(row) : null;
}

/** @returns false when there is none of that id */
export async function revokeInvitation(orm: Orm, labelId: string, id: string): Promise<boolean> {
  const rows = await orm
    .delete(labelInvitations)
    .where(and(eq(labelInvitations.labelId, labelId), eq(labelInvitations.id, id)))
    .returning({ id: labelInvitations.id });
  return rows.length > 0;
}

/** Makes a member of who accepts, and the invitation void. @returns false when somebody else was faster */
export async function acceptInvitation(
  orm: Orm,
  { id, labelId, role }: InvitationRecord,
  userId: string,
  now: number,
): Promise<boolean> {
  return orm.transaction(async (tx) => {
    if (!(await revokeInvitation(tx, labelId, id))) return false;
    await tx
      .insert(labelMembers)
      .values({ labelId, userId, role, addedAt: new Date(now) })
      .onConflictDoUpdate({ target: [labelMembers.labelId, labelMembers.userId], set: { role } });
    return true;
  });
}

/** A master that somebody who may deliver for the label has on this server. */
export async function findMaster(
  orm: Orm,
  labelId: string,
  sha256: string,
): Promise<{ readonly storageKey: string; readonly sizeBytes: number } | null> {
  const makers = orm
    .select({ userId: labelMembers.userId })
    .from(labelMembers)
    .where(and(eq(labelMembers.labelId, labelId), inArray(labelMembers.role, ['owner', 'editor'])));
  const [row] = await orm
    .select({ storageKey: recordings.storageKey, sizeBytes: recordings.sizeBytes })
    .from(recordings)
    .where(and(eq(recordings.sha256, sha256), or(eq(recordings.userId, labelId), inArray(recordings.userId, makers))))
    .limit(1);
  return row ?? null;
}
