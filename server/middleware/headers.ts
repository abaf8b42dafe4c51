import { createMiddleware } from 'hono/factory';
import { isolationHeaders } from '#contracts/http/security.ts';
import type { Env } from './env.ts';

const own = '(self)';
const permissions = {
  autoplay: own,
  camera: '()',
  'display-capture': '()',
  fullscreen: own,
  geolocation: '()',
  microphone: own,
  midi: own,
  payment: '()',
  'screen-wake-lock': own,
  'speaker-selection': own,
  usb: '()',
};

const headers: Readonly<Record<string, string>> = {
  ...isolationHeaders,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'Permissions-Policy': Object.entries(permissions)
    .map(([name, value]) => `${name}=${value}`)
    .join(', '),
};

/** For whatever is no page: nothing may be run or embedded. */
const NO_PAGE = "default-src 'none'; frame-ancestors 'none'";

/** Headers that every answer carries, so that pages are cross-origin isolated and nothing of ours is abused elsewhere. */
export const securityHeaders = createMiddleware<Env>(async (c, next) => {
  await next();
  for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value);
  // A 304 changes the headers of what the browser has stored, the page's own policy among them.
  if (c.res.status !== 304 && !c.res.headers.has('Content-Security-Policy')) {
    c.res.headers.set('Content-Security-Policy', NO_PAGE);
  }
});
