import type { ControlBus } from '#core/controls/bus.ts';
import { getSetting, setSetting } from '#storage/settings/settings.ts';
import type { MidiSession } from './session.svelte.ts';

/** Setting: whether this device listens to MIDI controllers. */
const ON = 'controllers.on';

/** Why there are no controllers. */
export type Obstacle = 'denied' | 'unavailable';

/** MIDI controllers: off until somebody turns them on, for the browser asks then. */
class Controllers {
  /** What is connected; null while it is off. */
  session = $state.raw<MidiSession | null>(null);
  obstacle = $state<Obstacle | null>(null);
  busy = $state(false);

  #openSurface: (() => Promise<ControlBus>) | null = null;

  get isSupported(): boolean {
    return 'requestMIDIAccess' in navigator;
  }

  /**
   * Goes on where the last visit left off.
   *
   * @param openSurface the controls that are moved; called once, when they are needed
   * @returns the function that stops
   */
  start(openSurface: () => Promise<ControlBus>): () => void {
    this.#openSurface = openSurface;
    void this.#resume();
    return () => this.#close();
  }

  async turnOn(): Promise<void> {
    await setSetting(ON, true);
    await this.#open();
  }

  async turnOff(): Promise<void> {
    this.#close();
    await setSetting(ON, false);
  }

  async #resume(): Promise<void> {
    if (this.isSupported && (await getSetting(ON, false))) await this.#open();
  }

  async #open(): Promise<void> {
    if (!this.#openSurface || this.session || this.busy) return;
    this.busy = true;
    this.obstacle = null;
    try {
      // Asked first: browsers want a press shortly before.
      const access = await navigator.requestMIDIAccess({ sysex: false });
      const [{ MidiSession }, bus] = await Promise.all([import('./session.svelte.ts'), this.#openSurface()]);
      this.session = await MidiSession.open(access, bus);
    } catch (error) {
      const isDenied = error instanceof DOMException && /^(NotAllowed|Security)Error$/.test(error.name);
      this.obstacle = isDenied ? 'denied' : 'unavailable';
    } finally {
      this.busy = false;
    }
  }

  #close(): void {
    this.session?.close();
    this.session = null;
  }
}

export const controllers = new Controllers();
