import type { TakeAudio } from '#storage/takes/audio-at.ts';

/** The next stretch is fetched when less than this is left to play. */
const AHEAD_SECONDS = 8;
const LOOK_MS = 250;

/** What is to be played. */
export interface PlayableTake {
  readonly sampleRate: number;
  readonly frames: number;
  /** Fetches the stretch that holds a frame; null behind the end. */
  load(frame: number): Promise<TakeAudio | null>;
}

/** Plays a take of any length from its spool; two stretches of about 30 s are in memory at a time. */
export class TakePlayer {
  readonly #take: PlayableTake;
  readonly #context: AudioContext;
  #sources: AudioBufferSourceNode[] = [];
  #timer: ReturnType<typeof setInterval> | undefined;
  /** Where the context's time 0 would lie in the take, seconds. */
  #origin = 0;
  #nextFrame = 0;
  #resting = 0;
  #turn = 0;
  #busy = false;

  constructor(take: PlayableTake) {
    this.#take = take;
    this.#context = new AudioContext({ sampleRate: take.sampleRate });
  }

  get playing(): boolean {
    return this.#timer !== undefined;
  }

  get lengthSec(): number {
    return this.#take.frames / this.#take.sampleRate;
  }

  get positionSec(): number {
    if (!this.playing) return this.#resting;
    return Math.min(this.lengthSec, Math.max(this.#resting, this.#context.currentTime + this.#origin));
  }

  async play(): Promise<void> {
    if (this.playing) return;
    if (this.#resting >= this.lengthSec) this.#resting = 0;
    await this.#context.resume();
    this.#nextFrame = Math.floor(this.#resting * this.#take.sampleRate);
    this.#origin = this.#resting - this.#context.currentTime;
    this.#timer = setInterval(() => void this.#fill(), LOOK_MS);
    await this.#fill();
  }

  pause(): void {
    this.#resting = this.positionSec;
    clearInterval(this.#timer);
    this.#timer = undefined;
    this.#turn++;
    this.#busy = false;
    for (const source of this.#sources) source.stop();
    this.#sources = [];
  }

  async seek(seconds: number): Promise<void> {
    const { playing } = this;
    this.pause();
    this.#resting = Math.min(this.lengthSec, Math.max(0, seconds));
    if (playing) await this.play();
  }

  async #fill(): Promise<void> {
    const { sampleRate, frames } = this.#take;
    if (this.positionSec >= this.lengthSec) return this.pause();
    const left = this.#nextFrame / sampleRate - this.positionSec;
    if (this.#busy || left > AHEAD_SECONDS || this.#nextFrame >= frames) return;
    this.#busy = true;
    const turn = this.#turn;
    const isFirst = this.#sources.length === 0;
    const audio = await this.#take.load(this.#nextFrame).catch(() => null);
    if (turn !== this.#turn) return;
    this.#busy = false;
    if (audio === null) this.#nextFrame = frames;
    else this.#schedule(audio, isFirst);
  }

  #schedule({ firstFrame, channels }: TakeAudio, isFirst: boolean): void {
    const { sampleRate } = this.#take;
    const length = channels[0]?.length ?? 0;
    const buffer = this.#context.createBuffer(channels.length, length, sampleRate);
    for (const [channel, samples] of channels.entries()) buffer.copyToChannel(samples, channel);
    const source = new AudioBufferSourceNode(this.#context, { buffer });
    source.connect(this.#context.destination);
    // Fetching the first stretch took time that nobody heard.
    if (isFirst) this.#origin = this.#resting - this.#context.currentTime;
    const from = Math.max(firstFrame, this.#nextFrame);
    const when = from / sampleRate - this.#origin;
    const late = Math.max(0, this.#context.currentTime - when);
    source.start(Math.max(when, this.#context.currentTime), (from - firstFrame) / sampleRate + late);
    source.addEventListener('ended', () => {
      this.#sources = this.#sources.filter((one) => one !== source);
    });
    this.#sources.push(source);
    this.#nextFrame = firstFrame + length;
  }

  async close(): Promise<void> {
    this.pause();
    await this.#context.close();
  }
}
