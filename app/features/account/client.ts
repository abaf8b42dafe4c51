import * as v from 'valibot';
import { AppError } from '#contracts/errors/app-error.ts';
import { Quota } from '#contracts/http/recordings.ts';
import { getSetting } from '#storage/settings/settings.ts';
import { jsonOf, problemCode, request } from '#storage/outbox/http.ts';

export { fetchSession, lastKnownUser, rememberUser } from '#storage/outbox/session.ts';

async function post(path: string, body: Readonly<Record<string, unknown>>): Promise<void> {
  const response = await request(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (response.ok) return;
  const { status } = response;
  throw new AppError(await problemCode(response, status >= 500 ? 'http.unavailable' : 'http.bad_request'), { status });
}

/** @throws AppError `account.*` when the server says no, `upload.offline` without a network */
export function postSignIn(email: string, password: string): Promise<void> {
  return post('/api/auth/sign-in/email', { email, password, rememberMe: true });
}

/** What the link of an invitation to a label holds that was opened on this device; '' without one. */
export const invitation = () => getSetting('label.invitation', '');

/** @throws AppError `account.*` when the server says no, `upload.offline` without a network */
export async function postSignUp(name: string, email: string, password: string): Promise<void> {
  const token = await invitation();
  await post('/api/auth/sign-up/email', { name, email, password, ...(token && { invitation: token }) });
}

/** @throws AppError `upload.offline` without a network */
export function postSignOut(): Promise<void> {
  return post('/api/auth/sign-out', {});
}

/** How much of the server's room is used; null when it does not say. */
export async function fetchQuota(): Promise<Quota | null> {
  const response = await request('/api/quota');
  if (!response.ok) return null;
  const parsed = v.safeParse(Quota, await jsonOf(response));
  return parsed.success ? parsed.output : null;
}
