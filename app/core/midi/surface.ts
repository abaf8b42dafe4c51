import type { ControlBus } from '../controls/bus.ts';
import { controlKind, firstSides, resolve, swapped, type ControlId, type DeckSides } from '../controls/controls.ts';
import { placeOf, valueAt, type ControlKind } from '../controls/kinds.ts';
import { stepsOf } from './encoder.ts';
import { midiBytes, parseMidi, type MidiMessage } from './message.ts';
import type { Binding, Light, Mapping } from './mapping.ts';
import { SoftTakeover } from './takeover.ts';

const keyOf = ({ type, channel, number }: Pick<MidiMessage, 'type' | 'channel' | 'number'>) =>
  `${type}.${channel}.${number}`;

/** Joins one controller with the controls: what it says moves them, what they are lights its lamps. */
export class MidiSurface {
  private readonly mapping: Mapping;
  private readonly bus: ControlBus;
  private readonly send: (bytes: number[]) => void;
  private readonly bindings = new Map<string, Binding[]>();
  private readonly takeover = new SoftTakeover();
  /** Presses that are down, by source: what went down comes up, whatever shift does meanwhile. */
  private readonly down = new Map<string, ControlId>();
  private readonly fine = new Map<string, number>();
  private readonly coarse = new Map<string, number>();
  private readonly unwatch: () => void;
  private sides: DeckSides = firstSides;
  private shift = false;

  /** @param send writes to the controller's output */
  constructor(mapping: Mapping, bus: ControlBus, send: (bytes: number[]) => void) {
    this.mapping = mapping;
    this.bus = bus;
    this.send = send;
    for (const binding of mapping.bindings) {
      for (const key of keysOf(binding)) this.bindings.set(key, [...(this.bindings.get(key) ?? []), binding]);
    }
    this.unwatch = bus.watch((id, value) => this.show(id, value));
    this.showAll();
  }

  /** Takes one message in. Bytes of any kind are welcome. */
  hear(bytes: ArrayLike<number>): void {
    const message = parseMidi(bytes);
    if (!message) return;
    const key = keyOf(message);
    const found = this.bindings.get(key) ?? [];
    if (message.type === 'note' && message.value === 0 && this.letGo(key, found)) return;
    const layer = this.shift ? 'shift' : 'plain';
    const binding = found.find((one) => one.layer === layer) ?? found.find((one) => one.layer === 'both');
    if (binding) this.apply(binding, message, key);
  }

  /** Turns all lamps off and lets go of everything that is held. */
  close(): void {
    this.unwatch();
    for (const id of this.down.values()) this.bus.send(id, 0);
    this.down.clear();
    for (const light of this.mapping.lights) this.lamp(light, false);
  }

  private letGo(key: string, found: readonly Binding[]): boolean {
    const held = this.down.get(key);
    this.down.delete(key);
    if (held) this.bus.send(held, 0);
    if (!found.some(({ control }) => control === 'shift')) return held !== undefined;
    this.shift = false;
    return true;
  }

  private apply(binding: Binding, message: MidiMessage, key: string): void {
    const { control } = binding;
    if (control === 'shift') {
      this.shift = message.value > 0;
      return;
    }
    const kind = controlKind(control) as ControlKind;
    const id = resolve(control, this.sides);
    if (kind.kind === 'press') this.press(id, message, key);
    else if (binding.reads === 'steps') this.turn(binding, id, kind, message.value);
    else this.place(binding, id, kind, message, key);
  }

  private press(id: ControlId, { value }: MidiMessage, key: string): void {
    if (value === 0) {
      if (this.down.delete(key)) this.bus.send(id, 0);
      return;
    }
    if (this.down.has(key)) return;
    this.down.set(key, id);
    this.swap(id);
    this.bus.send(id, 1);
  }

  /** The surface itself answers for which decks its sides stand for. */
  private swap(id: ControlId): void {
    if (id !== 'side.left' && id !== 'side.right') return;
    this.sides = swapped(this.sides, id === 'side.left' ? 'left' : 'right');
    this.takeover.reset();
    this.showAll();
  }

  /** A knob without ends: moves controls without ends by steps, and ranges by shares of them. */
  private turn({ encoding = 'twos', step = 1 }: Binding, id: ControlId, kind: ControlKind, value: number): void {
    const moved = stepsOf(encoding, value) * step;
    if (moved === 0) return;
    if (kind.kind !== 'range') this.bus.send(id, moved);
    else this.bus.send(id, (this.bus.read(id) ?? kind.rest) + moved);
  }

  /** A knob or fader with ends. On a control without ends it is its way that counts. */
  private place(binding: Binding, id: ControlId, kind: ControlKind, message: MidiMessage, key: string): void {
    const share = this.share(binding, message);
    if (share === null) return;
    const place = binding.reversed ? 1 - share : share;
    if (kind.kind !== 'range') return;
    const state = this.bus.read(id);
    const knob = binding.reads === 'pair' ? keyOf({ ...binding.source }) : key;
    if (this.takeover.take(`${knob}>${id}`, place, state === null ? null : placeOf(state, kind))) {
      this.bus.send(id, valueAt(place, kind));
    }
  }

  /** Place of the hardware, 0 to 1, with 64 of 127 in the exact middle; null while only half of a pair is known. */
  private share({ reads, fine, source }: Binding, { type, number, value }: MidiMessage): number | null {
    if (type === 'bend') return middled(value, 8192, 16_383);
    if (reads !== 'pair' || fine === undefined) return middled(value, 64, 127);
    const key = keyOf(source);
    if (number === fine) this.fine.set(key, value);
    else this.coarse.set(key, value);
    const coarse = this.coarse.get(key);
    if (coarse === undefined) return null;
    // Where a fine part is known it is on its way after every coarse one.
    if (number !== fine && this.fine.has(key)) return null;
    return middled((coarse << 7) | (this.fine.get(key) ?? 0), 8192, 16_383);
  }

  private showAll(): void {
    for (const light of this.mapping.lights) this.showLight(light);
  }

  private show(id: ControlId, _value: number): void {
    for (const light of this.mapping.lights) if (resolve(light.control, this.sides) === id) this.showLight(light);
  }

  private showLight(light: Light): void {
    const id = resolve(light.control, this.sides);
    const kind = controlKind(id);
    const rest = kind?.kind === 'range' ? kind.rest : 0;
    this.lamp(light, (this.bus.read(id) ?? rest) > rest);
  }

  private lamp({ target, on, off }: Light, isOn: boolean): void {
    this.send(midiBytes({ ...target, value: isOn ? on : off }));
  }
}

/** Sources that a binding listens to. */
function keysOf({ source, reads, fine }: Binding): string[] {
  const own = keyOf(source);
  return reads === 'pair' && fine !== undefined ? [own, keyOf({ ...source, number: fine })] : [own];
}

/** A value as a share of the way, its middle at 0.5. */
const middled = (value: number, middle: number, most: number): number =>
  value <= middle ? value / (2 * middle) : 0.5 + (value - middle) / (2 * (most - middle));
