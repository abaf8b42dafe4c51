import rhythm from '#wasm/rhythm/rhythm.wasm?url';
import signal from '#wasm/signal/signal.wasm?url';
import spectrum from '#wasm/spectrum/spectrum.wasm?url';
import { compileKernels, type KernelModules } from '#wasm/load.ts';

let modules: Promise<KernelModules> | undefined;

/**
 * The kernels, compiled once for the page and all of its workers. The page asks for them, not the worker: the service
 * worker keeps only files whose address the page's own code holds.
 *
 * @throws TypeError where they cannot be loaded; the next call tries again
 * @thread page
 */
export function kernelModules(): Promise<KernelModules> {
  modules ??= compileKernels({ rhythm, signal, spectrum }).catch((error: unknown) => {
    modules = undefined;
    throw error;
  });
  return modules;
}
