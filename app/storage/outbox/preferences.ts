import { getSetting, setSetting } from '../settings/settings.ts';

/** Settings key: bytes per second that uploads may use, 0 for no limit. */
export const UPLOAD_LIMIT_KEY = 'uploads.limitBytesPerSec';
/** Settings key, see {@link AutoUpload}. */
export const AUTO_UPLOAD_KEY = 'uploads.auto';

/** Which tracks go into the outbox by themselves while someone is signed in: none, own takes, or imports as well. */
export type AutoUpload = 'off' | 'takes' | 'all';

/** Bytes per second, 0 for no limit. */
export async function getUploadLimit(): Promise<number> {
  const value: unknown = await getSetting<unknown>(UPLOAD_LIMIT_KEY, 0);
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : 0;
}

export function setUploadLimit(bytesPerSec: number): Promise<void> {
  return setSetting(UPLOAD_LIMIT_KEY, Math.max(0, bytesPerSec));
}

/** Own takes only, unless the user chose otherwise: they exist nowhere else. */
export async function getAutoUpload(): Promise<AutoUpload> {
  const value: unknown = await getSetting<unknown>(AUTO_UPLOAD_KEY, 'takes');
  return value === 'off' || value === 'all' ? value : 'takes';
}

export function setAutoUpload(mode: AutoUpload): Promise<void> {
  return setSetting(AUTO_UPLOAD_KEY, mode);
}
