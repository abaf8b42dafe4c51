/** Exports of `rhythm.wasm`; addresses and strides in bytes. See `assembly/` for the layout. */
export interface RhythmKernels {
  /** Onsets (8 floats a frame) and tones (28 floats after each tenth frame) of frames that begin where `starts` tells. */
  rhythmFrames(
    state: number,
    input: number,
    starts: number,
    frame: number,
    count: number,
    onsets: number,
    tones: number,
  ): void;
}
