import { svelte } from '@sveltejs/vite-plugin-svelte';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { chromiumArgs, chromiumPath } from './tests/support/chromium.ts';
import { isolationHeaders } from './app/contracts/http/security.ts';

const path = chromiumPath();

/** `unit`: Node, beside the source. `browser`: real Chromium for storage, workers and audio, `*.browser.test.ts`. */
export default defineConfig({
  test: {
    retry: process.env['CI'] ? 1 : 0,
    projects: [
      {
        test: {
          name: 'unit',
          include: ['{app,server,wasm,service-worker,tests}/**/*.test.ts'],
          exclude: ['**/*.browser.test.ts', 'node_modules/**'],
          environment: 'node',
          setupFiles: ['tests/support/property-seed.ts'],
          testTimeout: 120_000,
        },
      },
      {
        plugins: [svelte()],
        server: { headers: isolationHeaders },
        worker: { format: 'es' },
        // The validator finds its worker and its WASM beside itself; the others would be found late and reload a test.
        optimizeDeps: { exclude: ['xmllint-wasm'], include: ['@zip.js/zip.js', 'fast-xml-builder'] },
        test: {
          name: 'browser',
          include: ['{app,tests}/**/*.browser.test.ts'],
          fileParallelism: false,
          setupFiles: ['tests/support/property-seed.ts'],
          testTimeout: 120_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { ...(path ? { executablePath: path } : {}), args: [...chromiumArgs] },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
