import type { ConsoleEngine } from '#audio/engine/console-engine.ts';
import type { OutputDevice } from '#audio/engine/outputs.ts';
import { AppError } from '#contracts/errors/app-error.ts';
import { getSetting, setSetting } from '#storage/settings/settings.ts';
import { errorText } from '#ui/error-text.ts';
import { showToast } from '#ui/toast.svelte.ts';
import { duckGain, microphoneGain } from './gains.ts';

/** Settings: where master and headphones sound on this device. */
const MASTER = 'decks.output';
const PHONES = 'decks.phones';

/** Headphones: nowhere of their own, on channels 3 and 4 of the master's device, or on a device by its id. */
export type PhonesPlace = 'off' | 'channels' | (string & {});

/** Devices through which the decks are heard, and the microphone. The audio device is opened when the first of them is chosen. */
export class Hearing {
  outputs = $state.raw<readonly OutputDevice[]>([]);
  canChoose = $state(false);
  /** Whether the master's device has channels 3 and 4. */
  hasChannels = $state(false);
  /** Empty is the system's default device. */
  master = $state('');
  phones = $state<PhonesPlace>('off');
  mic = $state(false);
  /** 0 to 1. */
  micLevel = $state(0.5);
  /** How far the music goes down under a voice, dB. */
  duckDb = $state(12);

  #engine: ConsoleEngine | null = null;
  #whenHeard: () => void = () => {};

  /**
   * Joins with the engine; what was chosen on an earlier visit is chosen again where it still is.
   *
   * @param whenHeard told when the microphone begins to sound
   */
  async attach(engine: ConsoleEngine, whenHeard: () => void): Promise<void> {
    this.#engine = engine;
    this.#whenHeard = whenHeard;
    this.canChoose = engine.outputs.canChoose;
    this.setMicLevel(this.micLevel);
    this.setDuck(this.duckDb);
    navigator.mediaDevices?.addEventListener('devicechange', () => void this.look());
    await this.look();
    const [master, phones] = await Promise.all([getSetting(MASTER, ''), getSetting<PhonesPlace>(PHONES, 'off')]);
    if (this.#isThere(master)) await this.#use(master);
    if (phones === 'channels' ? this.hasChannels : this.#isThere(phones)) await this.#usePhones(phones);
  }

  /** Lists the devices anew. One that is gone is given up, and said so. */
  async look(): Promise<void> {
    if (!this.#engine) return;
    this.outputs = await this.#engine.outputs.list();
    this.hasChannels = this.#engine.outputs.channels >= 4;
    if (this.master !== '' && !this.#isThere(this.master)) {
      this.master = '';
      this.#say(new AppError('output.lost'));
    }
    const isDevice = this.phones !== 'off' && this.phones !== 'channels';
    if (isDevice && !this.#isThere(this.phones)) {
      await this.#usePhones('off');
      this.#say(new AppError('output.lost'));
    }
  }

  /** Browsers name outputs after a permission for the microphone only. */
  async askForNames(): Promise<void> {
    try {
      const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      for (const track of stream.getTracks()) track.stop();
    } catch (error) {
      this.#say(new AppError('capture.denied', {}, { cause: error }));
    }
    await this.look();
  }

  async chooseMaster(deviceId: string): Promise<void> {
    if (await this.#use(deviceId)) await setSetting(MASTER, deviceId);
  }

  async choosePhones(place: PhonesPlace): Promise<void> {
    if (await this.#usePhones(place)) await setSetting(PHONES, place);
  }

  /** Opens the microphone, or closes it. */
  async setMic(on: boolean): Promise<void> {
    const engine = this.#engine;
    if (!engine || on === this.mic) return;
    try {
      if (on) {
        await engine.microphone.open('');
        await engine.resume();
      } else engine.microphone.close();
      this.mic = on;
      this.setMicLevel(this.micLevel);
      this.#whenHeard();
    } catch (error) {
      this.#say(error);
    }
  }

  /** @param place 0 to 1 */
  setMicLevel(place: number): void {
    this.micLevel = Math.min(1, Math.max(0, place));
    this.#engine?.mixer.set('mic', this.mic ? microphoneGain(this.micLevel) : 0);
  }

  /** @param db by which the music goes down, 0 to 24 */
  setDuck(db: number): void {
    this.duckDb = Math.min(24, Math.max(0, db));
    this.#engine?.mixer.set('duckDepth', duckGain(this.duckDb));
  }

  #isThere(deviceId: string): boolean {
    return deviceId !== '' && this.outputs.some((output) => output.deviceId === deviceId);
  }

  async #use(deviceId: string): Promise<boolean> {
    try {
      await this.#engine?.outputs.chooseMaster(deviceId);
      this.master = deviceId;
      this.hasChannels = (this.#engine?.outputs.channels ?? 2) >= 4;
      return true;
    } catch (error) {
      this.#say(new AppError('output.refused', {}, { cause: error }));
      return false;
    }
  }

  async #usePhones(place: PhonesPlace): Promise<boolean> {
    const outputs = this.#engine?.outputs;
    try {
      if (place === 'off') await outputs?.phonesOff();
      else if (place === 'channels') {
        if (!(await outputs?.phonesOnChannels())) throw new AppError('output.refused');
      } else await outputs?.phonesOnDevice(place);
      this.phones = place;
      return true;
    } catch (error) {
      await outputs?.phonesOff();
      this.phones = 'off';
      this.#say(new AppError('output.refused', {}, { cause: error }));
      return false;
    }
  }

  #say(error: unknown): void {
    showToast({ kind: 'error', text: errorText(error) });
  }
}
