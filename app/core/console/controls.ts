import type { Console } from './console.ts';
import type { Channel } from './channel/channel.ts';
import type { Deck } from './deck/deck.ts';
import { deckIds } from './deck-ids.ts';
import { crossfaderCurves, type CrossfaderSide } from './mixer/crossfader.ts';
import { padModes, padNames, SAMPLER, SAMPLER_CHANNEL } from './sampler/pads.ts';
import type { SamplePad } from './sampler/pad.ts';

/** What a control does to a deck and its channel. */
type DeckAction = (deck: Deck, channel: Channel, value: number, console: Console, index: number) => void;
/** What a control does to any channel, a deck's or the sampler's. */
type StripAction = (channel: Channel, value: number, console: Console) => void;

const flag = (value: number): boolean => value >= 0.5;
const within = (low: number, high: number, value: number): number => Math.min(high, Math.max(low, value));

/** Transport. Positions are seconds of the track. */
const transport = {
  /** Number of a source that the console was given; 0 takes the track off. */
  load: (_, __, value, console, index) => console.load(index, value),
  /** Number of a grid that the console was given; 0 for none. */
  grid: (deck, _, value, console) => void (deck.grid = console.grid(value)),
  /** 1 plays, 0 pauses. */
  play: (deck, _, value) => (flag(value) ? deck.play() : deck.pause()),
  /** The cue button: 1 pressed, 0 let go. */
  cue: (deck, _, value) => (flag(value) ? deck.cueDown() : deck.cueUp()),
  /** Puts the cue point. */
  cuePoint: (deck, _, value) => deck.setCue(value),
  /** Goes to a position at once. */
  seek: (deck, _, value) => deck.seek(value),
  /** Puts a standing deck at an exact place, parts of a frame included: a set that is rendered again begins so. */
  placeAt: (deck, _, value) => deck.placeAt(value),
  /** The cue point, exactly as {@link placeAt}. */
  placeCue: (deck, _, value) => deck.placeCue(value),
  /** Goes to a hot cue, on the beat where the deck quantises. */
  hotCue: (deck, _, value) => deck.jumpTo(value),
  /** Moves by so many beats. */
  beatJump: (deck, _, value) => deck.jumpBy(value),
  repeat: (deck, _, value) => void (deck.repeats = flag(value)),
  quantize: (deck, _, value) => void (deck.quantizes = flag(value)),
} satisfies Record<string, DeckAction>;

/** Speed and pitch. */
const speed = {
  /** 1 is the track's own tempo. Taken over by sync while the deck follows. */
  tempo: (deck, _, value) => void (deck.motion.tempo = within(0.05, 8, value)),
  /** Nudge, for as long as it is not 0: 0.02 is 2 % faster. */
  bend: (deck, _, value) => void (deck.motion.bend = within(-0.9, 4, value)),
  /** 1: a hand holds the platter; 0: it lets go. */
  touch: (deck, _, value) => (flag(value) ? deck.touch() : deck.release()),
  /** Speed at which the hand moves the platter; 1 is the track's own. */
  scratch: (deck, _, value) => void (deck.motion.hand = within(-12, 12, value)),
  /** Comes to a stand within so many seconds. */
  brake: (deck, _, value) => deck.brake(value),
  /** Starts within so many seconds. */
  spinUp: (deck, _, value) => deck.spinUp(value),
  reverse: (deck, _, value) => deck.setReverse(flag(value)),
  slip: (deck, _, value) => deck.setSlip(flag(value)),
  keyLock: (deck, _, value) => void (deck.playback.keepsKey = flag(value)),
  /** Semitones. */
  pitch: (deck, _, value) => void (deck.playback.pitch = within(-24, 24, value)),
  /** 1: follows the leader's beat. */
  sync: (_, __, value, console, index) => console.sync.setFollowing(index, flag(value)),
} satisfies Record<string, DeckAction>;

