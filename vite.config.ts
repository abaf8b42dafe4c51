import type { IncomingMessage, ServerResponse } from 'node:http';
import adapter from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig, type Plugin } from 'vite';
import { isolationHeaders } from './app/contracts/http/security.ts';

/** Vite does not put `server.headers` on SvelteKit's own responses, so the isolation headers go in by middleware. */
function crossOriginIsolation(): Plugin {
  const addHeaders = (_req: IncomingMessage, res: ServerResponse, next: () => void) => {
    for (const [name, value] of Object.entries(isolationHeaders)) res.setHeader(name, value);
    next();
  };
  return {
    name: 'cross-origin-isolation',
    enforce: 'pre',
    configureServer: (server) => void server.middlewares.use(addHeaders),
    configurePreviewServer: (server) => void server.middlewares.use(addHeaders),
  };
}

/**
 * Files that only a worker asks for get the names of those that pages ask for. So one that a page names as well is one
 * file, stands in SvelteKit's list of immutable files, and is kept for the use without a network.
 */
function oneNameForAssets(): Plugin {
  return {
    name: 'one-name-for-assets',
    enforce: 'post',
    config(config) {
      const output = config.worker?.rollupOptions?.output;
      if (output && !Array.isArray(output)) output.assetFileNames = '_app/immutable/assets/[name].[hash][extname]';
    },
  };
}

const api = process.env['WAVEFOUNDRY_API'] ?? 'http://127.0.0.1:4601';

export default defineConfig({
  plugins: [
    crossOriginIsolation(),
    sveltekit({
      adapter: adapter({ pages: 'build', assets: 'build', fallback: 'index.html', strict: true }),
      files: { src: 'app', assets: 'static', serviceWorker: 'service-worker/index' },
      serviceWorker: { register: false },
      csp: { mode: 'hash', directives: { 'script-src': ['self', 'wasm-unsafe-eval'] } },
      ...(process.env['APP_VERSION'] ? { version: { name: process.env['APP_VERSION'] } } : {}),
    }),
    oneNameForAssets(),
  ],
  server: {
    fs: { allow: ['service-worker', 'wasm', 'app'] },
    proxy: { '/api': api },
  },
  worker: { format: 'es' },
  // The validator finds its worker and its WASM beside itself.
  optimizeDeps: { exclude: ['xmllint-wasm'] },
  build: { target: 'es2023', assetsInlineLimit: 0 },
});
