import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { build } from 'vite';

/** Bundles scripts of this folder (`page`, `worker`, `panels`), each on its own, into a new folder and returns it. */
export async function bundleScripts(names: readonly string[]): Promise<string> {
  const outDir = mkdtempSync(join(tmpdir(), 'wavefoundry-scripts-'));
  for (const name of names) {
    await build({
      configFile: false,
      logLevel: 'error',
      plugins: name === 'panels' ? [svelte({ configFile: false })] : [],
      build: {
        outDir,
        emptyOutDir: false,
        target: 'es2023',
        lib: {
          entry: join(import.meta.dirname, `${name}.ts`),
          formats: ['es'],
          fileName: () => `${name}.js`,
          cssFileName: name,
        },
        rolldownOptions: { output: { codeSplitting: false } },
      },
    });
  }
  return outDir;
}
