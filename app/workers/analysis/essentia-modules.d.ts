declare module 'essentia.js/dist/essentia-wasm.es.js' {
  export const EssentiaWASM: unknown;
}

declare module 'essentia.js/dist/essentia.js-core.es.js' {
  /** A vector in the WASM heap; leaks unless deleted. */
  interface HeapVector {
    size(): number;
    delete(): void;
  }

  export default class Essentia {
    constructor(wasm: unknown);
    arrayToVector(samples: Float32Array): HeapVector;
    vectorToArray(vector: HeapVector): Float32Array;
    RhythmExtractor2013(
      signal: HeapVector,
      maxTempo: number,
      method: 'degara',
      minTempo: number,
    ): { bpm: number; ticks: HeapVector; estimates: HeapVector; bpmIntervals: HeapVector };
    KeyExtractor(signal: HeapVector): { key: string; scale: string; strength: number };
  }
}
