import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { run, stop } from '../../server/toolchain.mjs';

const known = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const system = () => process.env.CHROMIUM ?? known.find((path) => existsSync(path));

/** Finds a Chromium: the system's, else Debian's package when that may be installed, else Playwright's download. */
export async function ensureChromium() {
  const found = system();
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync('/etc/debian_version')) {
    console.log('wavefoundry: installing Debian’s Chromium for the tests …');
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'inherit' });
    spawnSync('apt-get', ['install', '-y', '-qq', 'chromium'], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    const installed = system();
    if (installed) return installed;
  }
  const { code } = await run('playwright', ['install', 'chromium']);
  if (code !== 0) stop('no Chromium found: install one, or name it in the environment variable CHROMIUM');
  return (await import('playwright')).chromium.executablePath();
}
