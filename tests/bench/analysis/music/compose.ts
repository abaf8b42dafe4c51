import type { SectionKind } from '../truth.ts';
import { playDrums, type DrumSetup } from './drummer.ts';
import { planForm, type SectionPlan } from './form.ts';
import { degreePitch, pickProgression } from './harmony.ts';
import { playTonal, type Band } from './players.ts';
import { varied } from './patterns.ts';
import { Random } from './random.ts';
import type { DrumNote, MusicKey, Score, Sound, TonalNote } from './score.ts';
import type { Spec } from './spec.ts';
import type { Style } from './styles/style.ts';
import { TempoMap, type TempoPlan } from './tempo-map.ts';

/** One bar and all that its players know of it. */
export interface Bar {
  readonly number: number;
  /** First beat in the score. */
  readonly beat: number;
  readonly beatsPerBar: number;
  readonly section: SectionPlan;
  /** Bar within the section. */
  readonly inSection: number;
  readonly isLastOfPhrase: boolean;
  readonly key: MusicKey;
}

/** Where the notes of a player land. */
export interface Timing {
  place(beat: number): { readonly beat: number; readonly shiftSec: number };
}

/** Writes the piece that a spec asks for. Equal specs give equal pieces. */
export function compose(spec: Spec): Score {
  const random = new Random(spec.name);
  const { style, pickup } = spec;
  const { beatsPerBar } = style;
  const form = planForm(style.form, (spec.seconds * spec.bpm) / 60 / beatsPerBar, random);
  const bars = layOut(form, spec, random);
  const beats = pickup + bars.length * beatsPerBar + 1;
  const tempo = new TempoMap(tempoPlan(spec, beats, random), beats, spec.leadInSec, random);
  const swing = style.swing ? random.between(...style.swing.range) : 0.5;
  const timing = timingOf(style, swing, pickup, random);
  const drums: DrumNote[] = [];
  const notes: TonalNote[] = [];
  const band = formBand(spec, random);
  const setup = drumSetup(spec, random);
  for (const bar of bars) {
    drums.push(...playDrums(bar, setup, timing, random));
    if (style.form !== 'loop') notes.push(...playTonal(bar, band, timing, random));
  }
  if (pickup > 0) addPickup(spec, bars[0] as Bar, drums, notes);
  addEnd(spec, bars.at(-1) as Bar, drums, notes);
  return {
    name: spec.name,
    style: style.name,
    beatsPerBar,
    pickup,
    swing,
    tempo,
    drums,
    notes,
    sections: sectionStarts(bars),
    keys: style.form === 'loop' ? [] : keyStarts(bars),
    hasBeat: style.form !== 'ambient',
    sound: pickSound(style, random),
    tuningCents: spec.tuningCents,
  };
}

function layOut(form: readonly SectionPlan[], spec: Spec, random: Random): Bar[] {
  const { beatsPerBar } = spec.style;
  const total = form.reduce((sum, { bars }) => sum + bars, 0);
  const changeAt = spec.changesKey ? boundaryNear(form, total / 2) : total;
  const lift = random.pick([1, 2, 3, 5, 7]);
  const second = { ...spec.key, tonic: (spec.key.tonic + lift) % 12 };
  const bars: Bar[] = [];
  for (const section of form) {
    for (let inSection = 0; inSection < section.bars; inSection++) {
      const number = bars.length;
      bars.push({
        number,
        beat: spec.pickup + number * beatsPerBar,
        beatsPerBar,
        section,
        inSection,
        isLastOfPhrase: inSection % 8 === 7 || inSection === section.bars - 1,
        key: number < changeAt ? spec.key : second,
      });
    }
  }
  return bars;
}

/** The first bar of the section that begins nearest to a bar. */
function boundaryNear(form: readonly SectionPlan[], wanted: number): number {
  let at = 0;
  let best = Number.POSITIVE_INFINITY;
  for (const { bars } of form) {
    at += bars;
    if (Math.abs(at - wanted) < Math.abs(best - wanted)) best = at;
  }
  return best;
}

function tempoPlan({ tempo, bpm, style, pickup }: Spec, beats: number, random: Random): TempoPlan {
  const bar = (share: number) => pickup + Math.round((beats * share) / style.beatsPerBar / 4) * 4 * style.beatsPerBar;
  if (tempo === 'step') return { kind: 'step', bpm, to: bpm * random.pick([0.88, 0.92, 1.08, 1.15]), atBeat: bar(0.5) };
  if (tempo === 'ramp') {
    return { kind: 'ramp', bpm, to: bpm * random.pick([0.9, 1.1, 1.16]), fromBeat: bar(0.2), toBeat: bar(0.8) };
  }
  if (tempo === 'drift') return { kind: 'drift', bpm, amount: random.between(0.002, 0.012) };
  return { kind: 'constant', bpm };
}

