import { BLOCK, createStereo, silence, type Stereo } from '../block.ts';
import type { Deck } from '../deck/deck.ts';
import { Smooth } from '../smooth.ts';
import type { PageReader } from '../source/page-reader.ts';
import type { GridClock } from '../sync/grid-clock.ts';
import { levelOf } from '../sync/sync.ts';
import type { DirectVoice } from '../voice/direct.ts';
import type { PadMode } from './pads.ts';
import { SampleVoice } from './sample-voice.ts';

/** A quantised press this late after a beat still means that beat, s: later a listener hears it. */
const LATE_SEC = 0.03;

/** Beats for each frame of output at which a deck runs now; 0 or less where it gives no beat. */
function beatsPerFrame({ grid, isPlaying, motion, positionSec }: Deck, sampleRate: number): number {
  return grid && isPlaying ? (grid.bpmAt(positionSec) / 60 / sampleRate) * motion.current : 0;
}

/** One pad: a sample held whole in memory, and how a press plays it. A press of a pad that sounds chokes itself. */
export class SamplePad {
  mode: PadMode = 'shot';
  /** Starts on the leader's beat. */
  quantizes = false;
  /** Plays at the leader's tempo. */
  syncs = false;
  private readonly sampleRate: number;
  private readonly gain: Smooth;
  private readonly bus: Stereo = createStereo(BLOCK);
  private voice: SampleVoice;
  /** What sounded before the last press, fading out. */
  private before: SampleVoice;
  private reader: PageReader | null = null;
  private grid: GridClock | null = null;
  /** Beat of the leader that is waited for; NaN while nothing waits. */
  private waitBeat = NaN;

  constructor(sampleRate: number) {
    this.sampleRate = sampleRate;
    this.gain = new Smooth(1, sampleRate);
    this.voice = new SampleVoice(sampleRate);
    this.before = new SampleVoice(sampleRate);
  }

  get isSounding(): boolean {
    return this.voice.isSounding || this.before.isSounding;
  }

  get isWaiting(): boolean {
    return !Number.isNaN(this.waitBeat);
  }

  /** Puts a sample on, every page of it in memory; what sounded fades out. */
  load(reader: PageReader | null, grid: GridClock | null): void {
    this.stop();
    this.reader = reader && reader.frames > 0 ? reader : null;
    this.grid = grid;
  }

  /** @param factor 1 leaves the sample as it is */
  setGain(factor: number): void {
    if (this.isSounding) this.gain.target = factor;
    else this.gain.jump(factor);
  }

  /** @param leader the deck whose beat counts, or null */
  press(leader: Deck | null): void {
    if (!this.reader) return;
    if (this.mode === 'loop' && (this.voice.isSounding || this.isWaiting)) return this.stop();
    const pace = leader && this.quantizes ? beatsPerFrame(leader, this.sampleRate) : 0;
    const beat = leader?.beat ?? NaN;
    const late = beat - Math.floor(beat);
    if (pace > 0 && late > LATE_SEC * this.sampleRate * pace) this.waitBeat = Math.floor(beat) + 1;
    else this.start();
  }

  release(): void {
    if (this.mode === 'hold') this.stop();
  }

  stop(): void {
    this.waitBeat = NaN;
    this.voice.die();
  }

  /** Adds `count` frames from index `to` on. */
  render(leader: Deck | null, direct: DirectVoice, out: Stereo, to: number, count: number): void {
    const pace = leader ? beatsPerFrame(leader, this.sampleRate) : 0;
    const wait = this.isWaiting ? this.framesToWait(leader, pace) : count;
    if (wait >= count) return this.sound(leader, direct, out, to, count);
    this.sound(leader, direct, out, to, wait);
    this.start();
    this.sound(leader, direct, out, to + wait, count - wait);
  }

  private start(): void {
    this.waitBeat = NaN;
    if (!this.reader) return;
    const { voice } = this;
    voice.die();
    this.voice = this.before;
    this.before = voice;
    this.voice.start(this.reader, this.mode === 'loop');
  }

  /** Without a beat to wait for it is now. */
  private framesToWait(leader: Deck | null, pace: number): number {
    const beat = leader?.beat ?? NaN;
    if (!(pace > 0) || Number.isNaN(beat)) return 0;
    // The leader has jumped back.
    if (this.waitBeat - beat > 1) this.waitBeat = Math.floor(beat) + 1;
    return Math.max(0, Math.round((this.waitBeat - beat) / pace));
  }

  private sound(leader: Deck | null, direct: DirectVoice, out: Stereo, to: number, count: number): void {
    if (count === 0 || !this.isSounding) return;
    const { bus } = this;
    const tempo = this.tempo(leader);
    silence(bus, 0, count);
    this.before.render(direct, tempo, bus, 0, count);
    this.voice.render(direct, tempo, bus, 0, count);
    this.gain.scale(bus.left, bus.right, 0, count);
    if (!this.isSounding) this.gain.jump(this.gain.target);
    for (let i = 0; i < count; i++) {
      out.left[to + i] = (out.left[to + i] as number) + (bus.left[i] as number);
      out.right[to + i] = (out.right[to + i] as number) + (bus.right[i] as number);
    }
  }

  private tempo(leader: Deck | null): number {
    if (!this.syncs || !this.grid || !leader?.grid) return 1;
    const own = this.grid.bpmAt(0);
    const bpm = leader.grid.bpmAt(leader.positionSec) * leader.motion.tempo;
    return (bpm * levelOf(bpm, own)) / own;
  }
}
