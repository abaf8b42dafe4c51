import { KernelMemory } from './memory.ts';
import type { RhythmKernels } from './rhythm/rhythm.ts';
import type { SignalKernels } from './signal/signal.ts';
import type { SpectrumKernels } from './spectrum/spectrum.ts';

/** Where a built module comes from: its address (Vite's `?url`), its bytes (Node), or itself, compiled elsewhere. */
export type WasmSource = string | URL | BufferSource | WebAssembly.Module;

/** The exports of each module; the key is the name of its folder and of its `.wasm`. */
interface KernelExports {
  readonly rhythm: RhythmKernels;
  readonly signal: SignalKernels;
  readonly spectrum: SpectrumKernels;
}

export type KernelName = keyof KernelExports;
export type KernelModules = Readonly<Record<KernelName, WebAssembly.Module>>;
/** All kernels, over one memory of their own. */
export type Kernels = KernelExports & { readonly memory: KernelMemory };

/** Compiles one module; the result can be posted to a worker or an audio worklet. */
export async function compileWasm(source: WasmSource): Promise<WebAssembly.Module> {
  if (source instanceof WebAssembly.Module) return source;
  if (typeof source !== 'string' && !(source instanceof URL)) return WebAssembly.compile(source);
  return WebAssembly.compileStreaming(fetch(source));
}

/** Compiles all modules. Once for each thread is enough: {@link createKernels} makes any number of sets of them. */
export async function compileKernels(sources: Readonly<Record<KernelName, WasmSource>>): Promise<KernelModules> {
  const names = Object.keys(sources) as KernelName[];
  const modules = await Promise.all(names.map(async (name) => [name, await compileWasm(sources[name])] as const));
  return Object.fromEntries(modules) as unknown as KernelModules;
}

/** One set of kernels over a new memory, synchronously, as the audio thread needs it. */
export function createKernels(modules: KernelModules): Kernels {
  const memory = new KernelMemory();
  const instance = (module: WebAssembly.Module) =>
    new WebAssembly.Instance(module, { env: { memory: memory.memory } }).exports as unknown;
  const names = Object.keys(modules) as KernelName[];
  const exports = Object.fromEntries(names.map((name) => [name, instance(modules[name])]));
  return { ...(exports as unknown as KernelExports), memory };
}