/** Loops. */
const loops = {
  loopIn: (deck) => deck.loopIn(),
  loopOut: (deck) => deck.loopOut(),
  /** Start of a saved loop in seconds; counts with `loopTo`. */
  loopFrom: (deck, _, value) => deck.placeLoopStart(value),
  loopTo: (deck, _, value) => deck.placeLoopEnd(value),
  /** 1 runs the loop, 0 leaves it. */
  loop: (deck, _, value) => deck.setLoop(flag(value)),
  /** A loop of so many beats from here. */
  beatLoop: (deck, _, value) => deck.loopBeats(value),
  /** 0.5 halves, 2 doubles. */
  loopScale: (deck, _, value) => deck.scaleLoop(value),
  /** Moves the loop by so many beats. */
  loopMove: (deck, _, value) => deck.moveLoop(value),
  /** A loop of so many beats while it is held; 0 lets go. */
  roll: (deck, _, value) => deck.roll(value),
} satisfies Record<string, DeckAction>;

/** The channel. Gains are factors: 1 leaves the sound as it is. */
const strip = {
  gain: (channel, value) => {
    channel.gain = within(0, 16, value);
    channel.trim.target = channel.gain * channel.autoGain;
  },
  /** Gain that brings the track to the common loudness. */
  autoGain: (channel, value) => {
    channel.autoGain = within(0, 16, value);
    channel.trim.target = channel.gain * channel.autoGain;
  },
  /** 0 kills, 1 is the middle. */
  low: (channel, value) => void (channel.equaliser.low.target = within(0, 4, value)),
  mid: (channel, value) => void (channel.equaliser.mid.target = within(0, 4, value)),
  high: (channel, value) => void (channel.equaliser.high.target = within(0, 4, value)),
  /** -1 low-pass closed, 0 nothing, 1 high-pass closed. */
  filter: (channel, value) => void (channel.filter.knob.target = within(-1, 1, value)),
  fader: (channel, value) => void (channel.fader.target = within(0, 1, value)),
  /** -1 left side of the crossfader, 1 right, 0 past it. */
  assign: (channel, value, console) => {
    channel.side = Math.sign(value) as CrossfaderSide;
    console.crossfade();
  },
  /** 1: heard in the headphones. */
  phones: (channel, value) => void (channel.cue.target = flag(value) ? 1 : 0),
} satisfies Record<string, StripAction>;

type SlotNumber = 1 | 2 | 3;
type SlotControl = 'kind' | 'on' | 'amount' | 'beats' | 'mix';

/** Effects of the channel's chain. */
function slotControls(slot: SlotNumber): Record<string, StripAction> {
  const at = (channel: Channel) => channel.slots[slot - 1] as Channel['slots'][number];
  return {
    /** Index in `effectKinds`. */
    [`fx${slot}.kind`]: (channel, value) => at(channel).choose(Math.round(value)),
    [`fx${slot}.on`]: (channel, value) => void (at(channel).send.target = flag(value) ? 1 : 0),
    [`fx${slot}.amount`]: (channel, value) => void (at(channel).amount.target = within(0, 1, value)),
    [`fx${slot}.beats`]: (channel, value) => void (at(channel).beats = within(1 / 32, 64, value)),
    /** 0 dry, 0.5 both in full, 1 wet alone. */
    [`fx${slot}.mix`]: (channel, value) => void (at(channel).mix.target = within(0, 1, value)),
  };
}

/** What every channel has. */
export type ChannelControl = keyof typeof strip | `fx${SlotNumber}.${SlotControl}`;

export type DeckControl = keyof typeof transport | keyof typeof speed | keyof typeof loops | ChannelControl;

const channelControls: Readonly<Record<string, StripAction>> = {
  ...strip,
  ...slotControls(1),
  ...slotControls(2),
  ...slotControls(3),
};

const deckControls: Readonly<Record<string, DeckAction>> = {
  ...transport,
  ...speed,
  ...loops,
  ...Object.fromEntries(
    Object.entries(channelControls).map(([name, act]): [string, DeckAction] => [
      name,
      (_, channel, value, console) => act(channel, value, console),
    ]),
  ),
};

type PadAction = (pad: SamplePad, value: number, console: Console, index: number) => void;

/** A pad of the sampler. */
const padControls = {
  /** Number of a source that the console was given; 0 takes the sample off. */
  load: (_, value, console, index) => console.loadPad(index, value),
  /** 1 pressed, 0 let go. */
  hit: (pad, value, console, index) => (flag(value) ? console.pressPad(index) : pad.release()),
  /** Silences it, whatever its mode. */
  stop: (pad) => pad.stop(),
  /** Index in `padModes`. */
  mode: (pad, value) => void (pad.mode = padModes[Math.round(value)] ?? 'shot'),
  /** A factor: 1 leaves the sample as it is. */
  gain: (pad, value) => pad.setGain(within(0, 16, value)),
  /** 1: starts on the leader's beat. */
  quantize: (pad, value) => void (pad.quantizes = flag(value)),
  /** 1: plays at the leader's tempo, by its speed. */
  sync: (pad, value) => void (pad.syncs = flag(value)),
} satisfies Record<string, PadAction>;

