import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileKernels, createKernels, type KernelName, type Kernels } from '#wasm/load.ts';

const folder = join(import.meta.dirname, '../../wasm');
const names: readonly KernelName[] = ['rhythm', 'signal', 'spectrum'];
const bytes = (name: KernelName) => readFileSync(join(folder, name, `${name}.wasm`));

/** The kept modules, compiled in Node. */
export const kernelModules = await compileKernels(
  Object.fromEntries(names.map((name) => [name, bytes(name)])) as unknown as Record<KernelName, BufferSource>,
);

/** A set of kernels over a new memory, in Node. */
export const nodeKernels = (): Kernels => createKernels(kernelModules);
