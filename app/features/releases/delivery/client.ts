import { AppError } from '#contracts/errors/app-error.ts';
import {
  DELIVERIES_PATH,
  Delivery,
  DeliveryDetail,
  DeliveryQueue,
  DeliveryStatistics,
} from '#contracts/http/deliveries.ts';
import { DistributorStatus, Reference, ReferenceDiff, ReferenceVersions } from '#contracts/http/distribution.ts';
import type { StoredReference } from '#contracts/records/reference.ts';
import { type ReferenceEntry, type ReferenceList, referenceLists } from '#contracts/release/catalogue.ts';
import type { ReleaseBundle } from '#contracts/release/release.ts';
import { ask, read } from './ask.ts';

const ACCOUNT_PATH = '/api/distributor';
export const fetchAccount = async () => read(DistributorStatus, await ask(ACCOUNT_PATH));

/** @throws AppError `distribution.login`, `distribution.unreachable`, `http.too_many_requests` */
export const postLogin = async (name: string, password: string) =>
  read(DistributorStatus, await ask(`${ACCOUNT_PATH}/login`, 'POST', { name, password }));

/** @throws AppError `distribution.code`, `distribution.login` when the first step has to be done again */
export const postCode = async (code: string) =>
  read(DistributorStatus, await ask(`${ACCOUNT_PATH}/code`, 'POST', { code }));

export async function deleteAccount(): Promise<void> {
  await ask(ACCOUNT_PATH, 'DELETE');
}

export const fetchQueue = async () => read(DeliveryQueue, await ask(DELIVERIES_PATH));

export const fetchDelivery = async (id: string) => read(DeliveryDetail, await ask(`${DELIVERIES_PATH}/${id}`));

/** @throws AppError `delivery.incomplete`, `delivery.file_missing`, `delivery.state`, `distribution.not_connected` */
export const postDelivery = async (wish: { id: string; bundle: ReleaseBundle; stores: readonly string[] }) =>
  read(Delivery, await ask(DELIVERIES_PATH, 'POST', wish));

export const patchQueue = async (change: { isPaused?: boolean; order?: readonly string[] }) =>
  read(DeliveryQueue, await ask(DELIVERIES_PATH, 'PATCH', change));

export const postRetry = async (id: string) => read(Delivery, await ask(`${DELIVERIES_PATH}/${id}/retry`, 'POST'));

export const postRedeliver = async (id: string, bundle?: ReleaseBundle) =>
  read(Delivery, await ask(`${DELIVERIES_PATH}/${id}/redeliver`, 'POST', bundle ? { bundle } : {}));

export const postTakedown = async (id: string) =>
  read(Delivery, await ask(`${DELIVERIES_PATH}/${id}/takedown`, 'POST'));

export async function deleteDelivery(id: string): Promise<void> {
  await ask(`${DELIVERIES_PATH}/${id}`, 'DELETE');
}

/** Whether the server has a master, of whoever in the label. */
export async function hasMaster(hash: string): Promise<boolean> {
  try {
    await ask(`${DELIVERIES_PATH}/masters/${hash}`);
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === 'http.not_found') return false;
    throw error;
  }
}

/** Sends a cover unless the server has it. */
export async function sendCover(hash: string, open: () => Promise<Blob>): Promise<void> {
  const path = `${DELIVERIES_PATH}/covers/${hash}`;
  try {
    await ask(path);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'http.not_found') throw error;
    await ask(path, 'PUT', await open());
  }
}

/** The distributor's lists, null when those of `known` are the newest. */
export async function fetchReference(
  userId: string,
  known: StoredReference | undefined,
): Promise<StoredReference | null> {
  const headers = known?.userId === userId ? { 'If-None-Match': known.etag } : {};
  const response = await ask(`${ACCOUNT_PATH}/reference`, 'GET', undefined, headers);
  if (response.status === 304) return null;
  return stored(userId, response);
}

async function stored(userId: string, response: Response): Promise<StoredReference> {
  const { lists: given, ...about } = await read(Reference, response);
  const lists: Partial<Record<ReferenceList, readonly ReferenceEntry[]>> = {};
  for (const name of referenceLists) lists[name] = given[name] ?? [];
  return {
    ...about,
    lists: lists as Record<ReferenceList, readonly ReferenceEntry[]>,
    ...{ userId, etag: response.headers.get('ETag') ?? '' },
  };
}

/** Has the lists read anew from the distributor. */
export const postRefresh = async (userId: string) =>
  stored(userId, await ask(`${ACCOUNT_PATH}/reference/refresh`, 'POST'));

/** Goes back, or forth, to another version of the lists. */
export const postRollback = async (userId: string, version: number) =>
  stored(userId, await ask(`${ACCOUNT_PATH}/reference/rollback`, 'POST', { version }));

export const fetchVersions = async () =>
  (await read(ReferenceVersions, await ask(`${ACCOUNT_PATH}/reference/versions`))).versions;

export const fetchDiff = async (from: number, to: number) =>
  read(ReferenceDiff, await ask(`${ACCOUNT_PATH}/reference/diff?from=${from}&to=${to}`));

export const fetchStatistics = async () => read(DeliveryStatistics, await ask(`${DELIVERIES_PATH}/statistics`));
