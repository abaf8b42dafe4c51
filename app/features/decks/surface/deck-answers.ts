import { effectKinds } from '#core/console/fx/effect.ts';
import type { DeckControl } from '#core/controls/controls.ts';
import { beatsOf, hotCues, loopSizes, rollSizes } from '#core/controls/deck-controls.ts';
import { tempoRanges } from '#core/deck/tempo.ts';
import { correctTrack, undoCorrection } from '#storage/corrections/correct.ts';
import { attempt } from '#ui/attempt.ts';
import { bands } from '../channel-state.svelte.ts';
import { BRAKE_SEC, type DeckState } from '../deck-state.svelte.ts';
import { decks } from '../decks.svelte.ts';
import type { EffectState } from '../effect-state.svelte.ts';
import { Jog } from './jog.ts';
import { effectName } from './states.ts';

/** Tempo of one step, per cent. */
const TEMPO_STEP = 0.1;

type Answer = (value: number) => void;
export type DeckAnswers = Partial<Record<DeckControl, Answer>>;

/** The next of a list, and after the last the first. */
const after = <Value>(list: readonly Value[], value: Value): Value =>
  list[(list.indexOf(value) + 1) % list.length] as Value;

/** Acts when the button goes down. */
const down = (act: () => void) => (value: number) => void (value > 0 && act());
/** Acts for as long as it is held. */
const held = (act: (on: boolean) => void) => (value: number) => act(value > 0);

const each = <Part extends string | number>(parts: readonly Part[], prefix: string, answer: (part: Part) => Answer) =>
  Object.fromEntries(parts.map((part) => [`${prefix}.${part}`, answer(part)])) as DeckAnswers;

/** What every control of a deck does to it; see `core/controls/deck-controls.ts` for their meaning. */
export function answersOf(deck: DeckState): DeckAnswers {
  return { ...transport(deck), ...speed(deck), ...cuesAndLoops(deck), ...gridTools(deck), ...channel(deck) };
}

const transport = (deck: DeckState): DeckAnswers => ({
  play: down(() => deck.togglePlay()),
  cue: held((on) => (on ? deck.cueDown() : deck.cueUp())),
  start: down(() => deck.seek(0)),
  sync: down(() => deck.setSync(!deck.synced)),
  leader: down(() => decks.lead(deck)),
  keylock: down(() => deck.setKeyLock(!deck.keyLock)),
  quantise: down(() => deck.setQuantize(!deck.quantize)),
  slip: down(() => deck.setSlip(!deck.slip)),
  reverse: down(() => deck.setReverse(!deck.reverse)),
  censor: held((on) => {
    deck.setSlip(on);
    deck.setReverse(on);
  }),
  brake: down(() => deck.brake(BRAKE_SEC)),
  load: down(() => decks.list?.load(deck)),
  seek: (seconds) => deck.seekBy(seconds),
  position: (share) => deck.seek(share * deck.durationSec),
});

function speed(deck: DeckState): DeckAnswers {
  const jog = new Jog(deck);
  return {
    tempo: (place) => deck.setTempo(place * deck.tempoRange),
    'tempo.range': down(() => deck.setTempoRange(after(tempoRanges, deck.tempoRange))),
    'tempo.step': (steps) => deck.setTempo(deck.tempoPercent + steps * TEMPO_STEP),
    'tempo.reset': down(() => deck.setTempo(0)),
    'nudge.up': held((on) => deck.nudge(on ? 1 : 0)),
    'nudge.down': held((on) => deck.nudge(on ? -1 : 0)),
    'jog.touch': held((on) => jog.touch(on)),
    'jog.turn': (turns) => jog.turn(turns),
    pitch: (semitones) => deck.setPitch(semitones),
    'pitch.up': down(() => deck.setPitch(deck.pitch + 1)),
    'pitch.down': down(() => deck.setPitch(deck.pitch - 1)),
    'pitch.reset': down(() => deck.setPitch(0)),
    'pitch.match': down(() => {
      const partner = decks.partnerOf(deck);
      if (partner) deck.matchKey(partner);
    }),
  };
}

const cuesAndLoops = (deck: DeckState): DeckAnswers => ({
  ...each(hotCues, 'hotcue', (pad) => down(() => deck.pads?.press(pad - 1))),
  ...each(hotCues, 'hotcue.clear', (pad) => down(() => deck.pads?.clear(pad - 1))),
  'loop.in': down(() => deck.loopIn()),
  'loop.out': down(() => deck.loopOut()),
  'loop.active': down(() => (deck.looping ? deck.toggleLoop() : deck.reloop())),
  'loop.halve': down(() => deck.sizeLoop(-1)),
  'loop.double': down(() => deck.sizeLoop(1)),
  'loop.back': down(() => deck.moveLoop(-1)),
  'loop.ahead': down(() => deck.moveLoop(1)),
  ...each(loopSizes, 'beatloop', (size) => down(() => deck.loopOf(beatsOf(size)))),
  ...each(rollSizes, 'looproll', (size) => held((on) => deck.roll(on, beatsOf(size)))),
  'jump.back': down(() => deck.jump(-1)),
  'jump.ahead': down(() => deck.jump(1)),
  'jump.halve': down(() => deck.sizeJump(-1)),
  'jump.double': down(() => deck.sizeJump(1)),
  'jump.beats': (beats) => deck.jumpBy(beats),
});

/** A locked grid keeps as it is; whoever asks is told nothing, as with the keys. */
function gridTools(deck: DeckState): DeckAnswers {
  const change = (work: (blobHash: string) => Promise<unknown>) =>
    down(() => void (deck.analysis && attempt(work(deck.analysis.blobHash))));
  const shift = (bySec: number) => change((hash) => correctTrack(hash, { kind: 'shift', bySec }));
  const scale = (ratio: number) => change((hash) => correctTrack(hash, { kind: 'scale', ratio }));
  return {
    'grid.earlier': shift(-0.001),
    'grid.later': shift(0.001),
    'grid.downbeat': change((hash) => correctTrack(hash, { kind: 'downbeat', atSec: deck.heardSec })),
    'grid.halve': scale(1 / 2),
    'grid.double': scale(2),
    'grid.undo': change(undoCorrection),
  };
}

const effectAnswers = (effect: EffectState): Record<string, Answer> => ({
  [`${effectName(effect.slot)}.on`]: down(() => effect.turnOn(!effect.on)),
  [`${effectName(effect.slot)}.next`]: down(() => effect.choose(after(effectKinds, effect.kind))),
  [`${effectName(effect.slot)}.mix`]: (place) => effect.turn('mix', place),
  [`${effectName(effect.slot)}.amount`]: (place) => effect.turn('amount', place),
});

const channel = ({ channel: strip }: DeckState): DeckAnswers => ({
  volume: (place) => strip.setVolume(place),
  gain: (place) => strip.turn('gain', place),
  filter: (place) => strip.turn('filter', place),
  ...each(bands, 'eq', (band) => (place) => strip.turn(band, place)),
  ...each(bands, 'kill', (band) => down(() => strip.kill(band, !strip.killed[band]))),
  headphones: down(() => strip.setPhones(!strip.phones)),
  ...Object.fromEntries(strip.effects.slots.flatMap((effect) => Object.entries(effectAnswers(effect)))),
  'fx.meta': (place) => strip.effects.turnMeta(place),
});
