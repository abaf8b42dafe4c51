import { createMiddleware } from 'hono/factory';
import { AppError } from '#contracts/errors/app-error.ts';
import type { Env } from './env.ts';

const harmless = new Set(['GET', 'HEAD', 'OPTIONS']);
const LOOPBACK_NAMES = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Names of one machine for itself count as one: people type one and programs another. */
function canonical(origin: string): string | null {
  const url = URL.parse(origin);
  if (!url || !/^https?:$/.test(url.protocol)) return null;
  const name = LOOPBACK_NAMES.has(url.hostname) ? 'localhost' : url.hostname;
  return `${name}:${url.port || (url.protocol === 'https:' ? '443' : '80')}`;
}

/**
 * Against forged requests from other sites: whatever may change something must come from our own pages or from no page
 * at all (a program has no cookies of the user's to abuse). The scheme is not compared, for behind a proxy that ends
 * TLS the server does not know its own.
 *
 * @param publicUrl the origin people use, where the server cannot see it
 */
export function sameOrigin(publicUrl: string | undefined) {
  return createMiddleware<Env>(async (c, next) => {
    if (harmless.has(c.req.method)) return next();
    const origin = c.req.header('Origin');
    const site = c.req.header('Sec-Fetch-Site');
    if (origin === undefined && (site === undefined || site === 'same-origin' || site === 'none')) return next();
    const ours = [publicUrl, ...hostOrigins(c.req.header('Host'))].map((known) => known && canonical(known));
    const theirs = origin === undefined ? null : canonical(origin);
    if (theirs === null || !ours.includes(theirs)) throw new AppError('http.forbidden');
    return next();
  });
}

function hostOrigins(host: string | undefined): string[] {
  return host === undefined ? [] : [`http://${host}`, `https://${host}`];
}
