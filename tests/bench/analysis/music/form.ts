import type { SectionKind } from '../truth.ts';
import type { Random } from './random.ts';
import type { FormKind } from './styles/style.ts';

/** What plays in a section. */
export interface Layers {
  readonly drums: 'all' | 'light' | 'hats' | 'roll' | 'none';
  readonly bass: boolean;
  readonly pad: boolean;
  readonly stab: boolean;
  readonly lead: boolean;
  /** Gain of all players. */
  readonly level: number;
}
export interface SectionPlan {
  readonly kind: SectionKind;
  readonly bars: number;
  readonly layers: Layers;
}

type Kinds = readonly SectionKind[];

const forms: Readonly<Record<FormKind, readonly Kinds[]>> = {
  club: [
    ['intro', 'verse', 'build', 'drop', 'break', 'build', 'drop', 'outro'],
    ['intro', 'verse', 'drop', 'break', 'drop', 'outro'],
    ['intro', 'build', 'drop', 'break', 'drop', 'outro'],
    ['verse', 'drop', 'break', 'build', 'drop'],
  ],
  song: [
    ['intro', 'verse', 'drop', 'verse', 'drop', 'outro'],
    ['intro', 'verse', 'drop', 'break', 'drop', 'outro'],
    ['verse', 'drop', 'verse', 'break', 'drop'],
    ['intro', 'verse', 'drop', 'verse', 'drop', 'break', 'drop', 'outro'],
  ],
  loop: [['verse']],
  ambient: [
    ['intro', 'verse', 'drop', 'outro'],
    ['verse', 'drop', 'verse'],
  ],
};

/** Sections that are long when there is room. */
const isMain = (kind: SectionKind) => kind === 'drop' || kind === 'verse';

/** Sections with whole phrases of four or eight bars that come near the wanted length. */
export function planForm(form: FormKind, wantedBars: number, random: Random): SectionPlan[] {
  if (form === 'loop') {
    const bars = Math.max(4, Math.round(wantedBars / 4) * 4);
    return [{ kind: 'verse', bars, layers: layersOf(form, 'verse', random) }];
  }
  const fitting = forms[form].filter((kinds) => kinds.length * 4 <= wantedBars);
  const kinds = random.pick(fitting.length > 0 ? fitting : forms[form].slice(-1));
  const unit: number = wantedBars / kinds.length > 6 ? 8 : 4;
  const mains = kinds.map((_, index) => index).filter((index) => isMain(kinds[index] as SectionKind));
  const extra = Math.min(4 * mains.length, Math.round(wantedBars / unit) - kinds.length);
  const bars: number[] = kinds.map(() => unit);
  for (let turn = 0; turn < extra; turn++) bars[mains[turn % mains.length] as number]! += unit;
  return kinds.map((kind, index) => ({ kind, bars: bars[index] as number, layers: layersOf(form, kind, random) }));
}

function layersOf(form: FormKind, kind: SectionKind, random: Random): Layers {
  if (form === 'loop') return { drums: 'all', bass: false, pad: false, stab: false, lead: false, level: 1 };
  if (form === 'ambient') {
    const isFull = kind === 'drop';
    return {
      drums: 'none',
      bass: isFull || kind === 'verse',
      pad: true,
      stab: kind !== 'intro',
      lead: isFull,
      level: isFull ? 1 : 0.75,
    };
  }
  switch (kind) {
    case 'intro': {
      const drums = random.pick(
        form === 'club' ? (['light', 'light', 'hats', 'none'] as const) : (['light', 'hats', 'none', 'none'] as const),
      );
      return {
        drums,
        bass: random.chance(0.2),
        pad: drums === 'none' || random.chance(0.5),
        stab: random.chance(0.4),
        lead: random.chance(0.15),
        level: 0.8,
      };
    }
    case 'verse':
      return {
        drums: 'all',
        bass: true,
        pad: random.chance(0.5),
        stab: random.chance(0.5),
        lead: random.chance(0.6),
        level: 0.85,
      };
    case 'build':
      return {
        drums: random.pick(['roll', 'hats', 'roll'] as const),
        bass: random.chance(0.3),
        pad: true,
        stab: random.chance(0.6),
        lead: random.chance(0.4),
        level: 0.75,
      };
    case 'drop':
      return { drums: 'all', bass: true, pad: random.chance(0.8), stab: true, lead: random.chance(0.7), level: 1 };
    case 'break':
      return {
        drums: random.pick(['none', 'none', 'hats'] as const),
        bass: random.chance(0.3),
        pad: true,
        stab: random.chance(0.3),
        lead: random.chance(0.7),
        level: 0.65,
      };
    case 'outro':
      return {
        drums: 'light',
        bass: random.chance(0.5),
        pad: random.chance(0.5),
        stab: false,
        lead: false,
        level: 0.8,
      };
  }
}
