import type { Stereo } from '../block.ts';
import type { PageReader } from '../source/page-reader.ts';
import type { Stretcher } from '../stretch/stretcher.ts';
import type { GridClock } from '../sync/grid-clock.ts';
import { Motion, RAMP_FRAMES } from './motion.ts';
import { Playback } from './playback.ts';

/** Two positions nearer than this are the same to a person who pressed cue; s. */
const SAME_SEC = 0.0005;
/** A quantised press this late after a beat, in beats, still means that beat. */
const LATE_BEATS = 1 / 8;
/** Beats for tracks without a grid: 120 a minute. */
const FREE_BEAT_SEC = 0.5;

/**
 * One deck: transport, loops, slip and jumps around a {@link Playback}. The cue button works as on club players: while
 * the deck stands it sets the cue point; pressed on the cue point it plays for as long as it is held; while the deck
 * plays it goes back to the cue point and stops.
 */
export class Deck {
  readonly motion: Motion;
  readonly playback: Playback;
  grid: GridClock | null = null;
  isPlaying = false;
  /** Sounds because the cue button is held. */
  isPreviewing = false;
  /** Jumps and loops keep to the beat. */
  quantizes = false;
  /** Begins again at its end. */
  repeats = false;
  /** Frame of the track. */
  cue = 0;
  /** Times that the track ran to its end. */
  ends = 0;
  private slips = false;
  private slipPosition = 0;
  private isRolling = false;
  /** A jump that waits for a beat: at `waitAt` the play head goes to `waitTo`. */
  private waitAt = NaN;
  private waitTo = 0;

  constructor(sampleRate: number, stretcher: Stretcher | null) {
    this.motion = new Motion(sampleRate);
    this.playback = new Playback(sampleRate, stretcher);
  }

  get isMoving(): boolean {
    return this.isPlaying || this.isPreviewing || this.motion.isHeld;
  }

  get positionSec(): number {
    return this.playback.position / this.playback.trackRate;
  }

  /** Where the play head would be without loops, scratches and the like; s. */
  get slipSec(): number {
    return (this.slips ? this.slipPosition : this.playback.position) / this.playback.trackRate;
  }

  get isSlipping(): boolean {
    return this.slips;
  }

  /** Beat under the play head, fractional; NaN without a grid. */
  get beat(): number {
    return this.grid ? this.grid.beatAt(this.positionSec) : NaN;
  }

  load(reader: PageReader | null, grid: GridClock | null): void {
    if (this.isMoving) this.stopSound();
    this.playback.load(reader);
    this.grid = grid;
    this.cue = 0;
    this.slips = false;
    this.isRolling = false;
  }

  play(): void {
    const { playback } = this;
    if (!playback.track) return;
    // A preview that is playing simply goes on when the cue button is let go.
    if (this.isPreviewing || this.isPlaying) {
      this.isPreviewing = false;
      this.isPlaying = true;
      if (this.motion.isBraking) this.motion.run();
      return;
    }
    const atEnd = playback.position >= playback.track.frames - SAME_SEC * playback.trackRate;
    if (atEnd && !this.motion.reverse) playback.position = 0;
    this.isPlaying = true;
    this.start();
  }

  pause(): void {
    if (this.isMoving) this.stopSound();
  }

  /** Comes to a stand like a platter whose motor is off. */
  brake(seconds: number): void {
    if (this.isPlaying) this.motion.brake(seconds);
  }

  /** Starts like a platter whose motor is switched on. */
  spinUp(seconds: number): void {
    if (this.isPlaying || !this.playback.track) return;
    this.play();
    this.motion.spinUp(seconds);
  }

  cueDown(): void {
    const { playback } = this;
    if (this.isPlaying || this.isPreviewing) {
      this.stopSound();
      playback.position = this.cue;
    } else if (Math.abs(playback.position - this.cue) < SAME_SEC * playback.trackRate) {
      if (!playback.track) return;
      playback.position = this.cue;
      this.isPreviewing = true;
      this.start();
    } else this.cue = playback.position;
  }

  cueUp(): void {
    if (!this.isPreviewing) return;
    this.stopSound();
    this.playback.position = this.cue;
  }

  setCue(seconds: number): void {
    this.cue = this.frameOf(seconds);
  }

  /** Stands at a place that may lie between two frames. Nothing happens while the deck moves. */
  placeAt(seconds: number): void {
    if (!this.isMoving) this.playback.position = seconds * this.playback.trackRate;
  }

  placeCue(seconds: number): void {
    this.cue = seconds * this.playback.trackRate;
  }

