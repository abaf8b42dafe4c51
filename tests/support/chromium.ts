import { existsSync } from 'node:fs';

const known = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Path of the Chromium to test with: `CHROMIUM`, else the system's, else undefined (Playwright's own download). */
export function chromiumPath(): string | undefined {
  return process.env['CHROMIUM'] ?? known.find((path) => existsSync(path));
}

/** Flags for a browser that talks to nobody but us, with a fake microphone that needs no permission prompt. */
export const chromiumArgs: readonly string[] = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
  '--autoplay-policy=no-user-gesture-required',
];
