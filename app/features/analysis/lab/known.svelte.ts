import type { AnalysisJob, WaveformPeaks } from '#contracts/records/analysis.ts';
import type { TrackCorrections } from '#contracts/records/correction.ts';
import type { BlobHash } from '#contracts/records/track.ts';
import type { EffectiveAnalysis } from '#core/analysis/correction/effective.ts';
import { getAnalysis, getPeaks } from '#storage/analysis/analyses.ts';
import { getAnalysisJob, queueAnalysis } from '#storage/analysis/jobs.ts';
import { getCorrections } from '#storage/corrections/corrections.ts';
import { onStorageEvent } from '#storage/events.ts';

/** What the device knows about one blob, read again when it changes. */
export class KnownBlob {
  readonly blobHash: BlobHash;
  shown = $state.raw<EffectiveAnalysis>();
  corrections = $state.raw<TrackCorrections>();
  peaks = $state.raw<WaveformPeaks>();
  job = $state.raw<AnalysisJob>();

  constructor(blobHash: BlobHash) {
    this.blobHash = blobHash;
  }

  /** Returns the function that stops it. */
  follow(): () => void {
    // Who looks at a track waits for it; one whose analysis was cancelled is left alone.
    void this.load().then(() => (this.shown || this.job) && queueAnalysis(this.blobHash, 'wanted'));
    return onStorageEvent((event) => {
      const isOurs = 'blobHash' in event && event.blobHash === this.blobHash;
      const isPrior = event.type === 'settings' && event.key.startsWith('analysis');
      if (isPrior || (isOurs && /^(?:analysis|corrections)/.test(event.type))) void this.load();
    });
  }

  async load(): Promise<void> {
    const { blobHash } = this;
    [this.shown, this.corrections, this.peaks, this.job] = await Promise.all([
      getAnalysis(blobHash),
      getCorrections(blobHash),
      // The waveform of a blob never changes.
      this.peaks ?? getPeaks(blobHash),
      getAnalysisJob(blobHash),
    ]);
  }
}
