import { transfer, wrap, type Remote } from 'comlink';
import type { StateMemory } from '#core/console/state.ts';
import { carryAppErrors } from '../rpc/errors.ts';
import type { MeterLook, MetersApi, MeterSource } from './protocol.ts';

/** A meter that a worker draws. */
export interface MeterPicture {
  show(source: MeterSource, look: MeterLook): void;
  close(): void;
}

let api: Remote<MetersApi> | undefined;
let watched: StateMemory | undefined;
let ids = 0;

/** All meters of the page share one worker, which stays: a room is left and entered often. */
function metersApi(): Remote<MetersApi> {
  if (api) return api;
  carryAppErrors();
  const worker = new Worker(new URL('./meters.worker.ts', import.meta.url), { type: 'module', name: 'meters' });
  return (api = wrap<MetersApi>(worker));
}

/** Lets all meters see the console that has this memory. */
export function watchLevels(memory: StateMemory): void {
  if (memory !== watched) void metersApi().watch(memory);
  watched = memory;
}

/** Hands a canvas that nobody has drawn on to the worker. */
export function openMeter(canvas: HTMLCanvasElement): MeterPicture {
  const id = ++ids;
  const remote = metersApi();
  const offscreen = canvas.transferControlToOffscreen();
  void remote.add(id, transfer(offscreen, [offscreen]));
  return { show: (source, look) => void remote.show(id, source, look), close: () => void remote.remove(id) };
}
