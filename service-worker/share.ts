import { self } from '$app/service-worker';
import { registerRoute } from 'workbox-routing';
import { keepShared } from '#storage/share/inbox.ts';

/** Where the manifest's share target posts to, and the name of its file field. */
const SHARE_PATH = '/share-target';
const FILES = 'audio';

/** Takes files that other apps share, keeps them, and opens the library, which imports them. Works offline. */
export function receiveShares(): void {
  registerRoute(
    ({ url, sameOrigin }) => sameOrigin && url.pathname === SHARE_PATH,
    async ({ request }) => Response.redirect(new URL(await receive(request), self.location.href).href, 303),
    'POST',
  );
}

async function receive(request: Request): Promise<string> {
  try {
    const form = await request.formData();
    const files = form.getAll(FILES).filter((entry) => entry instanceof File && entry.size > 0);
    await keepShared(files as File[]);
    return files.length > 0 ? '/library?shared=1' : '/library?shared=empty';
  } catch {
    return '/library?shared=failed';
  }
}
