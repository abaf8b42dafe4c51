/** What the module of signalsmith-stretch 1.3.2 offers; Emscripten has shortened the names. */
interface StretchExports {
  /** Memory. */
  readonly e: WebAssembly.Memory;
  /** Constructors of globals. */
  readonly f: () => void;
  /** setBuffers(channels, frames): address of the input channels, then the output channels. */
  readonly h: (channels: number, frames: number) => number;
  readonly k: () => number;
  readonly l: () => number;
  readonly m: () => void;
  /** configure(channels, blockSamples, intervalSamples, splitComputation) */
  readonly p: (channels: number, block: number, interval: number, split: number) => void;
  /** seek(inputFrames, playbackRate) */
  readonly v: (frames: number, rate: number) => void;
  /** process(inputFrames, outputFrames) */
  readonly w: (input: number, output: number) => void;
  /** main */
  readonly y: (argc: number, argv: number) => number;
}

export type StretchModule = StretchExports;

/** A fixed seed for the library's random phases, so that the same set always sounds the same to the bit. */
const SEED = 0x5eed;

/**
 * Makes an instance, without waiting: of a module, or of its bytes where it cannot be sent as a module. Its memory grows
 * by what `configure` asks for and not while it processes.
 *
 * @throws WebAssembly.CompileError when the bytes are not the module
 */
export function createStretchInstance(source: WebAssembly.Module): StretchModule {
  let memory: WebAssembly.Memory | undefined;
  const bytes = () => new Uint8Array((memory as WebAssembly.Memory).buffer);
  const imports = {
    a: {
      a: (buffer: number, size: number) => {
        bytes().fill(SEED & 0xff, buffer, buffer + size);
        return 0;
      },
      b: (requested: number) => growTo(memory as WebAssembly.Memory, requested >>> 0),
      c: (to: number, from: number, size: number) => bytes().copyWithin(to, from, from + size),
      d: () => {
        throw new Error('the stretcher gave up');
      },
    },
  };
  const exports = new WebAssembly.Instance(source, imports).exports as unknown as StretchModule;
  memory = exports.e;
  exports.f();
  exports.y(0, 0);
  return exports;
}

function growTo(memory: WebAssembly.Memory, bytes: number): number {
  try {
    memory.grow(Math.ceil((bytes - memory.buffer.byteLength) / 65_536));
    return 1;
  } catch {
    return 0;
  }
}
