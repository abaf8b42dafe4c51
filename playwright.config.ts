import { defineConfig } from '@playwright/test';
import { chromiumArgs, chromiumPath } from './tests/support/chromium.ts';

const path = chromiumPath();

/** Stories in real Chromium against the real server and the production build. Each spec file starts its own server. */
export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: '.cache/e2e',
  workers: 1,
  fullyParallel: false,
  // A second try on a machine that others use too; the closing line tells how many needed it.
  retries: process.env['CI'] ? 1 : 0,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  use: {
    launchOptions: { ...(path ? { executablePath: path } : {}), args: [...chromiumArgs] },
    serviceWorkers: 'allow',
    screenshot: 'only-on-failure',
    trace: 'off',
  },
});
