import rhythm from '#wasm/rhythm/rhythm.wasm?url';
import signal from '#wasm/signal/signal.wasm?url';
import spectrum from '#wasm/spectrum/spectrum.wasm?url';
import { compileKernels, createKernels, type KernelModules, type Kernels } from '#wasm/load.ts';

let modules: Promise<KernelModules> | undefined;

/**
 * A set of kernels over a memory of its own, which ends with it. The modules are loaded once for each thread.
 *
 * @thread worker or page
 */
export async function loadKernels(): Promise<Kernels> {
  modules ??= compileKernels({ rhythm, signal, spectrum });
  return createKernels(await modules);
}
