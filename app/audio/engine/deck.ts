import { secondsLeft, step, type DeckEvent } from '#core/deck/control.ts';
import { anchoredAt, clampPosition, isMoving, positionAt, stopped, type Transport } from '#core/deck/transport.ts';
import { Meter } from './meter.ts';
import type { DeckPlayer } from './player.ts';

/** Frames that the browser renders at once; settings of a source take effect at their borders. */
const QUANTUM = 128;

/** What happens now is put this far ahead on a running clock, so that the audio thread hears of it in time. */
const LEAD_SEC = 0.012;

/** Time in which gains move to a new value, so that a jump of the fader does not click. */
const GAIN_RAMP_SEC = 0.02;

type Press = 'play' | 'pause' | 'cue-down' | 'cue-up';

/** A deck: player → trim → fader → output. Its transport is the arithmetic in `core/deck`; this class makes it sound. */
export class Deck {
  readonly meter: Meter;
  /** Called after every change of the transport. */
  whenChanged: () => void = () => {};
  /** Where players are connected. */
  readonly input: GainNode;
  readonly #fader: GainNode;
  readonly #context: BaseAudioContext;
  #player: DeckPlayer | null = null;
  #transport: Transport = stopped(0);

  constructor(context: BaseAudioContext, output: AudioNode) {
    this.#context = context;
    this.input = context.createGain();
    this.#fader = context.createGain();
    this.input.connect(this.#fader).connect(output);
    this.meter = new Meter(context, this.#fader);
  }

  get transport(): Transport {
    return this.#transport;
  }

  /** Takes a player that is connected to `input`; the one before it ends. The rate stays, the cue goes to the start. */
  load(player: DeckPlayer): void {
    this.#player?.dispose();
    this.#player = player;
    player.whenEnded = () => this.#ended(player);
    this.#transport = stopped(player.durationSec, this.#transport.rate);
    this.whenChanged();
  }

  press(type: Press): void {
    this.#step({ type, atSec: this.#soon() });
  }

  seek(positionSec: number): void {
    const inside = clampPosition(this.#transport, positionSec);
    this.#step({ type: 'seek', atSec: this.#soon(), positionSec: this.#player?.align(inside) ?? 0 });
  }

  seekBy(seconds: number): void {
    this.seek(this.#at(this.#soon()) + seconds);
  }

  /** @param rate 1 is the track's own speed */
  setRate(rate: number): void {
    this.#step({ type: 'rate', atSec: this.#soon(), rate });
  }

  /** @param gain 1 leaves the sound as it is, bit by bit */
  setVolume(gain: number): void {
    this.#smooth(this.#fader.gain, gain);
  }

  /** @param gain 1 leaves the sound as it is, bit by bit */
  setTrim(gain: number): void {
    this.#smooth(this.input.gain, gain);
  }

  /** The position that is heard now: what the deck plays reaches the ear only after the output's latency. */
  heardSec(): number {
    const latency = 'outputLatency' in this.#context ? (this.#context as AudioContext).outputLatency : 0;
    return this.#at(this.#context.currentTime - (latency || 0));
  }

  dispose(): void {
    this.#player?.dispose();
    this.#player = null;
    this.#fader.disconnect();
  }

  #at(timeSec: number): number {
    const measured = isMoving(this.#transport) ? this.#player?.measuredSec() : null;
    return measured ?? positionAt(this.#transport, timeSec);
  }

  #step(event: DeckEvent): void {
    const player = this.#player;
    if (!player) return;
    const measured = isMoving(this.#transport) ? player.measuredSec() : null;
    const before = measured === null ? this.#transport : anchoredAt(this.#transport, event.atSec, measured);
    const { transport, action } = step(before, event);
    const isPlaced = action?.type === 'start' || !isMoving(transport);
    const positionSec = isPlaced ? player.align(transport.positionSec) : transport.positionSec;
    this.#transport = { ...transport, positionSec };
    if (action?.type === 'start') player.start(positionSec, action.rate, event.atSec);
    else if (action?.type === 'stop') player.stop(event.atSec);
    else if (action?.type === 'rate') player.setRate(action.rate, event.atSec);
    this.whenChanged();
  }

  #ended(player: DeckPlayer): void {
    if (player !== this.#player) return;
    // A source also ends when the clock stood still for long; only the end of the track ends the transport.
    const left = secondsLeft(this.#transport, this.#context.currentTime);
    if (left !== null) this.#step({ type: 'end', atSec: this.#context.currentTime });
  }

  /** The next border between two quanta that the audio thread has not passed. */
  #soon(): number {
    const { currentTime, sampleRate } = this.#context;
    const lead = 'outputLatency' in this.#context ? LEAD_SEC : 0;
    // Times of the clock are sums of quanta; rounding undoes what the division lost.
    const quanta = Math.ceil(Math.round(((currentTime + lead) * sampleRate * 1000) / QUANTUM) / 1000);
    return (quanta * QUANTUM) / sampleRate;
  }

  #smooth(param: AudioParam, value: number): void {
    const now = this.#context.currentTime;
    // Before the clock has run there is nothing to hear and nothing to ramp.
    if (now === 0) param.value = value;
    else {
      param.cancelScheduledValues(now);
      param.setValueAtTime(param.value, now);
      param.linearRampToValueAtTime(value, now + GAIN_RAMP_SEC);
    }
  }
}
