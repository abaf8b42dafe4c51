import { BLOCK, createStereo, type Stereo } from '#core/console/block.ts';
import { Console } from '#core/console/console.ts';
import { observe } from '#core/console/observe.ts';
import { CONSOLE_PROCESSOR, type ConsoleMessage, type ConsoleNodeOptions } from '#core/console/protocol.ts';
import { StateWriter } from '#core/console/state.ts';

interface Options {
  readonly processorOptions: ConsoleNodeOptions;
}

/** Milliseconds; the audio thread has no finer clock, but over many blocks the error cancels out. */
const wallMs = (): number => Date.now();

/** The console in the audio thread: hands blocks to it and its state to the page. */
class ConsoleProcessor extends AudioWorkletProcessor {
  readonly #console: Console;
  readonly #state: StateWriter;
  readonly #mic: Stereo = createStereo(BLOCK);
  readonly #master: Stereo = createStereo(BLOCK);
  readonly #phones: Stereo = createStereo(BLOCK);

  constructor({ processorOptions }: Options) {
    super();
    const { stretch, state, sources = [], events = [] } = processorOptions;
    this.#console = new Console({ sampleRate, stretch: stretch && new WebAssembly.Module(stretch) });
    this.#state = new StateWriter(state);
    this.#console.whenApplied = (ticket, frame) => this.#state.stamp(ticket, frame);
    for (const { id, pages, grid } of sources) this.#console.addSource(id, pages, grid);
    for (const event of events) this.#console.add(event);
    this.port.addEventListener('message', ({ data }: MessageEvent) => this.#hear(data as ConsoleMessage));
    this.port.start();
  }

  #hear(message: ConsoleMessage): void {
    switch (message.type) {
      case 'event':
        return this.#console.add(message.event, message.ticket);
      case 'source':
        return this.#console.addSource(message.id, message.pages, message.grid);
      case 'drop':
        return this.#console.dropSource(message.id);
      case 'grid':
        return this.#console.addGrid(message.id, message.grid);
    }
  }

  process(inputs: Float32Array[][], outputs: Float32Array[][]): boolean {
    const started = wallMs();
    const length = outputs[0]?.[0]?.length ?? BLOCK;
    for (let from = 0; from < length; from += BLOCK) this.#block(inputs, outputs, from, Math.min(BLOCK, length - from));
    const spent = wallMs() - started;
    const { master } = this.#state.state;
    master.busySec += spent / 1000;
    if (spent > (length / sampleRate) * 1000) master.lateBlocks++;
    observe(this.#console, this.#state.state);
    this.#state.publish();
    return true;
  }

  #block(inputs: Float32Array[][], outputs: Float32Array[][], from: number, count: number): void {
    const left = inputs[0]?.[0];
    const right = inputs[0]?.[1] ?? left;
    if (left && right) {
      copy(left, from, this.#mic.left, 0, count);
      copy(right, from, this.#mic.right, 0, count);
    }
    this.#console.process(currentFrame + from, left ? this.#mic : null, this.#master, this.#phones, count);
    write(outputs[0], this.#master, from, count);
    write(outputs[1], this.#phones, from, count);
  }
}

function write(output: Float32Array[] | undefined, { left, right }: Stereo, from: number, count: number): void {
  const l = output?.[0];
  const r = output?.[1];
  if (l) copy(left, 0, l, from, count);
  if (r) copy(right, 0, r, from, count);
}

function copy(input: Float32Array, from: number, output: Float32Array, to: number, count: number): void {
  for (let i = 0; i < count; i++) output[to + i] = input[from + i] as number;
}

registerProcessor(CONSOLE_PROCESSOR, ConsoleProcessor);
