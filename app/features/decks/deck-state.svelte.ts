import type { WaveformPeaks } from '#contracts/records/analysis.ts';
import type { TrackCues } from '#contracts/records/cue.ts';
import type { Track } from '#contracts/records/track.ts';
import { type EffectiveAnalysis, unsure } from '#core/analysis/correction/effective.ts';
import type { DeckControl } from '#core/console/controls.ts';
import type { DeckId } from '#core/console/deck-ids.ts';
import { bpmAt, clampTempo, rateOf, type TempoRange } from '#core/deck/tempo.ts';
import { semitonesToMatch } from '#core/keys/match.ts';
import { ChannelState } from './channel-state.svelte.ts';
import type { DeckController } from './controller.ts';
import type { CuePads } from './cue-pads.ts';
import type { Hand } from './hand.ts';

/** Lengths of beat loops and jumps, in beats. */
export const beatSizes = [1 / 32, 1 / 16, 1 / 8, 1 / 4, 1 / 2, 1, 2, 4, 8, 16, 32, 64] as const;

/** How long the brake takes to a stand. */
export const BRAKE_SEC = 1.2;
/** Speed by which a nudge bends. */
const NUDGE = 0.03;

/** The next longer (1) or shorter (-1) length. */
function nextSize(beats: number, by: 1 | -1): number {
  const at = beatSizes.findIndex((size) => size >= beats - 1e-9);
  return beatSizes[Math.min(beatSizes.length - 1, Math.max(0, at + by))] ?? beats;
}

/**
 * One deck as the page sees it. What makes it sound, the controller, is loaded with the first track; without a track
 * there is nothing to press.
 */
export class DeckState {
  readonly id: DeckId;
  readonly channel: ChannelState;
  track = $state.raw<Track | null>(null);
  /** Title of the track on its way, while it is read and decoded. */
  loading = $state<string | null>(null);
  /** Second from which on the file cannot be read; null while nothing is wrong. */
  brokenSec = $state<number | null>(null);
  playing = $state(false);
  /** Sounds because the cue button is held. */
  previewing = $state(false);
  positionSec = $state(0);
  durationSec = $state(0);
  cueSec = $state(0);
  tempoPercent = $state(0);
  tempoRange = $state<TempoRange>(8);
  keyLock = $state(true);
  /** Semitones. */
  pitch = $state(0);
  quantize = $state(true);
  /** Follows the leader's beat. */
  synced = $state(false);
  /** Is the one that others follow. */
  leading = $state(false);
  slip = $state(false);
  reverse = $state(false);
  repeat = $state(false);
  looping = $state(false);
  loopFromSec = $state(0);
  loopToSec = $state(0);
  /** Beats of the next loop. */
  loopBeats = $state(4);
  /** Beats of a jump. */
  jumpBeats = $state(4);
  analysis = $state.raw<EffectiveAnalysis | null>(null);
  peaks = $state.raw<WaveformPeaks | null>(null);
  cues = $state.raw<TrackCues | null>(null);
  /** Object URL of the cover picture. */
  cover = $state<string | null>(null);

  readonly moving = $derived(this.playing || this.previewing);
  /** What of the analysis should be checked by ear. */
  readonly doubt = $derived(this.analysis ? unsure(this.analysis) : null);
  readonly bpm = $derived(bpmAt(this.analysis?.tempo.bpm ?? null, this.tempoPercent));

  #controller: DeckController | null = null;

  constructor(id: DeckId) {
    this.id = id;
    this.channel = new ChannelState(id === 'A' || id === 'C' ? -1 : 1);
  }

  /** Joins the deck with the engine and tells it where everything stands. */
  attach(controller: DeckController): void {
    this.#controller = controller;
    this.channel.attach((control, value) => controller.set(control, value));
    this.#send('tempo', rateOf(this.tempoPercent));
    this.setKeyLock(this.keyLock);
    this.setQuantize(this.quantize);
    this.setPitch(this.pitch);
  }

