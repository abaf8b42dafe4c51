import { isIn, rooms } from './frame/rooms.ts';

const KEY = 'wavefoundry-room';

/** Notes where the person works, for "continue" on the start page. Other pages are no work and are not noted. */
export function rememberRoom(path: string): void {
  if (rooms.some(({ id, href }) => id !== 'settings' && isIn(path, href))) localStorage.setItem(KEY, path);
}

/** The last place of work, or null on the first visit. */
export function lastRoom(): { path: string; label: string } | null {
  const path = localStorage.getItem(KEY);
  const room = path === null ? undefined : rooms.find(({ href }) => isIn(path, href));
  return path !== null && room ? { path, label: room.label() } : null;
}
