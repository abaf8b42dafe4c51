import { ddj400 } from '#core/midi/builtin/ddj-400.ts';
import { inpulse200 } from '#core/midi/builtin/inpulse-200.ts';
import { mappingFor, type Mapping } from '#core/midi/mapping.ts';
import { getSetting, setSetting } from '#storage/settings/settings.ts';

const OWN = 'controllers.mappings';
const CHOSEN = 'controllers.chosen';

const builtIn: readonly Mapping[] = [ddj400, inpulse200];

/** Mappings of this device: its own, which can be changed, and those that come with the app. */
export class Mappings {
  readonly own: readonly Mapping[];
  /** Name of the mapping by name of the device; null is none. */
  readonly chosen: Readonly<Record<string, string | null>>;

  private constructor(own: readonly Mapping[], chosen: Readonly<Record<string, string | null>>) {
    this.own = own;
    this.chosen = chosen;
  }

  static async read(): Promise<Mappings> {
    return new Mappings(await getSetting<Mapping[]>(OWN, []), await getSetting(CHOSEN, {}));
  }

  get all(): readonly Mapping[] {
    return [...this.own, ...builtIn];
  }

  isOwn(mapping: Mapping): boolean {
    return this.own.some(({ name }) => name === mapping.name);
  }

  /** What was chosen for a device, else the first that is made for it, else null. */
  of(device: string): Mapping | null {
    const name = Object.hasOwn(this.chosen, device) ? this.chosen[device] : undefined;
    if (name === null) return null;
    return this.all.find((mapping) => mapping.name === name) ?? mappingFor(device, this.all);
  }

  /** The name, or where it is taken the name with the next free number. */
  freeName(name: string): string {
    const isTaken = (one: string) => this.all.some((mapping) => mapping.name === one);
    for (let number = 1; ; number++) {
      const suffix = number === 1 ? '' : ` ${number}`;
      const free = name.slice(0, 80 - suffix.length) + suffix;
      if (!isTaken(free)) return free;
    }
  }

  choose(device: string, name: string | null): Promise<Mappings> {
    return new Mappings(this.own, { ...this.chosen, [device]: name }).keep();
  }

  /** Adds a mapping, or puts it in the place of the own one of its name. */
  put(mapping: Mapping): Promise<Mappings> {
    const at = this.own.findIndex(({ name }) => name === mapping.name);
    return new Mappings(at < 0 ? [...this.own, mapping] : this.own.with(at, mapping), this.chosen).keep();
  }

  remove(name: string): Promise<Mappings> {
    return new Mappings(
      this.own.filter((mapping) => mapping.name !== name),
      this.chosen,
    ).keep();
  }

  private async keep(): Promise<Mappings> {
    await setSetting(OWN, this.own);
    await setSetting(CHOSEN, this.chosen);
    return this;
  }
}
