import type { WaveMotion } from '#workers/waves/protocol.ts';

/** A position that lies so far beside the expected one was jumped to, seconds. */
const JUMP_SEC = 0.03;
/** Smaller differences shiver with the audio blocks; their mean counts from here on, seconds. */
const DRIFT_SEC = 0.004;
/** Share of a look in that mean. */
const SHARE = 0.05;

/** Looks at a deck's position and says when whoever goes on by themselves has to be told anew. */
export class MotionTracker {
  private sent: WaveMotion | null = null;
  private drift = 0;

  /**
   * @param rate track seconds a second as far as is known
   * @param nowSec of the clock that the motion is told in
   * @returns what to tell, or null when what was told still holds
   */
  look({ positionSec, rate, atSec: nowSec, tempo }: WaveMotion): WaveMotion | null {
    const { sent } = this;
    const expected = sent ? sent.positionSec + sent.rate * (nowSec - sent.atSec) : 0;
    const off = positionSec - expected;
    if (!sent || sent.rate !== rate || sent.tempo !== tempo || (rate === 0 ? off !== 0 : Math.abs(off) > JUMP_SEC)) {
      return this.tell({ positionSec, rate, atSec: nowSec, tempo });
    }
    this.drift += SHARE * (off - this.drift);
    if (Math.abs(this.drift) <= DRIFT_SEC) return null;
    return this.tell({ positionSec: expected + this.drift, rate, atSec: nowSec, tempo });
  }

  private tell(motion: WaveMotion): WaveMotion {
    this.sent = motion;
    this.drift = 0;
    return motion;
  }
}
