import { listInputs, microphonePermission, onInputsChanged } from '#audio/capture/devices.ts';
import { openInput, type CaptureInput } from '#audio/capture/input.ts';
import { openMaster } from '#audio/engine/master-input.ts';
import { pageEngine } from '#audio/engine/page-engine.ts';
import { AppError } from '#contracts/errors/app-error.ts';
import type { Take } from '#contracts/records/take.ts';
import { GrowingWaveform } from '#core/capture/columns.ts';
import { formatDate } from '#i18n/format.ts';
import { m } from '#i18n/paraglide/messages.js';
import { getSetting, setSetting } from '#storage/settings/settings.ts';
import { hear, startCapture, type CaptureClient } from '#workers/recorder/client.ts';
import type { RecorderEvent } from '#workers/recorder/protocol.ts';
import { look } from './elsewhere.ts';
import { askForPersistence, guardTake, watchRoom } from './housekeeping.ts';
import type { Recorder, RecorderSource } from './recorder.svelte.ts';
import { Sealing } from './sealing.ts';

const DEVICE = 'recorder.device';

/** What the recorder does: joins the microphone with the worker that writes, and tells the state what happens. */
export class Engine {
  readonly #host: Recorder;
  readonly #sealing: Sealing;
  #capture: CaptureClient | null = null;
  #input: CaptureInput | null = null;
  #take: Take | null = null;
  #inRoom = false;
  /** What opens, closes or begins to use the input takes time and must not cross. */
  #inputTurn: Promise<unknown> = Promise.resolve();
  #stopRoomWatch: () => void = () => undefined;
  #stopGuard: () => void = () => undefined;

  constructor(host: Recorder) {
    this.#host = host;
    this.#sealing = new Sealing(host);
    onInputsChanged(() => void this.#listInputs());
  }

  async enter(): Promise<void> {
    this.#inRoom = true;
    if (!crossOriginIsolated) {
      this.#host.error = new AppError('app.not_isolated');
      return;
    }
    await this.#listInputs();
    if ((await microphonePermission()) !== 'granted') return;
    await this.#inTurn(async () => {
      if (this.#inRoom) await this.#ready();
    }).catch((error: unknown) => {
      this.#host.error = error;
    });
  }