function timingOf(style: Style, swing: number, pickup: number, random: Random): Timing {
  const unit = 4 / (style.swing?.unit ?? 16);
  return {
    place(beat) {
      const position = (beat - pickup) / unit;
      const isOff = Math.abs(position - Math.round(position)) < 1e-6 && Math.abs(Math.round(position)) % 2 === 1;
      return {
        beat: isOff ? beat + (swing - 0.5) * 2 * unit : beat,
        shiftSec: style.jitterMs === 0 ? 0 : (random.bell() * style.jitterMs) / 1000,
      };
    },
  };
}

/** The test set hears grooves of its own most of the time. */
function drumSetup({ style, isTest }: Spec, random: Random): DrumSetup {
  const own = isTest && style.testGrooves.length > 0 && random.chance(0.6);
  const grooves = own ? style.testGrooves : style.grooves;
  if (grooves.length === 0) return { verse: null, drop: null, fills: [] };
  const verse = varied(random.pick(grooves), style.beatsPerBar, random);
  const drop = random.chance(0.5) ? verse : varied(random.pick(grooves), style.beatsPerBar, random);
  return { verse, drop, fills: style.fills };
}

function formBand({ style, key }: Spec, random: Random): Band {
  const rhythm = (patterns: readonly string[]) => ({ verse: random.pick(patterns), drop: random.pick(patterns) });
  return {
    steps: style.beatsPerBar * 4,
    bass: rhythm(style.bass),
    stab: rhythm(style.stabs),
    pad: rhythm(style.pads),
    lead: rhythm(style.melody),
    progressions: { verse: pickProgression(random, key.mode), drop: pickProgression(random, key.mode) },
    hasSevenths: random.chance(0.35),
    powerChords: style.name === 'rock' && random.chance(0.5),
  };
}

/** A roll or a run that leads into the first bar. */
function addPickup(spec: Spec, first: Bar, drums: DrumNote[], notes: TonalNote[]): void {
  for (let half = 0; half < spec.pickup * 2; half++) {
    const beat = half / 2;
    const velocity = 0.5 + (0.4 * half) / (spec.pickup * 2);
    if (spec.style.form === 'ambient' || half % 2 === 0) {
      const pitch = degreePitch(first.key, 4 - ((spec.pickup * 2 - half) % 5), 5);
      if (spec.style.form !== 'loop') notes.push({ part: 'lead', pitch, beat, beats: 0.45, velocity, shiftSec: 0 });
    }
    if (spec.style.form !== 'ambient') drums.push({ drum: 'snare', beat, velocity, shiftSec: 0 });
  }
}

/** The tonic and a kick on the last one, so that it can be heard. */
function addEnd(spec: Spec, last: Bar, drums: DrumNote[], notes: TonalNote[]): void {
  const beat = last.beat + last.beatsPerBar;
  if (spec.style.form !== 'ambient') drums.push({ drum: 'kick', beat, velocity: 0.9, shiftSec: 0 });
  if (spec.style.form === 'loop') return;
  for (const degree of [0, 2, 4]) {
    const pitch = degreePitch(last.key, degree, 4);
    notes.push({ part: 'pad', pitch, beat, beats: last.beatsPerBar, velocity: 0.8, shiftSec: 0 });
  }
}

function sectionStarts(bars: readonly Bar[]): { beat: number; kind: SectionKind }[] {
  return bars.filter(({ inSection }) => inSection === 0).map(({ beat, section }) => ({ beat, kind: section.kind }));
}

function keyStarts(bars: readonly Bar[]): (MusicKey & { beat: number })[] {
  const starts = bars.filter(({ key }, index) => bars[index - 1]?.key !== key);
  return starts.map(({ key, beat }) => ({ ...key, beat }));
}

function pickSound(style: Style, random: Random): Sound {
  const gain = () => random.between(0.45, 1);
  return {
    programs: {
      bass: random.pick(style.programs.bass),
      pad: random.pick(style.programs.pad),
      stab: random.pick(style.programs.stab),
      lead: random.pick(style.programs.lead),
    },
    kit: random.pick(style.kits),
    gains: { bass: gain(), pad: gain() * 0.8, stab: gain() * 0.8, lead: gain(), drums: random.between(0.5, 1) },
    ducking: random.between(...style.ducking),
    reverb: random.next(),
  };
}
