import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { AppError } from '#contracts/errors/app-error.ts';
import type { LabelInvitation, LabelRole } from '#contracts/http/labels.ts';
import type { SessionUser } from '#contracts/http/session.ts';
import { acceptInvitation, addInvitation, findInvitation, type InvitationRecord } from '#server/db/label-members.ts';
import type { Orm } from '#server/db/open.ts';

const VALID_DAYS = 14;
const DAY_MS = 86_400_000;

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex');

/**
 * Invites to a label. This server sends no mail: who invites passes the link on. Only a hash of what it holds is kept.
 *
 * @param email account that may accept; '' for whoever has the link
 */
export async function invite(
  orm: Orm,
  labelId: string,
  { email, role }: { readonly email: string; readonly role: LabelRole },
): Promise<{ invitation: LabelInvitation; token: string }> {
  const token = randomBytes(32).toString('base64url');
  const invitation = { id: randomUUID(), email, role, expiresAt: Date.now() + VALID_DAYS * DAY_MS };
  await addInvitation(orm, { ...invitation, labelId }, hashOf(token));
  return { invitation, token };
}

/** Whether a link lets somebody with this address in; also on a server where nobody else may make an account. */
export async function isInvited(orm: Orm, token: string, email: string): Promise<boolean> {
  const found = await findInvitation(orm, hashOf(token), Date.now());
  return found !== null && isFor(found, email);
}

/** Accepts an invitation. @returns the label's id @throws AppError `label.invitation_gone`, `label.invitation_other` */
export async function join(orm: Orm, token: string, user: SessionUser): Promise<string> {
  const found = await findInvitation(orm, hashOf(token), Date.now());
  if (!found) throw new AppError('label.invitation_gone');
  if (!isFor(found, user.email)) throw new AppError('label.invitation_other');
  // The holder of a label cannot become less than that.
  if (found.labelId === user.id) return found.labelId;
  if (!(await acceptInvitation(orm, found, user.id, Date.now()))) throw new AppError('label.invitation_gone');
  return found.labelId;
}

const isFor = ({ email }: InvitationRecord, address: string) => email === '' || email === address.trim().toLowerCase();
