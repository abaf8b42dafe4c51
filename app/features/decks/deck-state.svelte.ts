import type { WaveformPeaks } from '#contracts/records/analysis.ts';
import type { Track } from '#contracts/records/track.ts';
import { type EffectiveAnalysis, unsure } from '#core/analysis/correction/effective.ts';
import { bpmAt, clampTempo, type TempoRange } from '#core/deck/tempo.ts';
import type { DeckController } from './controller.ts';

export type DeckId = 'A' | 'B' | 'C' | 'D';

/** Amplitudes (1 = full scale) of left and right. */
export type StereoLevel = readonly [left: number, right: number];

/** Quiet on both sides. */
export const SILENCE: StereoLevel = [0, 0];

/**
 * One deck as the page sees it. What makes it sound, the controller, is loaded with the first track; without a track
 * there is nothing to press.
 */
export class DeckState {
  readonly id: DeckId;
  track = $state.raw<Track | null>(null);
  /** Title of the track on its way, while it is read and decoded. */
  loading = $state<string | null>(null);
  playing = $state(false);
  /** Sounds because the cue button is held. */
  previewing = $state(false);
  positionSec = $state(0);
  durationSec = $state(0);
  cueSec = $state(0);
  tempoPercent = $state(0);
  tempoRange = $state<TempoRange>(8);
  /** Place of the fader, 0 to 1. */
  volume = $state(1);
  peak = $state.raw<StereoLevel>(SILENCE);
  rms = $state.raw<StereoLevel>(SILENCE);
  analysis = $state.raw<EffectiveAnalysis | null>(null);
  peaks = $state.raw<WaveformPeaks | null>(null);
  /** Object URL of the cover picture. */
  cover = $state<string | null>(null);

  readonly moving = $derived(this.playing || this.previewing);
  /** What of the analysis should be checked by ear. */
  readonly doubt = $derived(this.analysis ? unsure(this.analysis) : null);
  readonly bpm = $derived(bpmAt(this.analysis?.tempo.bpm ?? null, this.tempoPercent));

  #controller: DeckController | null = null;

  constructor(id: DeckId) {
    this.id = id;
  }

  attach(controller: DeckController): void {
    this.#controller = controller;
  }

  togglePlay(): void {
    this.#controller?.press(this.playing ? 'pause' : 'play');
  }

  play(): void {
    this.#controller?.press('play');
  }

  pause(): void {
    this.#controller?.press('pause');
  }

  cueDown(): void {
    this.#controller?.press('cue-down');
  }

  cueUp(): void {
    this.#controller?.press('cue-up');
  }

  seek(positionSec: number): void {
    this.#controller?.seek(positionSec);
  }

  seekBy(seconds: number): void {
    this.seek(this.positionSec + seconds);
  }

  /** @param percent 0 is the track's own tempo; kept within the fader's range */
  setTempo(percent: number): void {
    this.tempoPercent = clampTempo(percent, this.tempoRange);
    this.#controller?.setTempo(this.tempoPercent);
  }

  setTempoRange(range: TempoRange): void {
    this.tempoRange = range;
    this.setTempo(this.tempoPercent);
  }

  /** @param place 0 (closed) to 1 (open) */
  setVolume(place: number): void {
    this.volume = Math.min(1, Math.max(0, place));
    this.#controller?.setVolume(this.volume);
  }
}
