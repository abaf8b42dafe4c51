import type { RingMemory } from '#core/ring/layout.ts';
import { RingWriter } from '#core/ring/writer.ts';

/** Options of the node: the ring that the recorder worker reads. */
interface CaptureOptions {
  readonly processorOptions: { readonly ring: RingMemory };
}

/**
 * Puts what the microphone delivers into the ring and nothing else. A quantum without input (device gone) is not
 * written, so that silence which nobody recorded is never taken for audio. The output stays silent.
 */
class CaptureProcessor extends AudioWorkletProcessor {
  readonly #ring: RingWriter;
  #running = true;

  constructor(options: CaptureOptions) {
    super();
    this.#ring = new RingWriter(options.processorOptions.ring);
    this.port.addEventListener('message', () => {
      this.#running = false;
    });
    this.port.start();
  }

  process(inputs: Float32Array[][]): boolean {
    const input = inputs[0];
    if (input !== undefined) this.#ring.push(input, Date.now());
    return this.#running;
  }
}

registerProcessor('capture', CaptureProcessor);
