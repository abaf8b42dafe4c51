import type { ConsoleEngine } from '#audio/engine/console-engine.ts';
import type { SamplerHandle } from '#audio/engine/sampler-handle.ts';
import type { PadSample, SampleBank } from '#contracts/records/sampler.ts';
import { MAX_SAMPLER_BYTES } from '#contracts/records/sampler.ts';
import { PADS, SAMPLER } from '#core/console/sampler/pads.ts';
import type { PageMemory } from '#core/console/source/page-memory.ts';
import { trimGain } from '#core/deck/knobs.ts';
import { roomFor, withoutSample, withSample } from '#core/sampler/bank.ts';
import type { SetSource } from '#core/set/document.ts';
import { getBank, setBank } from '#storage/sampler/bank.ts';
import { attempt } from '#ui/attempt.ts';
import '#ui/sampler-error-text.ts';
import { withSamples } from '#workers/sample/client.ts';
import { ChannelState } from '../channel-state.svelte.ts';
import { decks } from '../decks.svelte.ts';
import { following } from '../following.ts';
import { reflectChannel } from '../reflect.ts';
import { PadState } from './pad-state.svelte.ts';
import type { FoundSample } from './sources.ts';

/** Below this the meter shows nothing: -80 dBFS. */
const QUIET = 0.0001;

/** How a pad plays, as its dialog sets it. */
export type PadChange = Partial<Omit<PadSample, 'slot' | 'blobHash' | 'durationSec' | 'bytes'>>;

const trackOf = ({ blobHash, name }: PadSample) => ({ id: '', blobHash, title: name, artist: '', isrc: '' });

/** Eight pads and their channel, as the page sees them. They are kept on this device. */
export class Sampler {
  readonly pads: readonly PadState[] = Array.from({ length: PADS }, (_, slot) => new PadState(slot));
  readonly channel = new ChannelState(0);
  /** Whether the room shows it. */
  shown = $state(false);
  #bank: SampleBank = [];
  #reading: Promise<void> | undefined;
  #engine: ConsoleEngine | null = null;
  #handle: SamplerHandle | null = null;
  #filling: Promise<void> | undefined;
  /** Pads under a finger while the audio opens. */
  readonly #held = new Set<number>();
  /** Sources that a replayed set has brought. */
  #guests: number[] = [];

