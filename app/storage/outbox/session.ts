import * as v from 'valibot';
import { AppError } from '#contracts/errors/app-error.ts';
import { Session, SessionUser } from '#contracts/http/session.ts';
import { getSetting, setSetting } from '../settings/settings.ts';
import { jsonOf, request } from './http.ts';

/** Settings key: who was signed in when the server last said so; null for nobody. */
export const USER_KEY = 'account.user';

/**
 * Asks the server who is signed in and remembers it on this device for times without a network.
 *
 * @throws AppError `upload.offline` when our server does not answer, `upload.server` when it cannot tell
 */
export async function fetchSession(): Promise<Session> {
  const response = await request('/api/session');
  if (!response.ok) throw new AppError('upload.server', { status: response.status });
  const parsed = v.safeParse(Session, await jsonOf(response));
  if (!parsed.success) throw new AppError('upload.offline');
  await rememberUser(parsed.output.user);
  return parsed.output;
}

/** Who was signed in when the server was last asked. */
export async function lastKnownUser(): Promise<SessionUser | null> {
  const parsed = v.safeParse(SessionUser, await getSetting<unknown>(USER_KEY, null));
  return parsed.success ? parsed.output : null;
}

/** Keeps who is signed in, and tells the other tabs when it is somebody else than before. */
export async function rememberUser(user: SessionUser | null): Promise<void> {
  const known = await lastKnownUser();
  if (known?.id === user?.id && known?.name === user?.name) return;
  await setSetting(USER_KEY, user);
}

/** Whether our server answers and is well. The browser's own idea of being online is not asked: it is often wrong. */
export async function isServerUp(): Promise<boolean> {
  try {
    const response = await request('/api/health', { timeoutMs: 10_000 });
    if (!response.ok) return false;
    await jsonOf(response);
    return true;
  } catch {
    return false;
  }
}
