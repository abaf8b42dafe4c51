import { defineConfig } from '@playwright/test';
import { chromiumArgs, chromiumPath } from './tests/support/chromium.ts';

const path = chromiumPath();

/** Stories in real Chromium against the real server and the production build. Each spec file starts its own server. */
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: '.cache/e2e',
  // Much of the time is spent waiting for audio and for servers to come back.
  workers: 2,
  fullyParallel: false,
  // A second try on a machine that others use too; the closing line tells how many needed it.
  retries: process.env['CI'] ? 1 : 0,
  timeout: 180_000,
  expect: { timeout: 30_000 },
  use: {
    launchOptions: { ...(path ? { executablePath: path } : {}), args: [...chromiumArgs] },
    serviceWorkers: 'allow',
    screenshot: 'only-on-failure',
    trace: 'off',
  },
});
