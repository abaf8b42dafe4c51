import * as v from 'valibot';
import { releaseBundleSchema } from '../release/release.ts';

export const LABELS_PATH = '/api/labels';

/** What a member of a label may do: an owner everything, an editor everything but accounts and members, a viewer look. */
export const labelRoles = ['owner', 'editor', 'viewer'] as const;
export type LabelRole = (typeof labelRoles)[number];

/**
 * `edit` changes releases and lists that are shared, `deliver` sends, orders and takes down, `manage` connects the account
 * at the distributor and says who belongs to the label.
 */
export type LabelAct = 'view' | 'edit' | 'deliver' | 'manage';

const permitted: Readonly<Record<LabelRole, readonly LabelAct[]>> = {
  owner: ['view', 'edit', 'deliver', 'manage'],
  editor: ['view', 'edit', 'deliver'],
  viewer: ['view'],
};

/** Whether somebody with this role may do that. */
export const may = (role: LabelRole, act: LabelAct): boolean => permitted[role].includes(act);

const text = v.string();
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const role = v.picklist(labelRoles);

/** A label that somebody may enter. Its id is that of the account that holds it. */
export const Label = v.object({
  id: text,
  /** Name of the account that holds it. */
  holder: text,
  role,
  isOwn: v.boolean(),
});
export type Label = v.InferOutput<typeof Label>;
export const Labels = v.object({ labels: v.array(Label) });

export const LabelMember = v.object({
  userId: text,
  name: text,
  /** '' for those who may not manage. */
  email: text,
  role,
  /** The label is this one's account: stays its owner for good. */
  isHolder: v.boolean(),
});
export type LabelMember = v.InferOutput<typeof LabelMember>;

/** An open invitation. What it is accepted with is told once, to who made it. */
export const LabelInvitation = v.object({
  id: text,
  /** Address of the account that may accept it; '' for whoever has the link. */
  email: text,
  role,
  expiresAt: count,
});
export type LabelInvitation = v.InferOutput<typeof LabelInvitation>;

/** Invitations are listed for those who may manage. */
export const LabelPeople = v.object({ members: v.array(LabelMember), invitations: v.array(LabelInvitation) });
export type LabelPeople = v.InferOutput<typeof LabelPeople>;

export const InviteRequest = v.object({
  email: v.pipe(v.string(), v.trim(), v.toLowerCase(), v.maxLength(254)),
  role,
});
export const NewInvitation = v.object({ invitation: LabelInvitation, token: text });
export const JoinRequest = v.object({ token: v.pipe(v.string(), v.maxLength(200)) });
export const RoleChange = v.object({ role });

/** A release as the label shares it, without what is in it. */
export const SharedRelease = v.object({
  releaseId: text,
  title: text,
  /** Rises with every change. */
  revision: count,
  /** Name of who changed it last; '' when that account is gone. */
  updatedBy: text,
  updatedAt: count,
});
export type SharedRelease = v.InferOutput<typeof SharedRelease>;
export const SharedReleases = v.object({ releases: v.array(SharedRelease) });
export const SharedReleaseDetail = v.object({ ...SharedRelease.entries, bundle: releaseBundleSchema });
export type SharedReleaseDetail = v.InferOutput<typeof SharedReleaseDetail>;

/** @see SharedRelease `revision`: the one that the change began with, 0 for a release that is not shared yet */
export const ShareRequest = v.object({ revision: count, bundle: releaseBundleSchema });
