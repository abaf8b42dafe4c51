import { Gate } from './gate.ts';
import type { DeckPlayer } from './player.ts';

interface Sounding {
  readonly source: AudioBufferSourceNode;
  readonly gate: Gate;
}

/** Plays decoded audio, exact to the sample. */
export class BufferPlayer implements DeckPlayer {
  readonly durationSec: number;
  whenEnded: () => void = () => {};
  readonly #context: BaseAudioContext;
  readonly #output: AudioNode;
  #buffer: AudioBuffer | null;
  #sounding: Sounding | null = null;

  constructor(context: BaseAudioContext, output: AudioNode, buffer: AudioBuffer) {
    this.#context = context;
    this.#output = output;
    this.#buffer = buffer;
    this.durationSec = buffer.duration;
  }

  start(positionSec: number, rate: number, atSec: number): void {
    this.stop(atSec);
    const source = new AudioBufferSourceNode(this.#context, { buffer: this.#buffer, playbackRate: rate });
    const gate = new Gate(this.#context, this.#output);
    // The start of a track is as its maker left it; anywhere else a wave may be cut in the middle.
    gate.open(atSec, positionSec > 0);
    source.connect(gate.node);
    const sounding = { source, gate };
    source.addEventListener('ended', () => {
      gate.node.disconnect();
      if (this.#sounding !== sounding) return;
      this.#sounding = null;
      this.whenEnded();
    });
    source.start(atSec, positionSec);
    this.#sounding = sounding;
  }

  stop(atSec: number): void {
    if (!this.#sounding) return;
    const { source, gate } = this.#sounding;
    this.#sounding = null;
    source.stop(gate.close(atSec));
  }

  setRate(rate: number, atSec: number): void {
    this.#sounding?.source.playbackRate.setValueAtTime(rate, atSec);
  }

  align(positionSec: number): number {
    const sampleRate = this.#buffer?.sampleRate ?? 1;
    return Math.round(positionSec * sampleRate) / sampleRate;
  }

  measuredSec(): null {
    return null;
  }

  dispose(): void {
    this.stop(this.#context.currentTime);
    this.#buffer = null;
  }
}
