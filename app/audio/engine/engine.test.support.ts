import { BufferPlayer } from './buffer-player.ts';
import { Deck } from './deck.ts';
import { Master } from './master.ts';

export const RATE = 44_100;
export const QUANTUM = 128;

export interface Bench {
  readonly context: OfflineAudioContext;
  readonly deck: Deck;
  readonly master: Master;
  /** Renders, doing each thing at the first quantum at or after its time. */
  render(todo?: readonly (readonly [atSec: number, run: () => void])[]): Promise<AudioBuffer>;
}

/** A deck on a master on an offline context, playing `samples` (one array per channel). */
export function bench(samples: readonly Float32Array<ArrayBuffer>[], seconds: number): Bench {
  const context = new OfflineAudioContext({
    numberOfChannels: 2,
    length: Math.round(seconds * RATE),
    sampleRate: RATE,
  });
  const master = new Master(context, context.destination);
  const deck = new Deck(context, master.input);
  const length = samples[0]?.length ?? 0;
  const buffer = new AudioBuffer({ numberOfChannels: samples.length, length, sampleRate: RATE });
  samples.forEach((channel, i) => buffer.copyToChannel(channel, i));
  deck.load(new BufferPlayer(context, deck.input, buffer));
  const render: Bench['render'] = (todo = []) => {
    for (const [atSec, run] of todo) {
      void pauseFor(context, atSec, run);
    }
    return context.startRendering();
  };
  return { context, deck, master, render };
}

async function pauseFor(context: OfflineAudioContext, atSec: number, run: () => void): Promise<void> {
  await context.suspend(atSec);
  run();
  await context.resume();
}

/** Frame of the quantum at or after a time, where things that are done then begin. */
export const quantumFrame = (atSec: number): number => Math.ceil((atSec * RATE) / QUANTUM) * QUANTUM;

/** Noise over the whole range, different on each call; every value is a float32. */
export function noise(seconds: number): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: Math.round(seconds * RATE) }, () => Math.random() * 2 - 1);
}

export function sineWave(hz: number, seconds: number): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: Math.round(seconds * RATE) }, (_, i) => Math.sin((2 * Math.PI * hz * i) / RATE));
}

/** Largest difference between neighbours, and between second neighbours: a click shows in both. */
export function roughness(samples: Float32Array): number {
  let most = 0;
  for (let i = 2; i < samples.length; i++) {
    most = Math.max(most, Math.abs(samples[i]! - 2 * samples[i - 1]! + samples[i - 2]!));
  }
  return most;
}
