import type { Console } from './console.ts';
import type { Deck } from './deck/deck.ts';
import type { Channel } from './channel/channel.ts';
import { SAMPLER_CHANNEL } from './sampler/pads.ts';
import type { ConsoleState, DeckField, Fields, MasterField } from './state.ts';

/** Notes what the page may see of the console. Allocates nothing. */
export function observe(console: Console, state: ConsoleState): void {
  const { master } = state;
  master.frame = console.now;
  master.peakLeft = console.meter.peakLeft;
  master.peakRight = console.meter.peakRight;
  master.rmsLeft = console.meter.rmsLeft;
  master.rmsRight = console.meter.rmsRight;
  master.momentaryLufs = console.momentary.lufs;
  master.limiterGain = console.limiter.reduction;
  master.micPeak = Math.max(console.micMeter.peakLeft, console.micMeter.peakRight);
  observeSampler(console, master);
  for (let i = 0; i < console.decks.length; i++) {
    const fields = state.decks[i] as Fields<DeckField>;
    observeDeck(console.decks[i] as Deck, fields);
    observeChannel(console.channels[i] as Channel, fields);
    fields.following = console.sync.follows(i) ? 1 : 0;
    fields.leading = console.sync.leader === i ? 1 : 0;
    fields.phaseErrorSec = console.sync.phaseError(i);
    fields.source = console.loaded[i] as number;
  }
}

function observeSampler({ sampler, channels }: Console, master: Fields<MasterField>): void {
  const { meter, fader } = channels[SAMPLER_CHANNEL] as Channel;
  master.padsSounding = sampler.sounding;
  master.padsWaiting = sampler.waiting;
  master.samplerPeakLeft = meter.peakLeft;
  master.samplerPeakRight = meter.peakRight;
  master.samplerRmsLeft = meter.rmsLeft;
  master.samplerRmsRight = meter.rmsRight;
  master.samplerFader = fader.value;
}

function observeDeck(deck: Deck, fields: Fields<DeckField>): void {
  const { motion, playback } = deck;
  const { loop, trackRate } = playback;
  fields.positionSec = deck.positionSec;
  fields.slipSec = deck.slipSec;
  fields.speed = deck.isMoving ? motion.current : 0;
  fields.tempo = motion.tempo;
  fields.playing = deck.isPlaying ? 1 : 0;
  fields.previewing = deck.isPreviewing ? 1 : 0;
  fields.held = motion.isHeld ? 1 : 0;
  fields.cueSec = deck.cue / trackRate;
  fields.loopFromSec = loop.start / trackRate;
  fields.loopToSec = loop.end / trackRate;
  fields.looping = loop.active ? 1 : 0;
  fields.slipping = deck.isSlipping ? 1 : 0;
  fields.reversed = motion.reverse ? 1 : 0;
  fields.beat = deck.beat;
  fields.ends = deck.ends;
  fields.missedFrames = playback.missed;
}

function observeChannel({ meter, fader }: Channel, fields: Fields<DeckField>): void {
  fields.peakLeft = meter.peakLeft;
  fields.peakRight = meter.peakRight;
  fields.rmsLeft = meter.rmsLeft;
  fields.rmsRight = meter.rmsRight;
  fields.fader = fader.value;
}
