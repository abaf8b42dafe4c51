/** What a beat grid says, as stored in an analysis: segments of even tempo, by rising time. */
export interface GridData {
  readonly segments: readonly { readonly timeSec: number; readonly bpm: number; readonly beat: number }[];
  readonly beatsPerBar: number;
  readonly downbeat: number;
}

/**
 * A beat grid for the audio thread: time to beat and back without allocation, remembering where it looked last.
 * Before the first segment and after the last their tempo goes on; between two the places of their beats count, not the
 * stated tempo, as in `core/tempo/beat-grid.ts`.
 */
export class GridClock {
  readonly beatsPerBar: number;
  readonly downbeat: number;
  private readonly times: Float64Array;
  private readonly beats: Float64Array;
  private readonly tempos: Float64Array;
  private index = 0;

  /** @param grid with at least one segment */
  constructor({ segments, beatsPerBar, downbeat }: GridData) {
    this.times = Float64Array.from(segments, ({ timeSec }) => timeSec);
    this.beats = Float64Array.from(segments, ({ beat }) => beat);
    this.tempos = Float64Array.from(segments, ({ timeSec, bpm, beat }, i) => {
      const next = segments[i + 1];
      return next ? (next.beat - beat) / (next.timeSec - timeSec) : bpm / 60;
    });
    this.beatsPerBar = beatsPerBar;
    this.downbeat = downbeat;
  }

  beatAt(timeSec: number): number {
    const i = this.find(this.times, timeSec);
    return (this.beats[i] as number) + (timeSec - (this.times[i] as number)) * (this.tempos[i] as number);
  }

  timeOf(beat: number): number {
    const i = this.find(this.beats, beat);
    return (this.times[i] as number) + (beat - (this.beats[i] as number)) / (this.tempos[i] as number);
  }

  bpmAt(timeSec: number): number {
    return (this.tempos[this.find(this.times, timeSec)] as number) * 60;
  }

  private find(starts: Float64Array, at: number): number {
    let i = this.index;
    while (i > 0 && at < (starts[i] as number)) i--;
    while (i + 1 < starts.length && at >= (starts[i + 1] as number)) i++;
    this.index = i;
    return i;
  }
}