  async leave(): Promise<void> {
    this.#inRoom = false;
    await this.#inTurn(async () => {
      if (this.#host.status === 'idle' && !this.#inRoom) await this.#closeInput();
    });
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#inputTurn.then(work);
    this.#inputTurn = result.catch(() => undefined);
    return result;
  }

  async #listInputs(): Promise<void> {
    this.#host.devices = await listInputs();
  }

  /** Opens an input. While a take is paused it gets the take's format, so that the take can go on with it. */
  async choose(deviceId?: string): Promise<void> {
    this.#host.error = null;
    await this.#inTurn(async () => {
      const { status, source } = this.#host;
      if (status === 'idle' || (status === 'paused' && source === 'input')) await this.#open(deviceId);
    }).catch((error: unknown) => {
      this.#host.error = error;
    });
  }

  async #open(wanted: string | undefined): Promise<void> {
    const deviceId = wanted ?? (await getSetting(DEVICE, ''));
    await this.#closeInput();
    const input = await openInput({ deviceId, ...(this.#take ? { format: this.#take } : {}) }).catch(
      (error: unknown) => {
        // The remembered device is not plugged in: take the default one.
        const isGone = error instanceof AppError && error.code === 'capture.no_device' && wanted === undefined;
        return isGone && deviceId ? openInput({ deviceId: '' }) : Promise.reject(error);
      },
    );
    await this.#use(input);
    if (wanted !== undefined) await setSetting(DEVICE, wanted);
    await this.#listInputs();
  }

  async #openMaster(): Promise<void> {
    await this.#closeInput();
    const engine = pageEngine();
    if (!engine) throw new AppError('capture.no_device');
    await this.#use(await openMaster(engine, m.recorder_master()));
  }

  async #use(input: CaptureInput): Promise<void> {
    this.#input = input;
    input.track?.addEventListener('ended', () => void this.#lost(input));
    input.context.addEventListener('statechange', () => this.#contextChanged(input));
    this.#capture ??= startCapture();
    await this.#capture.api.attach(
      input.ring,
      input.sampleRate,
      hear((event) => this.#heard(event)),
    );
    const { label, sampleRate, channels } = input;
    this.#host.input = { deviceId: input.deviceId, label, sampleRate, channels };
    this.#host.inputLost = false;
    this.#host.silence = null;
    this.#stopRoomWatch = watchRoom(this.#host);
  }

  async #closeInput(): Promise<void> {
    this.#stopRoomWatch();
    const input = this.#input;
    this.#input = null;
    this.#host.input = null;
    this.#host.level = [];
    this.#host.silence = null;
    await this.#capture?.api.detach();
    await input?.close();
    if (this.#take === null) {
      this.#capture?.terminate();
      this.#capture = null;
    }
  }

  /** The device went away: everything it delivered is written, and the take waits for another input or its end. */
  async #lost(input: CaptureInput): Promise<void> {
    if (input !== this.#input || this.#host.status === 'stopping') return;
    this.#host.error = new AppError('capture.device_lost');
    await this.#inTurn(async () => {
      if (input !== this.#input) return;
      if (this.#take) {
        this.#host.status = 'paused';
        this.#host.inputLost = true;
      }
      await this.#closeInput();
    });
  }

  #contextChanged(input: CaptureInput): void {
    if (input !== this.#input || input.context.state === 'running' || input.context.state === 'closed') return;
    this.#host.silence = 'no-frames';
    void input.context.resume().catch(() => undefined);
  }

  #heard(event: RecorderEvent): void {
    const host = this.#host;
    if (event.type === 'levels') {
      // Reports that were on their way when the input was closed.
      if (this.#input === null) return;
      host.level = event.levels;
      if (this.#take === null || event.frames === null) return;
      host.elapsedSec = event.frames / this.#take.sampleRate;
      host.waveform?.add(event.columns);
      host.waveformColumns += event.columns.length;
    } else if (event.type === 'gap') host.gaps = [...host.gaps, event.gap];
    else if (event.type === 'silence') this.#silence(event.reason);
    else this.#endedByItself(event.take, AppError.fromData(event.error));
  }

  /** Decks on which nothing plays are no fault of the input. */
  #silence(reason: 'no-frames' | 'zeros' | 'ok'): void {
    const isFault = reason !== 'ok' && !(reason === 'zeros' && this.#host.source === 'master');
    this.#host.silence = isFault ? reason : null;
  }

  async start(source: RecorderSource): Promise<void> {
    const host = this.#host;
    if (host.status !== 'idle') return;
    host.status = 'starting';
    host.error = null;
    try {
      await this.#inTurn(() => this.#begin(source));
      void askForPersistence().catch(() => undefined);
    } catch (error) {
      host.error = error;
      await this.#idle();
      void look(host);
    }
  }

  /** Begins a take; nobody may close the input or its worker meanwhile, so this runs in turn. */
  async #begin(source: RecorderSource): Promise<void> {
    const host = this.#host;
    host.source = source;
    if (source === 'master') await this.#openMaster();
    else await this.#ready();
    if (this.#input === null || this.#capture === null) throw new AppError('capture.no_device');
    const empty = { elapsedSec: 0, markers: [], gaps: [], waveform: new GrowingWaveform(), waveformColumns: 0 };
    Object.assign(host, empty);
    const date = formatDate(Date.now());
    const name = source === 'master' ? m.recorder_mix_name({ date }) : m.recorder_take_name({ date });
    const take = await this.#capture.api.begin({ id: crypto.randomUUID(), name, deviceLabel: this.#input.label });
    this.#take = take;
    host.sampleRate = take.sampleRate;
    this.#stopGuard = guardTake();
    host.status = 'recording';
  }

  /** Opens an input when there is none. */
  async #ready(): Promise<void> {
    if (this.#input === null) await this.#open(undefined);
  }

  async pause(): Promise<void> {
    if (this.#host.status !== 'recording' || this.#capture === null) return;
    this.#host.status = 'paused';
    await this.#capture.api.pause('user');
  }

  async resume(): Promise<void> {
    if (this.#host.status !== 'paused' || this.#capture === null) return;
    try {
      await this.#inTurn(async () => {
        await this.#ready();
        await this.#capture?.api.resume();
        this.#host.error = null;
        this.#host.status = 'recording';
      });
    } catch (error) {
      this.#host.error = error;
    }
  }

  async mark(wallMs: number): Promise<void> {
    const { status, markers } = this.#host;
    if ((status !== 'recording' && status !== 'paused') || this.#capture === null || this.#input === null) return;
    const marker = await this.#capture.api.mark(wallMs, m.recorder_marker_name({ number: markers.length + 1 }));
    this.#host.markers = [...this.#host.markers, marker];
  }

  async stop(): Promise<void> {
    const host = this.#host;
    if ((host.status !== 'recording' && host.status !== 'paused') || !this.#take || !this.#capture) return;
    host.status = 'stopping';
    // Asked for before the recording worker lets go, so that the take is never without an owner.
    this.#sealing.begin(this.#take);
    try {
      this.#sealing.ended(await this.#capture.api.end(host.inputLost ? 'device-lost' : 'user'));
    } catch (error) {
      host.error = error;
    }
    await this.#idle();
  }

  #endedByItself(take: Take, error: AppError): void {
    this.#host.error = error;
    this.#sealing.begin(take);
    this.#sealing.ended(take);
    void this.#idle();
  }

  async #idle(): Promise<void> {
    this.#take = null;
    this.#stopGuard();
    this.#host.status = 'idle';
    this.#host.inputLost = false;
    await this.#inTurn(async () => {
      if (this.#take !== null) return;
      const wasMaster = this.#host.source === 'master';
      this.#host.source = 'input';
      if (!this.#inRoom || wasMaster) await this.#closeInput();
      // The room shows its own input again.
      if (this.#inRoom && wasMaster && (await microphonePermission()) === 'granted') await this.#ready();
    }).catch((error: unknown) => {
      this.#host.error = error;
    });
  }
}
