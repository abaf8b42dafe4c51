import {
  InviteRequest,
  Label,
  LABELS_PATH,
  LabelMember,
  LabelPeople,
  type LabelRole,
  Labels,
  NewInvitation,
  SharedRelease,
  SharedReleaseDetail,
  SharedReleases,
} from '#contracts/http/labels.ts';
import * as v from 'valibot';
import type { ReleaseBundle } from '#contracts/release/release.ts';
import { ask, read } from '../delivery/ask.ts';

const PEOPLE = `${LABELS_PATH}/people`;
const RELEASES = `${LABELS_PATH}/releases`;

export const fetchLabels = async () => (await read(Labels, await ask(LABELS_PATH))).labels;

/** @throws AppError `label.invitation_gone`, `label.invitation_other` */
export const postJoin = async (token: string) => read(Label, await ask(`${LABELS_PATH}/join`, 'POST', { token }));

export async function leaveLabel(id: string): Promise<void> {
  await ask(`${LABELS_PATH}/${id}`, 'DELETE');
}

export const fetchPeople = async () => read(LabelPeople, await ask(PEOPLE));

/** @returns the invitation with what its link holds, told this once */
export const postInvitation = async (request: v.InferInput<typeof InviteRequest>) =>
  read(NewInvitation, await ask(`${PEOPLE}/invitations`, 'POST', request));

export async function deleteInvitation(id: string): Promise<void> {
  await ask(`${PEOPLE}/invitations/${id}`, 'DELETE');
}

export const patchRole = async (userId: string, role: LabelRole) =>
  read(LabelMember, await ask(`${PEOPLE}/${userId}`, 'PATCH', { role }));

export async function deleteMember(userId: string): Promise<void> {
  await ask(`${PEOPLE}/${userId}`, 'DELETE');
}

export const fetchSharedReleases = async () => (await read(SharedReleases, await ask(RELEASES))).releases;

export const fetchShared = async (id: string) => read(SharedReleaseDetail, await ask(`${RELEASES}/${id}`));

/** @throws AppError `http.conflict` when somebody changed it after `revision` */
export const putShared = async (revision: number, bundle: ReleaseBundle) =>
  read(SharedRelease, await ask(`${RELEASES}/${bundle.release.id}`, 'PUT', { revision, bundle }));
