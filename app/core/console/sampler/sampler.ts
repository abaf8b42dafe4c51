import { silence, type Stereo } from '../block.ts';
import type { Player } from '../channel/channel.ts';
import type { Deck } from '../deck/deck.ts';
import { DirectVoice } from '../voice/direct.ts';
import { SamplePad } from './pad.ts';
import { PADS } from './pads.ts';

/** Eight short sounds for the fingers; together they go through one channel of the mixer. */
export class Sampler implements Player {
  readonly pads: readonly SamplePad[];
  /** The deck whose beat and tempo the pads may keep to. */
  leader: Deck | null = null;
  private readonly direct = new DirectVoice();

  constructor(sampleRate: number) {
    this.pads = Array.from({ length: PADS }, () => new SamplePad(sampleRate));
  }

  /** Pads that sound, one bit each. */
  get sounding(): number {
    let bits = 0;
    for (let i = 0; i < PADS; i++) if ((this.pads[i] as SamplePad).isSounding) bits |= 1 << i;
    return bits;
  }

  /** Pads that wait for a beat, one bit each. */
  get waiting(): number {
    let bits = 0;
    for (let i = 0; i < PADS; i++) if ((this.pads[i] as SamplePad).isWaiting) bits |= 1 << i;
    return bits;
  }

  render(out: Stereo, from: number, count: number): void {
    silence(out, from, from + count);
    for (let i = 0; i < PADS; i++) (this.pads[i] as SamplePad).render(this.leader, this.direct, out, from, count);
  }
}
