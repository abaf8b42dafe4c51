import { toDb, type ChannelLevel } from '#core/capture/meter.ts';

/** Bottom of the scale in dBFS. */
export const FLOOR_DB = -60;

/** What one meter bar shows, in dBFS, never below {@link FLOOR_DB}. */
export interface LevelBar {
  readonly peak: number;
  readonly rms: number;
  /** Highest peak of the last seconds. */
  readonly hold: number;
  /** Stays until reset. */
  readonly clipped: boolean;
}

const HOLD_MS = 1500;
const FALL_DB_PER_SECOND = 20;

const shown = (amplitude: number) => Math.max(FLOOR_DB, toDb(amplitude));

/** Holds peaks and clips of the incoming levels for the eye. */
export class LevelView {
  bars = $state.raw<readonly LevelBar[]>([]);
  #heldAt: number[] = [];
  #updatedAt = 0;

  update(levels: readonly ChannelLevel[], nowMs: number): void {
    const elapsed = Math.min(1000, nowMs - this.#updatedAt) / 1000;
    this.#updatedAt = nowMs;
    this.bars = levels.map(({ peak, rms, clipped }, channel) => {
      const before = this.bars[channel];
      const now = shown(peak);
      const isHeld = nowMs - (this.#heldAt[channel] ?? 0) < HOLD_MS;
      const fallen = (before?.hold ?? FLOOR_DB) - (isHeld ? 0 : elapsed * FALL_DB_PER_SECOND);
      if (now >= fallen) this.#heldAt[channel] = nowMs;
      return { peak: now, rms: shown(rms), hold: Math.max(now, fallen), clipped: clipped > 0 || !!before?.clipped };
    });
  }

  resetClip(): void {
    this.bars = this.bars.map((bar) => ({ ...bar, clipped: false }));
  }
}
