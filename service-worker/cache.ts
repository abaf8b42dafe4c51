import { dev, version } from '$app/env';
import { assets, immutable } from '$app/manifest';
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';

/** Only the install dialog and pages outside the app show these. */
const onlineOnly = /^\/?(screenshots\/|robots\.txt$)/;

/**
 * Keeps all that the app needs without a network: hashed files for ever, the rest until the next version. Every address
 * of the app is answered by the one page; the API is never cached. In development nothing is kept.
 */
export function serveFromCache(): void {
  if (dev) return;
  precacheAndRoute([
    { url: '/index.html', revision: version },
    ...immutable.map(({ path }) => ({ url: absolute(path), revision: null })),
    ...assets
      .filter(({ path }) => !onlineOnly.test(path))
      .map(({ path }) => ({ url: absolute(path), revision: version })),
  ]);
  cleanupOutdatedCaches();
  registerRoute(new NavigationRoute(createHandlerBoundToURL('/index.html'), { denylist: [/^\/api\//] }));
}

const absolute = (path: string) => (path.startsWith('/') ? path : `/${path}`);
