import type { ConsoleEvent } from './events.ts';
import type { RenderSource } from './render.ts';
import type { StateMemory } from './state.ts';
import type { GridData } from './sync/grid-clock.ts';

/** Name under which the console's processor is registered. */
export const CONSOLE_PROCESSOR = 'console';

/** Options of the console's node. Outputs: master, headphones; input: microphone; all stereo. */
export interface ConsoleNodeOptions {
  readonly state: StateMemory;
  /** Bytes of the stretcher's WASM; a compiled module cannot be sent to the audio thread everywhere. */
  readonly stretch: ArrayBuffer | null;
  /** What is known before the first block, for offline contexts, where messages come too late. */
  readonly sources?: readonly RenderSource[];
  readonly events?: readonly ConsoleEvent[];
}

/** What the page tells the audio thread. */
export type ConsoleMessage =
  | { readonly type: 'event'; readonly event: ConsoleEvent; readonly ticket: number }
  | ({ readonly type: 'source' } & RenderSource)
  | { readonly type: 'drop'; readonly id: number }
  | { readonly type: 'grid'; readonly id: number; readonly grid: GridData };
