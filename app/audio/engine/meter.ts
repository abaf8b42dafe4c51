/** Peak and mean level of the last moment, amplitudes (1 = full scale) of left and right. */
export interface Level {
  readonly peak: readonly [left: number, right: number];
  readonly rms: readonly [left: number, right: number];
}

/** About 23 ms at 44.1 kHz: longer than a screen frame, so that no peak falls between two readings. */
const WINDOW_FRAMES = 1024;

/** Listens to a node without changing what it sends on. */
export class Meter {
  readonly #analysers: readonly [AnalyserNode, AnalyserNode];
  readonly #samples = new Float32Array(WINDOW_FRAMES);

  constructor(context: BaseAudioContext, source: AudioNode) {
    // Mono counts for both sides.
    const stereo = new GainNode(context, { channelCount: 2, channelCountMode: 'explicit' });
    const splitter = context.createChannelSplitter(2);
    source.connect(stereo).connect(splitter);
    const analyser = (channel: number) => {
      const node = new AnalyserNode(context, { fftSize: WINDOW_FRAMES });
      splitter.connect(node, channel);
      return node;
    };
    this.#analysers = [analyser(0), analyser(1)];
  }

  read(): Level {
    const [left, right] = [this.#measure(this.#analysers[0]), this.#measure(this.#analysers[1])];
    return { peak: [left.peak, right.peak], rms: [left.rms, right.rms] };
  }

  #measure(analyser: AnalyserNode): { peak: number; rms: number } {
    analyser.getFloatTimeDomainData(this.#samples);
    let peak = 0;
    let energy = 0;
    for (const sample of this.#samples) {
      peak = Math.max(peak, Math.abs(sample));
      energy += sample * sample;
    }
    return { peak, rms: Math.sqrt(energy / WINDOW_FRAMES) };
  }
}