  /** Goes to a position at once. */
  seek(seconds: number): void {
    this.goTo(this.frameOf(seconds));
    if (this.slips) this.slipPosition = this.playback.position;
  }

  /** Goes to a hot cue: on the beat where the deck quantises and plays, else at once. */
  jumpTo(seconds: number): void {
    const target = this.frameOf(seconds);
    const { grid } = this;
    if (!this.quantizes || !grid || !this.isMoving) return this.goTo(target);
    const rate = this.playback.trackRate;
    const beat = this.beat;
    const late = beat - Math.floor(beat);
    if (late <= LATE_BEATS) return this.goTo(target + (this.positionSec - grid.timeOf(Math.floor(beat))) * rate);
    this.waitAt = grid.timeOf(Math.ceil(beat)) * rate;
    this.waitTo = target;
  }

  /** Moves by beats; the place within the beat stays. */
  jumpBy(beats: number): void {
    const target = this.secondsAfter(this.positionSec, beats) * this.playback.trackRate;
    const { loop } = this.playback;
    if (loop.active && target >= loop.end) loop.active = false;
    this.goTo(target);
  }

  /** A hand on the platter stops it and then moves it. */
  touch(): void {
    if (!this.playback.track) return;
    if (!this.isPlaying && !this.isPreviewing) this.playback.begin();
    this.motion.touch(this.isPlaying || this.isPreviewing);
  }

  release(): void {
    if (!this.motion.isHeld) return;
    if (this.isPlaying || this.isPreviewing) {
      this.motion.release();
      this.slipBack();
    } else {
      this.playback.end(this.motion.current);
      this.motion.run();
    }
  }

  setReverse(on: boolean): void {
    if (on === this.motion.reverse) return;
    const { position } = this.playback;
    if (this.isMoving) this.playback.jump(position, this.motion.current);
    this.motion.reverse = on;
    if (!on) this.slipBack();
  }

  setSlip(on: boolean): void {
    if (on === this.slips) return;
    if (on) this.slipPosition = this.playback.position;
    else this.slipBack();
    this.slips = on;
  }

  /** In point of a loop: at the nearest beat where the deck quantises. */
  loopIn(): void {
    this.playback.loop.start = this.snapped(this.playback.position);
    this.setLoop(false);
  }

  /** Out point: the loop runs from here. */
  loopOut(): void {
    const { loop } = this.playback;
    const end = this.snapped(this.playback.position);
    if (end <= loop.start) return;
    loop.end = end;
    this.setLoop(true);
  }

  /** Puts the start of a saved loop, without running it; its end is to follow. */
  placeLoopStart(seconds: number): void {
    this.playback.loop.start = seconds * this.playback.trackRate;
    this.setLoop(false);
  }

  placeLoopEnd(seconds: number): void {
    const { loop, trackRate } = this.playback;
    loop.end = seconds * trackRate;
    this.setLoop(loop.active);
  }

  /** Runs or leaves the loop. Who stands behind its end goes to its start. */
  setLoop(on: boolean): void {
    const { loop } = this.playback;
    const was = loop.active;
    loop.active = on && loop.length > 0;
    this.playback.loopChanged();
    if (loop.active) {
      this.waitAt = NaN;
      if (this.playback.position >= loop.end) this.goTo(loop.fold(this.playback.position, 1));
    } else if (was) this.slipBack();
  }

  /** A loop of so many beats from here; when one runs, it gets that length. */
  loopBeats(beats: number): void {
    const { loop, trackRate } = this.playback;
    if (!(beats > 0)) return this.setLoop(false);
    const startSec = loop.active ? loop.start / trackRate : this.loopStart(beats);
    loop.start = startSec * trackRate;
    loop.end = this.secondsAfter(startSec, beats) * trackRate;
    this.setLoop(true);
  }

  /** Makes the loop `factor` times as long: 0.5 halves it. */
  scaleLoop(factor: number): void {
    const { loop } = this.playback;
    if (!(loop.length > 0) || !(factor > 0)) return;
    loop.end = loop.start + loop.length * factor;
    this.setLoop(loop.active);
  }

  /** Moves the loop, and the play head in it, by beats. */
  moveLoop(beats: number): void {
    const { loop, trackRate, position } = this.playback;
    if (!(loop.length > 0)) return;
    const start = this.secondsAfter(loop.start / trackRate, beats) * trackRate;
    const end = this.secondsAfter(loop.end / trackRate, beats) * trackRate;
    const isInside = loop.active && position >= loop.start && position < loop.end;
    const by = start - loop.start;
    loop.start = start;
    loop.end = end;
    this.playback.loopChanged();
    if (isInside) this.goTo(position + by);
  }

