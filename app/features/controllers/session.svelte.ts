import type { ControlBus } from '#core/controls/bus.ts';
import { firstSides, resolve, type SurfaceControl } from '#core/controls/controls.ts';
import { Learner, withBinding } from '#core/midi/learn.ts';
import { MidiSurface } from '#core/midi/surface.ts';
import type { Binding, Mapping } from '#core/midi/mapping.ts';
import { Mappings } from './mappings.ts';

/** A controller that is plugged in. */
export interface Device {
  readonly id: string;
  readonly name: string;
  readonly mapping: Mapping | null;
}

interface Lesson {
  readonly device: Device;
  readonly control: SurfaceControl;
  readonly learner: Learner;
}

/**
 * All that is connected by MIDI, each device joined with the controls by its mapping. Devices come and go at any time.
 *
 * @thread page
 */
export class MidiSession {
  devices = $state.raw<readonly Device[]>([]);
  mappings = $state.raw<Mappings>() as Mappings;
  /** What is waited for while somebody teaches a control. */
  lesson = $state.raw<Lesson | null>(null);
  /** What was learned last. */
  learned = $state.raw<Binding | null>(null);

  readonly #access: MIDIAccess;
  readonly #bus: ControlBus;
  readonly #surfaces = new Map<string, { readonly mapping: Mapping; readonly surface: MidiSurface }>();

  private constructor(access: MIDIAccess, bus: ControlBus, mappings: Mappings) {
    this.#access = access;
    this.#bus = bus;
    this.mappings = mappings;
  }

  /** Joins whatever is plugged in now and later. */
  static async open(access: MIDIAccess, bus: ControlBus): Promise<MidiSession> {
    const session = new MidiSession(access, bus, await Mappings.read());
    access.onstatechange = () => session.#look();
    session.#look();
    return session;
  }

  /** Whether something answers for a control, so that it is worth a button. */
  isAnswered(control: SurfaceControl): boolean {
    return this.#bus.answers(resolve(control, firstSides));
  }

  async choose(device: Device, name: string | null): Promise<void> {
    await this.#use(await this.mappings.choose(device.name, name));
  }

  /** Adds a mapping that came from a file. Returns the name that it got. */
  async add(mapping: Mapping): Promise<string> {
    const name = this.mappings.freeName(mapping.name);
    await this.#use(await this.mappings.put({ ...mapping, name }));
    return name;
  }

  /** Puts an own mapping back, or another in the place of the one of its name. */
  async put(mapping: Mapping): Promise<void> {
    await this.#use(await this.mappings.put(mapping));
  }

  async remove(mapping: Mapping): Promise<void> {
    await this.#use(await this.mappings.remove(mapping.name));
  }

  /** Waits until something on the device is moved, and lets it move the control from then on. */
  learn(device: Device, control: SurfaceControl): void {
    this.learned = null;
    this.lesson = { device, control, learner: new Learner(control) };
  }

  cancelLesson(): void {
    this.lesson = null;
  }

  close(): void {
    this.#access.onstatechange = null;
    for (const input of this.#access.inputs.values()) input.onmidimessage = null;
    for (const { surface } of this.#surfaces.values()) surface.close();
    this.#surfaces.clear();
    this.devices = [];
  }

  async #use(mappings: Mappings): Promise<void> {
    this.mappings = mappings;
    this.#look();
  }

  /** Brings devices and their surfaces up to date with what is plugged in. */
  #look(): void {
    const inputs = [...this.#access.inputs.values()].filter(({ state }) => state === 'connected');
    this.devices = inputs.map((input) => {
      const name = input.name ?? input.id;
      return { id: input.id, name, mapping: this.mappings.of(name) };
    });
    for (const [id, { mapping, surface }] of this.#surfaces) {
      if (this.devices.some((device) => device.id === id && device.mapping === mapping)) continue;
      surface.close();
      this.#surfaces.delete(id);
    }
    for (const input of inputs) input.onmidimessage = ({ data }) => data && this.#hear(input.id, data);
    for (const { id, name, mapping } of this.devices) {
      if (!mapping || this.#surfaces.has(id)) continue;
      this.#surfaces.set(id, { mapping, surface: new MidiSurface(mapping, this.#bus, this.#outputOf(name)) });
    }
  }

  /** Writes to the output of the same device; lamps of one that has none stay dark. */
  #outputOf(name: string): (bytes: number[]) => void {
    return (bytes) => {
      const output = [...this.#access.outputs.values()].find((one) => one.name === name && one.state === 'connected');
      output?.send(bytes);
    };
  }

  #hear(id: string, data: Uint8Array): void {
    const { lesson } = this;
    if (lesson?.device.id !== id) return void this.#surfaces.get(id)?.surface.hear(data);
    const binding = lesson.learner.hear(data);
    if (binding) void this.#teach(lesson, binding);
  }

  /** Keeps what was learned. Mappings that come with the app stay as they are: a copy takes their place. */
  async #teach({ device }: Lesson, binding: Binding): Promise<void> {
    this.lesson = null;
    const before = this.mappings.of(device.name);
    const bindings = withBinding(before?.bindings ?? [], binding);
    if (before && this.mappings.isOwn(before)) await this.put({ ...before, bindings });
    else {
      const { note: _, ...base } = before ?? emptyMapping(device.name);
      const name = await this.add({ ...base, bindings });
      await this.choose(device, name);
    }
    this.learned = binding;
  }
}

const emptyMapping = (device: string): Mapping => ({
  ...{ format: 'wavefoundry-controller', version: 1 },
  ...{ name: device.slice(0, 80), devices: [device.slice(0, 80)], bindings: [], lights: [] },
});
