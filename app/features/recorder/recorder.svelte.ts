import type { InputDevice } from '#audio/capture/devices.ts';
import type { TakeGap } from '#contracts/records/take.ts';
import type { Marker } from '#contracts/records/track.ts';
import type { GrowingWaveform } from '#core/capture/columns.ts';
import type { ChannelLevel } from '#core/capture/meter.ts';
import type { Engine } from './engine.ts';

export type RecorderStatus = 'idle' | 'starting' | 'recording' | 'paused' | 'stopping';

export type RecorderSource = 'input' | 'master';

/** The open input. */
export interface InputInfo {
  readonly deviceId: string;
  readonly label: string;
  readonly sampleRate: number;
  readonly channels: number;
}

/** A take of this visit and how far it is on its way into the library. */
export interface SessionTake {
  readonly id: string;
  readonly name: string;
  readonly durationSec: number;
  readonly missingFrames: number;
  /** Places at which the input delivered nothing. */
  readonly gaps: number;
  readonly markers: readonly Marker[];
  readonly sampleRate: number;
  readonly state: 'sealing' | 'kept' | 'open';
  /** 0 to 1 while it is sealed. */
  readonly progress: number;
}

/**
 * State of the one recorder of this page. Small, because every page shows it; what it does is loaded with the first
 * use.
 */
class Recorder {
  status = $state<RecorderStatus>('idle');
  /** What the running or last take records: a microphone or the like, or the decks' master. */
  source = $state<RecorderSource>('input');
  /** Seconds of the running take that are on disk. */
  elapsedSec = $state(0);
  /** Rate of the running or last take in Hz, in which markers and gaps count. */
  sampleRate = $state(48_000);
  /** One entry per channel while an input is open. */
  level = $state.raw<readonly ChannelLevel[]>([]);
  /** Another window of this app records. */
  runsElsewhere = $state(false);
  input = $state.raw<InputInfo | null>(null);
  devices = $state.raw<readonly InputDevice[]>([]);
  /** The input went away while a take was running. */
  inputLost = $state(false);
  /** The input delivers nothing, or nothing but zeros. */
  silence = $state<'no-frames' | 'zeros' | null>(null);
  error = $state.raw<unknown>(null);
  markers = $state.raw<readonly Marker[]>([]);
  gaps = $state.raw<readonly TakeGap[]>([]);
  /** The whole running or last take; `waveformColumns` changes when it grows. */
  waveform = $state.raw<GrowingWaveform | null>(null);
  waveformColumns = $state(0);
  /** Room on the device at the input's quality, or null when the browser does not tell. */
  secondsLeft = $state<number | null>(null);
  /** Newest first. */
  takes = $state.raw<readonly SessionTake[]>([]);
  #engine: Promise<Engine> | null = null;

  /** A take runs, here or in another window. */
  get active(): boolean {
    return this.status !== 'idle' || this.runsElsewhere;
  }

  #load(): Promise<Engine> {
    this.#engine ??= import('./engine.ts').then(({ Engine }) => new Engine(this));
    return this.#engine;
  }

  /** Enters the Record room: lists inputs and, where the permission stands, opens one for the meters. */
  async enter(): Promise<void> {
    await (await this.#load()).enter();
  }

  /** Leaves the room: without a take the microphone is let go. */
  async leave(): Promise<void> {
    await (await this.#load()).leave();
  }

  /** Opens an input; the browser may ask for permission. Without an id the last one used, or the default. */
  async openInput(deviceId?: string): Promise<void> {
    await (await this.#load()).choose(deviceId);
  }

  /** Begins a take. The master can be recorded once the decks' console is open. */
  async start(source: RecorderSource = 'input'): Promise<void> {
    await (await this.#load()).start(source);
  }

  async pause(): Promise<void> {
    await (await this.#load()).pause();
  }

  async resume(): Promise<void> {
    await (await this.#load()).resume();
  }

  /** Ends the take; sealing goes on by itself, see {@link takes}. */
  async stop(): Promise<void> {
    await (await this.#load()).stop();
  }

  /** Puts a marker at what was recorded at the moment `wallMs`, epoch milliseconds. */
  async mark(wallMs = Date.now()): Promise<void> {
    await (await this.#load()).mark(wallMs);
  }
}

export type { Recorder };

export const recorder = new Recorder();
