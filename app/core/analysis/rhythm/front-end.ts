import { PowerSpectrum } from '#core/spectrum/fft.ts';
import { FRAME_RATE, ONSET_BANDS, TONE_FRAMES, TONE_LEVELS, TONE_SIZE, type RhythmFeatures } from './features.ts';
import { makeFilterBank, type FilterBank } from './filter-bank.ts';
import { GrowingFloats } from './growing-floats.ts';

/** What is this much weaker than the loudest band of the last seconds counts little. */
const FLOOR = 0.005;
/** The loudest band is forgotten by half in this many frames. */
const LEVEL_HALF_LIFE = 400;
const LEVEL_DECAY = 2 ** (-1 / LEVEL_HALF_LIFE);
/** Level below which everything is silence. */
const SILENCE = 1e-5;
/** Frames between the compared spectra. */
const LAG = 2;

/**
 * Turns mono audio into {@link RhythmFeatures}, streaming, with bounded memory: logarithmic spectra a hundred times a
 * second, relative to the loudest of the last seconds (so that the gain does not matter), and their rises against a
 * spectrum 20 ms earlier that is maximum-filtered over frequency (so that vibrato does not count).
 *
 * This is the readable reference; `wasm/rhythm` does the same many times faster.
 *
 * @see S. Böck, G. Widmer: Maximum filter vibrato suppression for onset detection, DAFx 2013
 */
export class RhythmFrontEnd {
  private readonly sampleRate: number;
  private readonly bank: FilterBank;
  private readonly spectrum: PowerSpectrum;
  private readonly magnitudes: Float32Array;
  /** Logarithmic spectra of the last frames, the newest first. */
  private readonly history: Float32Array[];
  private readonly tone = new Float32Array(TONE_SIZE);
  private readonly onsets = new GrowingFloats();
  private readonly tones = new GrowingFloats();
  private pending: Float32Array;
  /** Samples before the first of {@link pending}; the first frame is centred on the first sample. */
  private gone: number;
  private frames = 0;
  private samples = 0;
  private level = SILENCE;

  constructor(sampleRate: number) {
    this.sampleRate = sampleRate;
    this.bank = makeFilterBank(sampleRate);
    const { length, bands } = this.bank;
    this.spectrum = new PowerSpectrum(length);
    this.magnitudes = new Float32Array(bands);
    this.history = Array.from({ length: LAG + 1 }, () => new Float32Array(bands));
    this.pending = new Float32Array(length / 2);
    this.gone = -length / 2;
  }

  /** Takes in mono samples, which stay the caller's; what is not finite counts as silence. */
  push(samples: Float32Array, count = samples.length): void {
    const joined = new Float32Array(this.pending.length + count);
    joined.set(this.pending);
    for (let i = 0; i < count; i++) {
      const x = samples[i] as number;
      joined[this.pending.length + i] = Number.isFinite(x) ? x : 0;
    }
    this.pending = joined;
    this.samples += count;
    this.run(this.samples);
  }

  /** The features of all that was pushed; ends the analysis. */
  finish(): RhythmFeatures {
    const { length } = this.bank;
    const padded = new Float32Array(this.pending.length + length);
    padded.set(this.pending);
    this.pending = padded;
    this.run(this.samples + length / 2);
    if (this.frames % TONE_FRAMES > 0) this.endTone(this.frames % TONE_FRAMES);
    return {
      frames: this.frames,
      durationSec: this.samples / this.sampleRate,
      onsets: this.onsets.toArray(),
      tones: this.tones.toArray(),
    };
  }

  /** All frames that end at or before sample `until` and are centred on a sample that was pushed. */
  private run(until: number): void {
    const { length } = this.bank;
    for (;;) {
      const centre = Math.round((this.frames * this.sampleRate) / FRAME_RATE);
      if (centre + length / 2 > until || centre >= this.samples) break;
      this.frame(centre - length / 2 - this.gone);
    }
    const next = Math.round((this.frames * this.sampleRate) / FRAME_RATE) - length / 2;
    const drop = Math.min(this.pending.length, Math.max(0, next - this.gone));
    this.pending = this.pending.slice(drop);
    this.gone += drop;
  }

  private frame(from: number): void {
    const newest = this.history.pop() as Float32Array;
    this.history.unshift(newest);
    this.measure(from);
    const floor = 1 / (FLOOR * this.level);
    for (let band = 0; band < newest.length; band++) {
      newest[band] = Math.log1p((this.magnitudes[band] as number) * floor);
    }
    this.rise(newest, this.history[LAG] as Float32Array);
    this.collectTone(newest);
    this.frames++;
    if (this.frames % TONE_FRAMES === 0) this.endTone(TONE_FRAMES);
  }

  /** Magnitudes of the bands, and the level. */
  private measure(from: number): void {
    const { bank, magnitudes } = this;
    const power = this.spectrum.run(this.pending, from);
    let loudest = 0;
    for (let band = 0; band < bank.bands; band++) {
      const first = bank.firstBin[band] as number;
      const at = bank.weightAt[band] as number;
      let sum = 0;
      for (let i = at; i < (bank.weightAt[band + 1] as number); i++) {
        sum += (bank.weights[i] as number) * Math.sqrt(power[first + i - at] as number);
      }
      // A sine of amplitude 1 has magnitude 1.
      const magnitude = (sum * 4) / bank.length;
      magnitudes[band] = magnitude;
      loudest = Math.max(loudest, magnitude);
    }
    this.level = Math.max(SILENCE, loudest, this.level * LEVEL_DECAY);
  }

  private rise(now: Float32Array, before: Float32Array): void {
    const { onsetBand, onsetShare } = this.bank;
    const row = new Float32Array(ONSET_BANDS);
    for (let band = 0; band < now.length; band++) {
      const widest = Math.max(before[band] as number, before[band - 1] ?? 0, before[band + 1] ?? 0);
      const place = onsetBand[band] as number;
      const rise = Math.max(0, (now[band] as number) - widest);
      row[place] = (row[place] as number) + rise * (onsetShare[place] as number);
    }
    this.onsets.push(row);
  }

  private collectTone(now: Float32Array): void {
    const { toneAt, toneShare, onsetBand, onsetShare } = this.bank;
    const { tone } = this;
    for (let band = 0; band < now.length; band++) {
      const place = toneAt[band] as number;
      const value = now[band] as number;
      if (place >= 0) tone[place] = (tone[place] as number) + value * (toneShare[place] as number);
      const group = onsetBand[band] as number;
      const level = TONE_LEVELS + group;
      tone[level] = (tone[level] as number) + value * (onsetShare[group] as number);
    }
  }

  private endTone(frames: number): void {
    this.tones.push(this.tone.map((sum) => sum / frames));
    this.tone.fill(0);
  }
}