  /** A loop for as long as a pad is held; 0 lets go, and the track is where it would have been. */
  roll(beats: number): void {
    if (beats > 0) {
      if (!this.isRolling && !this.slips) {
        this.setSlip(true);
        this.isRolling = true;
      }
      this.loopBeats(beats);
      return;
    }
    this.setLoop(false);
    if (this.isRolling) this.setSlip(false);
    this.isRolling = false;
  }

  /** Goes to a frame at once, with a short crossfade when it sounds. */
  goTo(frame: number): void {
    const { playback } = this;
    const last = playback.track?.frames ?? 0;
    const target = Math.min(last, Math.max(0, frame));
    this.waitAt = NaN;
    if (this.isMoving) playback.jump(target, this.motion.current);
    else playback.position = target;
  }

  /** Writes `count` frames of output from index `to` on. */
  render(out: Stereo, to: number, count: number): void {
    for (let done = 0; done < count;) {
      const left = count - done;
      if (!this.isMoving) {
        this.playback.render(0, false, out, to + done, left);
        return;
      }
      const isRamping = this.motion.isRamping;
      let run = isRamping ? Math.min(left, RAMP_FRAMES) : left;
      const speed = this.motion.step(run);
      run = Math.min(run, this.framesToBorder(speed));
      this.playback.render(speed, !isRamping, out, to + done, run);
      if (this.slips && this.isPlaying) {
        this.slipPosition += Math.abs(this.motion.motor) * this.playback.ratio * run;
      }
      this.passBorder(speed);
      done += run;
    }
  }

  private start(): void {
    this.motion.run();
    this.playback.begin();
    if (this.slips) this.slipPosition = this.playback.position;
  }

  private stopSound(): void {
    this.playback.end(this.motion.current);
    this.isPlaying = false;
    this.isPreviewing = false;
    this.waitAt = NaN;
    this.motion.run();
  }

  /** Frames of output until something happens to the play head. */
  private framesToBorder(speed: number): number {
    const { position, track, loop, ratio } = this.playback;
    if (!track || speed === 0) return Infinity;
    const direction = speed < 0 ? -1 : 1;
    let room = direction > 0 ? track.frames - position : position;
    if (loop.catches(position, direction)) room = Math.min(room, loop.room(position, direction));
    if (direction > 0 && this.waitAt > position) room = Math.min(room, this.waitAt - position);
    return Math.max(1, Math.ceil(room / (Math.abs(speed) * ratio) - 1e-9));
  }

  private passBorder(speed: number): void {
    const { playback } = this;
    if (speed === 0) {
      if (this.motion.isBraking) this.stopSound();
      return;
    }
    if (speed > 0 && playback.position >= this.waitAt - 1e-6) {
      this.goTo(this.waitTo + playback.position - this.waitAt);
      return;
    }
    playback.passSeam(speed);
    const last = playback.track?.frames ?? 0;
    if (speed > 0 ? playback.position >= last : playback.position <= 0) this.atEnd(speed, last);
  }

  private atEnd(speed: number, last: number): void {
    if (this.motion.isHeld) {
      this.playback.position = Math.min(last, Math.max(0, this.playback.position));
      return;
    }
    if (this.repeats) return this.goTo(speed > 0 ? 0 : last);
    this.stopSound();
    this.playback.position = speed > 0 ? last : 0;
    this.ends++;
  }

  private slipBack(): void {
    const isAway = Math.abs(this.slipPosition - this.playback.position) > 0.5;
    if (this.slips && this.isPlaying && isAway) this.goTo(this.slipPosition);
  }

  private frameOf(seconds: number): number {
    return Math.round(seconds * this.playback.trackRate);
  }

  private secondsAfter(seconds: number, beats: number): number {
    const { grid } = this;
    return grid ? grid.timeOf(grid.beatAt(seconds) + beats) : seconds + beats * FREE_BEAT_SEC;
  }

  private snapped(frame: number): number {
    const { grid } = this;
    if (!this.quantizes || !grid) return frame;
    const rate = this.playback.trackRate;
    return Math.max(0, grid.timeOf(Math.round(grid.beatAt(frame / rate))) * rate);
  }

  private loopStart(beats: number): number {
    const { grid } = this;
    if (!this.quantizes || !grid) return this.positionSec;
    const unit = Math.min(1, beats);
    return grid.timeOf(Math.floor(this.beat / unit + 1e-6) * unit);
  }
}