  /** Shows what is kept on this device. */
  read(): Promise<void> {
    this.#reading ??= getBank().then((bank) => {
      this.#bank = bank;
      for (const sample of bank) (this.pads[sample.slot] as PadState).sample = sample;
    });
    return this.#reading;
  }

  /** Joins the pads with the console, and brings their samples into memory. */
  attach(engine: ConsoleEngine): Promise<void> {
    if (engine !== this.#engine) {
      this.#engine = engine;
      this.#handle = engine.sampler;
      this.channel.attach((control, value) => engine.sampler.set(control, value));
      engine.sampler.whenChanged = (sounding, waiting) => this.#show(sounding, waiting);
      engine.onSend((control, value) => this.#reflect(control, value));
      this.#filling = this.#fill();
    }
    return this.#filling ?? Promise.resolve();
  }

  /** A finger on a pad. Where nothing sounds yet it opens the audio first. */
  press(slot: number): void {
    if (this.#handle) return this.#handle.hit(slot, true);
    this.#held.add(slot);
    const isMeant = () => this.#held.has(slot) || this.pads[slot]?.sample?.mode !== 'hold';
    void attempt(this.#open()).then(() => isMeant() && this.#handle?.hit(slot, true));
  }

  /** A finger off a pad. */
  release(slot: number): void {
    this.#held.delete(slot);
    this.#handle?.hit(slot, false);
  }

  stop(slot: number): void {
    this.#handle?.stop(slot);
  }

  stopAll(): void {
    for (const { slot, sounding, waiting } of this.pads) if (sounding || waiting) this.stop(slot);
  }

  /**
   * Puts a sample on a pad and keeps it. When it cannot be played the pad keeps what it had.
   *
   * @throws AppError `sampler.*`, `import.*`, `storage.*`, `app.not_isolated`
   */
  async put(slot: number, find: (room: number) => Promise<FoundSample>): Promise<void> {
    const pad = this.pads[slot] as PadState;
    await this.read();
    pad.loading = true;
    try {
      await this.#open();
      const { memory, ...found } = await find(roomFor(this.#bank, slot));
      const bytes = memory.shared.byteLength;
      const { mode = 'shot', gain = 0, quantize = false, sync = false, colour = null } = pad.sample ?? {};
      const sample: PadSample = {
        ...{ slot, colour, mode, gain, quantize, sync, bytes, durationSec: memory.frames / memory.sampleRate },
        ...found,
      };
      this.#load(sample, memory);
      pad.sample = sample;
      await this.#keep(withSample(this.#bank, sample));
    } finally {
      pad.loading = false;
    }
  }

  /** Changes how a pad plays and looks. */
  change(slot: number, change: PadChange): void {
    const pad = this.pads[slot] as PadState;
    if (!pad.sample) return;
    pad.sample = { ...pad.sample, ...change };
    this.#behave(pad.sample);
    void attempt(this.#keep(withSample(this.#bank, pad.sample)));
  }

  /** Takes the sample off a pad. Its file stays for as long as a set or the library needs it. */
  clear(slot: number): void {
    (this.pads[slot] as PadState).sample = null;
    this.#handle?.unload(slot);
    void attempt(this.#keep(withoutSample(this.#bank, slot)));
  }

  /**
   * Makes a sample of a replayed set known to the console.
   *
   * @returns its number
   * @throws AppError `storage.*`, `import.*`
   */
  async invite({ track, grid }: SetSource): Promise<number> {
    await this.#open();
    const pages = await withSamples((api) => api.decode(track.blobHash, MAX_SAMPLER_BYTES));
    const id = (this.#engine as ConsoleEngine).addSource(pages, grid, { ...track, id: track.trackId, isSample: true });
    this.#guests.push(id);
    return id;
  }

  /** The replay is over: each pad has its own sample again. */
  restore(): void {
    for (const { slot, guest, sample } of this.pads) {
      if (guest === null) continue;
      this.#handle?.restore(slot);
      if (sample) this.#behave(sample);
    }
    for (const id of this.#guests) this.#engine?.dropSource(id);
    this.#guests = [];
  }

  async #open(): Promise<void> {
    await decks.openAudio();
    if (decks.engine) await this.attach(decks.engine);
  }

  async #fill(): Promise<void> {
    await this.read();
    for (const { slot, sample } of this.pads) {
      if (!sample) continue;
      const pad = this.pads[slot] as PadState;
      pad.loading = true;
      const memory = await attempt(withSamples((api) => api.decode(sample.blobHash, roomFor(this.#bank, slot))));
      pad.loading = false;
      if (memory && pad.sample?.blobHash === sample.blobHash) this.#load(pad.sample, memory);
    }
  }

  #load(sample: PadSample, pages: PageMemory): void {
    this.#handle?.load(sample.slot, { pages, grid: sample.grid, track: trackOf(sample) });
    this.#behave(sample);
  }

  #behave({ slot, mode, gain, quantize, sync }: PadSample): void {
    this.#handle?.behave(slot, { mode, gain: trimGain(gain), quantize, sync });
  }

  async #keep(bank: SampleBank): Promise<void> {
    this.#bank = bank;
    await setBank(bank);
  }

  #show(sounding: number, waiting: number): void {
    for (const pad of this.pads) {
      pad.sounding = (sounding & (1 << pad.slot)) !== 0;
      pad.waiting = (waiting & (1 << pad.slot)) !== 0;
    }
    following.begin(() => this.#look());
  }

  #look(): boolean {
    const { samplerPeakLeft, samplerPeakRight, samplerFader } = (this.#engine as ConsoleEngine).state.master;
    const level = Math.max(samplerPeakLeft, samplerPeakRight) * samplerFader;
    this.channel.level = level > QUIET ? level : 0;
    return level > QUIET || this.pads.some((pad) => pad.sounding);
  }

  #reflect(control: string, value: number): void {
    if (!control.startsWith(`${SAMPLER}.`)) return;
    const name = control.slice(2);
    const [, number, part] = /^pad(\d)\.(.+)$/.exec(name) ?? [];
    if (number === undefined) return void reflectChannel(this.channel, name, value);
    const pad = this.pads[Number(number) - 1];
    if (!pad || part !== 'load') return;
    const isOwn = this.#handle?.isOwn(pad.slot, value) ?? true;
    pad.guest = isOwn ? null : (this.#engine?.known.source(value)?.track.title ?? '');
  }
}

export const sampler = new Sampler();
