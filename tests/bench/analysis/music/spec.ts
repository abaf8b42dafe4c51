import type { Style } from './styles/style.ts';
import type { MusicKey } from './score.ts';

/** Which instruments render a track. */
export type Family = 'soundfont' | 'synth' | 'demo';

/** What a piece is to be; its seed decides the rest. */
export interface Spec {
  readonly name: string;
  readonly family: Family;
  readonly style: Style;
  readonly isTest: boolean;
  readonly bpm: number;
  readonly tempo: 'constant' | 'step' | 'ramp' | 'drift';
  readonly key: MusicKey;
  readonly changesKey: boolean;
  readonly seconds: number;
  readonly pickup: number;
  readonly leadInSec: number;
  readonly tuningCents: number;
}
