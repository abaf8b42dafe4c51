import { expose } from 'comlink';
import { StateReader } from '#core/console/state.ts';
import { carryAppErrors } from '../rpc/errors.ts';
import { Meter } from './meter.ts';
import type { MetersApi } from './protocol.ts';

/** Time between two pictures while something is heard, and between two looks while all is quiet, ms. */
const [LOUD_MS, QUIET_MS] = [33, 200];

const meters = new Map<number, Meter>();
let reader: StateReader | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;

function look(): void {
  timer = undefined;
  if (!reader || meters.size === 0) return;
  const state = reader.read();
  let isHeard = false;
  for (const meter of meters.values()) isHeard = meter.draw(state) || isHeard;
  timer = setTimeout(look, isHeard ? LOUD_MS : QUIET_MS);
}

function lookNow(): void {
  clearTimeout(timer);
  look();
}

const api: MetersApi = {
  watch(memory) {
    reader = new StateReader(memory);
    lookNow();
  },
  add: (id, canvas) => void meters.set(id, new Meter(canvas)),
  show(id, source, shown) {
    meters.get(id)?.show(source, shown);
    lookNow();
  },
  remove: (id) => void meters.delete(id),
};

carryAppErrors();
expose(api);