/** Of the sampler: its channel's, and those of the pads, `pad1` to `pad8`. */
export type SamplerControl = ChannelControl | `${(typeof padNames)[number]}.${keyof typeof padControls}`;

type MixerAction = (console: Console, value: number) => void;

const mixer = {
  /** -1 left, 1 right. */
  crossfader: (console, value) => {
    console.crossfader = within(-1, 1, value);
    console.crossfade();
  },
  /** Index in `crossfaderCurves`. */
  curve: (console, value) => {
    console.curve = crossfaderCurves[Math.round(value)] ?? 'power';
    console.crossfade();
  },
  /** 1 turns the crossfader round (hamster). */
  hamster: (console, value) => {
    console.isHamster = flag(value);
    console.crossfade();
  },
  gain: (console, value) => void (console.master.target = within(0, 4, value)),
  limiter: (console, value) => void (console.limiter.on = flag(value)),
  /** Index of the deck that leads; -1: the first that plays. */
  leader: (console, value) => console.sync.choose(Math.round(value)),
  /** Headphones: 0 cue alone, 1 master alone. */
  phonesMix: (console, value) => void (console.phones.mix.target = within(0, 1, value)),
  phonesGain: (console, value) => void (console.phones.gain.target = within(0, 4, value)),
  /** 1: left ear cue, right ear master, on the one output there is. */
  split: (console, value) => void (console.phones.isSplit = flag(value)),
  /** Gain of the microphone; 0 is off. */
  mic: (console, value) => void (console.microphone.gain.target = within(0, 16, value)),
  /** Gain of the music under a voice; 1 does not duck. */
  duckDepth: (console, value) => void (console.microphone.depth = within(0, 1, value)),
  /** Seconds. */
  duckAttack: (console, value) => void (console.microphone.attackSec = within(0.001, 5, value)),
  /** Seconds. */
  duckRelease: (console, value) => void (console.microphone.releaseSec = within(0.01, 10, value)),
} satisfies Record<string, MixerAction>;

export type MixerControl = keyof typeof mixer;

/** A control, found by its name. */
export interface ControlEntry {
  /** Index of the channel, -1 for the mixer's. */
  readonly channel: number;
  readonly name: string;
  apply(console: Console, value: number): void;
}

const deckEntry = (deck: number, name: string, action: DeckAction): ControlEntry => ({
  ...{ channel: deck, name },
  apply: (console, value) =>
    action(console.decks[deck] as Deck, console.channels[deck] as Channel, value, console, deck),
});

const stripEntry = (name: string, action: StripAction): ControlEntry => ({
  ...{ channel: SAMPLER_CHANNEL, name },
  apply: (console, value) => action(console.channels[SAMPLER_CHANNEL] as Channel, value, console),
});

const padEntry = (pad: number, name: string, action: PadAction): ControlEntry => ({
  ...{ channel: SAMPLER_CHANNEL, name },
  apply: (console, value) => action(console.sampler.pads[pad] as SamplePad, value, console, pad),
});

const samplerEntries = [
  ...Object.entries(channelControls).map(([name, action]) => [`${SAMPLER}.${name}`, stripEntry(name, action)] as const),
  ...padNames.flatMap((pad, index) =>
    Object.entries(padControls).map(
      ([name, action]) => [`${SAMPLER}.${pad}.${name}`, padEntry(index, name, action)] as const,
    ),
  ),
];

const entries = new Map<string, ControlEntry>([
  ...deckIds.flatMap((id, deck) =>
    Object.entries(deckControls).map(([name, action]) => [`${id}.${name}`, deckEntry(deck, name, action)] as const),
  ),
  ...Object.entries(mixer).map(([name, apply]) => [`mixer.${name}`, { channel: -1, name, apply }] as const),
  ...samplerEntries,
]);

/** The control with a name, if there is one. */
export const controlNamed = (name: string): ControlEntry | undefined => entries.get(name);
