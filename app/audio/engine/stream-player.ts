import { AppError } from '#contracts/errors/app-error.ts';
import { Gate } from './gate.ts';
import { FADE_SEC, type DeckPlayer } from './player.ts';

/** Plays what is too long to decode whole, by an audio element that reads as it goes. Starts are exact to some 10 ms. */
export class StreamPlayer implements DeckPlayer {
  whenEnded: () => void = () => {};
  readonly #context: AudioContext;
  readonly #output: AudioNode;
  readonly #element: HTMLAudioElement;
  readonly #source: MediaElementAudioSourceNode;
  readonly #url: string;
  #gate: Gate | null = null;
  #pausing: ReturnType<typeof setTimeout> | undefined;

  /**
   * Opens the file without reading it whole.
   *
   * @throws AppError `deck.load_failed` when the browser cannot play it
   */
  static async open(context: AudioContext, output: AudioNode, file: Blob): Promise<StreamPlayer> {
    const url = URL.createObjectURL(file);
    const element = new Audio();
    element.preservesPitch = false;
    element.preload = 'auto';
    const ready = new Promise<void>((resolve, reject) => {
      element.addEventListener('canplay', () => resolve(), { once: true });
      const fail = () => {
        URL.revokeObjectURL(url);
        reject(new AppError('deck.load_failed', { reason: element.error?.message ?? '' }));
      };
      element.addEventListener('error', fail, { once: true });
    });
    element.src = url;
    await ready;
    return new StreamPlayer(context, output, element, url);
  }

  private constructor(context: AudioContext, output: AudioNode, element: HTMLAudioElement, url: string) {
    this.#context = context;
    this.#output = output;
    this.#element = element;
    this.#url = url;
    this.#source = context.createMediaElementSource(element);
    element.addEventListener('ended', () => this.whenEnded());
  }

  get durationSec(): number {
    return this.#element.duration;
  }

  start(positionSec: number, rate: number, atSec: number): void {
    clearTimeout(this.#pausing);
    this.#leave();
    this.#gate = new Gate(this.#context, this.#output);
    this.#gate.open(atSec, true);
    this.#source.connect(this.#gate.node);
    this.#element.currentTime = positionSec;
    this.#element.playbackRate = rate;
    // A play() cut off by a pause right after it rejects; that is no failure.
    this.#element.play().catch(() => undefined);
  }

  stop(atSec: number): void {
    const end = this.#gate?.close(atSec) ?? atSec;
    clearTimeout(this.#pausing);
    this.#pausing = setTimeout(() => this.#element.pause(), (end - this.#context.currentTime + FADE_SEC) * 1000);
  }

  setRate(rate: number): void {
    this.#element.playbackRate = rate;
  }

  align(positionSec: number): number {
    return positionSec;
  }

  measuredSec(): number {
    return this.#element.currentTime;
  }

  dispose(): void {
    clearTimeout(this.#pausing);
    this.#element.pause();
    this.#leave();
    this.#element.removeAttribute('src');
    this.#element.load();
    URL.revokeObjectURL(this.#url);
  }

  #leave(): void {
    this.#source.disconnect();
    this.#gate?.node.disconnect();
    this.#gate = null;
  }
}
