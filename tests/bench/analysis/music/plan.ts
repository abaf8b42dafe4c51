import { Random } from './random.ts';
import type { Family, Spec } from './spec.ts';
import { ballad, funk, rock, shuffle, waltz } from './styles/band.ts';
import { hipHop, reggaeton, swungHipHop, trap } from './styles/beats.ts';
import { breaks, drumAndBass, electro, house, techno } from './styles/club.ts';
import { ambient, drumsOf, latin } from './styles/others.ts';
import type { Style } from './styles/style.ts';

export type SetName = 'tune' | 'test';

/** In turn; club music more often, since decks play it most. */
const rotation: readonly Style[] = [
  house,
  hipHop,
  drumAndBass,
  rock,
  techno,
  swungHipHop,
  ballad,
  trap,
  drumsOf(house),
  reggaeton,
  waltz,
  house,
  funk,
  drumsOf(hipHop),
  drumAndBass,
  latin,
  techno,
  rock,
  breaks,
  drumsOf(drumAndBass),
  ambient,
  drumsOf(rock),
  trap,
  drumsOf(funk),
];

/** Genres that nobody tunes with, in place of some. */
const testRotation: readonly Style[] = rotation.map((style, index) => {
  if (index === 11) return electro;
  if (index === 17) return shuffle;
  if (index === 23) return drumsOf(electro);
  return style;
});

const families: Readonly<Record<SetName, readonly Family[]>> = {
  tune: ['soundfont', 'synth'],
  test: ['soundfont', 'synth', 'soundfont', 'demo', 'synth'],
};

/** What track number `index` of a set is. Seeds of the two sets never meet. */
export function specOf(set: SetName, index: number): Spec {
  const name = `${set}-${String(index).padStart(4, '0')}`;
  const random = new Random(`${name} plan`);
  const styles = set === 'test' ? testRotation : rotation;
  const style = styles[index % styles.length] as Style;
  const family = familyOf(set, index, styles.length);
  return {
    name,
    family,
    style,
    isTest: set === 'test',
    bpm: tempoOf(style, random),
    tempo: tempoKind(style, random),
    // Each key comes equally often, whatever the style: 7 and 24 have no common factor.
    key: keyOf(index * 7 + Math.floor(index / 24)),
    changesKey: style.form !== 'loop' && random.chance(0.12),
    seconds: random.between(45, 75),
    pickup: random.chance(0.15) ? random.whole(1, style.beatsPerBar - 1) : 0,
    leadInSec: random.chance(0.3) ? random.between(0.05, 2.5) : 0,
    tuningCents: random.chance(0.2) ? random.between(-35, 35) : 0,
  };
}

function familyOf(set: SetName, index: number, styles: number): Family {
  const list = families[set];
  return list[(index + Math.floor(index / styles)) % list.length] as Family;
}

/** Half of them whole numbers, as most producers write, the rest anything. */
function tempoOf(style: Style, random: Random): number {
  const bpm = random.between(...style.bpm);
  return random.chance(0.5) ? Math.round(bpm) : Math.round(bpm * 100) / 100;
}

/** Machines keep the tempo; bands drift, and some music changes on purpose. */
function tempoKind(style: Style, random: Random): Spec['tempo'] {
  const roll = random.next();
  if (roll < 0.05) return 'step';
  if (roll < 0.1) return 'ramp';
  const drifts = style.jitterMs >= 5 ? 0.25 : 0;
  return roll < 0.1 + drifts ? 'drift' : 'constant';
}

const keyOf = (number: number) => ({
  tonic: Math.floor((number % 24) / 2),
  mode: number % 2 === 0 ? ('minor' as const) : ('major' as const),
});