  #send(control: DeckControl, value: number): void {
    this.#controller?.set(control, value);
  }

  togglePlay(): void {
    this.#send('play', this.playing ? 0 : 1);
  }

  play(): void {
    this.#send('play', 1);
  }

  pause(): void {
    this.#send('play', 0);
  }

  cueDown(): void {
    this.#send('cue', 1);
  }

  cueUp(): void {
    this.#send('cue', 0);
  }

  seek(positionSec: number): void {
    this.#controller?.seek(positionSec);
  }

  /** What is heard at this very moment, s; `positionSec` is looked up some times a second. */
  get heardSec(): number {
    return this.#controller?.heardSec ?? this.positionSec;
  }

  seekBy(seconds: number): void {
    this.seek(this.heardSec + seconds);
  }

  /** @param percent 0 is the track's own tempo; kept within the fader's range. Ends sync */
  setTempo(percent: number): void {
    if (this.synced) this.setSync(false);
    this.tempoPercent = clampTempo(percent, this.tempoRange);
    this.#send('tempo', rateOf(this.tempoPercent));
  }

  setTempoRange(range: TempoRange): void {
    this.tempoRange = range;
    if (!this.synced) this.setTempo(this.tempoPercent);
  }

  /** The hand on the platter. */
  get hand(): Hand | null {
    return this.#controller?.hand ?? null;
  }

  /** Faster (1) or slower (-1) until it is called with 0. */
  nudge(way: 1 | -1 | 0): void {
    this.bend(way * NUDGE);
  }

  /** @param share 0.02 is 2 % faster; 0 ends it */
  bend(share: number): void {
    this.#send('bend', share);
  }

  /** A hand lies on the platter, or lets go. */
  hold(on: boolean): void {
    this.#send('touch', on ? 1 : 0);
  }

  /** @param speed at which the hand moves the platter; 1 is the track's own */
  scratch(speed: number): void {
    this.#send('scratch', speed);
  }

  /** Slows to a stop as a turntable does. */
  brake(seconds: number): void {
    this.#send('brake', seconds);
  }

  setKeyLock(on: boolean): void {
    this.keyLock = on;
    this.#send('keyLock', on ? 1 : 0);
  }

  /** @param semitones -12 to 12 */
  setPitch(semitones: number): void {
    this.pitch = Math.min(12, Math.max(-12, semitones));
    this.#send('pitch', this.pitch);
  }

  /** Shifts the pitch so that the keys of both tracks go together. False when a key is not known. */
  matchKey(other: DeckState): boolean {
    const semitones = this.analysis && other.analysis ? semitonesToMatch(this.analysis.key, other.analysis.key) : null;
    if (semitones === null) return false;
    const whole = semitones + Math.round(other.pitch);
    this.setPitch(whole > 6 ? whole - 12 : whole < -6 ? whole + 12 : whole);
    return true;
  }

  setQuantize(on: boolean): void {
    this.quantize = on;
    this.#send('quantize', on ? 1 : 0);
  }

  setSync(on: boolean): void {
    this.synced = on;
    this.#send('sync', on ? 1 : 0);
    if (!on) this.#send('tempo', rateOf(this.tempoPercent));
  }

  setSlip(on: boolean): void {
    this.slip = on;
    this.#send('slip', on ? 1 : 0);
  }

  /** Begins again at its end. */
  setRepeat(on: boolean): void {
    this.repeat = on;
    this.#send('repeat', on ? 1 : 0);
  }

  setReverse(on: boolean): void {
    this.reverse = on;
    this.#send('reverse', on ? 1 : 0);
  }

  loopIn(): void {
    this.#send('loopIn', 1);
  }

  loopOut(): void {
    this.#send('loopOut', 1);
  }

  /** A loop of the chosen length from here; leaves the one that runs. */
  toggleLoop(): void {
    if (this.looping) this.#send('loop', 0);
    else this.#send('beatLoop', this.loopBeats);
  }

  /** A loop of so many beats from here; leaves the one that runs where it is as long. */
  loopOf(beats: number): void {
    if (this.looping && this.loopBeats === beats) return this.toggleLoop();
    this.loopBeats = beats;
    this.#send('beatLoop', beats);
  }

  /** Takes the last loop again. */
  reloop(): void {
    this.#send('loop', 1);
  }

  /** The next longer (1) or shorter (-1) loop. */
  sizeLoop(by: 1 | -1): void {
    const next = nextSize(this.loopBeats, by);
    if (next === this.loopBeats) return;
    this.loopBeats = next;
    if (this.looping) this.#send('loopScale', by > 0 ? 2 : 0.5);
  }

  /** Moves the running loop by its own length. */
  moveLoop(way: 1 | -1): void {
    this.#send('loopMove', way * this.loopBeats);
  }

  /** A short loop for as long as it is held; the track runs on underneath. */
  roll(on: boolean, beats = this.loopBeats): void {
    this.#send('roll', on ? beats : 0);
  }

  sizeJump(by: 1 | -1): void {
    this.jumpBeats = nextSize(this.jumpBeats, by);
  }

  jump(way: 1 | -1): void {
    this.jumpBy(way * this.jumpBeats);
  }

  jumpBy(beats: number): void {
    this.#send('beatJump', beats);
  }

  /** What the pads do. */
  get pads(): CuePads | null {
    return this.#controller?.pads ?? null;
  }

  setAutoGain(on: boolean): void {
    this.channel.autoGain = on;
    this.#controller?.applyLoudness();
  }
}
