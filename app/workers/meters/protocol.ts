import type { StateMemory } from '#core/console/state.ts';

/** Whose level a meter shows: a deck or the sampler behind its fader, or the master. */
export type MeterSource = number | 'sampler' | 'master';

/** How a meter looks. Colours as CSS writes them. */
export interface MeterLook {
  /** Device pixels. */
  readonly width: number;
  readonly height: number;
  /** Device pixels per CSS pixel. */
  readonly scale: number;
  readonly ground: string;
  readonly rms: string;
  readonly peak: string;
}

export interface MetersApi {
  /** Where the audio thread says how loud everything is. */
  watch(memory: StateMemory): void;
  /** Takes a canvas; the meter shows nothing before it has a look. */
  add(id: number, canvas: OffscreenCanvas): void;
  show(id: number, source: MeterSource, look: MeterLook): void;
  remove(id: number): void;
}
