/** What a repair did to the samples: measured on the file that was written, not promised. */
export interface RepairProof {
  /**
   * `bit_equal`: the kept samples are those of the original, by their hashes. `dithered`: they were floats and are now 24-bit
   * codes with TPDF dither, as far from the original as `maxErrorLsb` says.
   */
  readonly kind: 'bit_equal' | 'dithered';
  readonly bitDepth: 16 | 24 | 32;
  /** Frames in the new file, and frames that were taken away. */
  readonly frames: number;
  readonly trimmedStartFrames: number;
  readonly trimmedEndFrames: number;
  /** Hashes of the kept samples, as in `AudioFacts.audioHash`. */
  readonly originalHash: string;
  readonly repairedHash: string;
  /** Peak of the dither in steps of the new depth: 1 for TPDF, 0 where there is none. */
  readonly ditherLsb: number;
  /** Largest difference to the original in steps of the new depth, clipped samples aside: 0 or at most 1.5. */
  readonly maxErrorLsb: number;
  /** Samples beyond full scale, which became full scale. */
  readonly clippedSamples: number;
  /** Ids of chunks that were left out. */
  readonly removedChunks: readonly string[];
}

/** A repaired file of a release. */
export interface Repair {
  readonly fileName: string;
  readonly proof: RepairProof;
}
