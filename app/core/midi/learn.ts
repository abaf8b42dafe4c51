import { controlKind, type SurfaceControl } from '../controls/controls.ts';
import type { Encoding } from './encoder.ts';
import { parseMidi, type MidiMessage } from './message.ts';
import type { Binding, MidiSource } from './mapping.ts';

/** Messages that make a movement; fewer may be a shaking hand. */
const ENOUGH = 6;

/** Listens to a controller while somebody moves one thing on it, and finds out what it is. */
export class Learner {
  private readonly control: SurfaceControl;
  private readonly heard: MidiMessage[] = [];

  constructor(control: SurfaceControl) {
    this.control = control;
  }

  /** Takes one message in; the binding as soon as it is clear, else null. */
  hear(bytes: ArrayLike<number>): Binding | null {
    const message = parseMidi(bytes);
    if (!message) return null;
    this.heard.push(message);
    const kind = controlKind(this.control)?.kind;
    if (kind === 'press') return message.value > 0 ? this.bind(message, { reads: 'value' }) : null;
    return this.movement(kind === 'steps');
  }

  /** What moves most is meant: fingers touch other things on the way. */
  private movement(isEndless: boolean): Binding | null {
    const last = this.heard.at(-1) as MidiMessage;
    if (last.type === 'note') return null;
    const same = this.heard.filter((other) => sameSource(other, last));
    if (same.length < ENOUGH) return null;
    if (last.type === 'bend') return isEndless ? null : this.bind(last, { reads: 'value' });
    const encoding = encodingOf(same.map(({ value }) => value));
    if (encoding) return this.bind(last, { reads: 'steps', encoding, step: this.stepOf(isEndless) });
    if (isEndless) return null;
    return this.fader(last);
  }

  /** Controllers in two parts send the fine one 32 numbers above the coarse one. */
  private fader(last: MidiMessage): Binding | null {
    const [low, high] = [last.number % 32, (last.number % 32) + 32];
    const parts = [low, high].map((number) => this.heard.filter((other) => sameSource(other, { ...last, number })));
    const isPair = last.number < 64 && parts.every((part) => part.length >= ENOUGH / 2);
    if (isPair) return this.bind({ ...last, number: low }, { reads: 'pair', fine: high });
    return this.bind(last, { reads: 'value' });
  }

  private stepOf(isEndless: boolean): number {
    if (!isEndless) return 1 / 64;
    return this.control.endsWith('jog.turn') ? 1 / 128 : 1;
  }

  private bind({ type, channel, number }: MidiMessage, how: Omit<Binding, 'source' | 'control' | 'layer'>): Binding {
    const source: MidiSource = { type, channel, number };
    return { source, control: this.control, layer: 'both', ...how };
  }
}

const sameSource = (one: MidiMessage, other: MidiMessage) =>
  one.type === other.type && one.channel === other.channel && one.number === other.number;

/** The way in which an endless knob counts, or null when the values are those of a place. */
function encodingOf(values: readonly number[]): Encoding | null {
  const near = (value: number, middle: number) => value !== middle && Math.abs(value - middle) <= 8;
  const distinct = new Set(values);
  // A place that moves hardly repeats itself; an encoder says the same few numbers over and over.
  if (distinct.size > values.length / 2) return null;
  if (values.every((value) => near(value, 64) && value > 64) || values.some((value) => value < 64 && near(value, 64))) {
    return values.every((value) => near(value, 64)) ? 'offset' : null;
  }
  if (values.every((value) => (value > 0 && value <= 8) || value >= 120)) return 'twos';
  if (values.every((value) => (value > 0 && value <= 8) || (value > 64 && value <= 72))) return 'sign';
  return null;
}

/** A mapping's bindings with a new one, which takes the place of those on the same source in the same layer. */
export function withBinding(bindings: readonly Binding[], added: Binding): Binding[] {
  const clashes = (other: Binding) =>
    other.source.type === added.source.type &&
    other.source.channel === added.source.channel &&
    other.source.number === added.source.number &&
    (other.layer === added.layer || other.layer === 'both' || added.layer === 'both');
  return [...bindings.filter((other) => !clashes(other)), added];
}
