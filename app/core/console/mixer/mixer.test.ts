import { describe, expect, it } from 'vitest';
import { BLOCK, createStereo } from '../block.ts';
import { DELAY, events, levelAt, noise, RATE, render, residue, sine, source } from '../console.test.support.ts';
import { OfflineRender } from '../render.ts';
import { crossfaderGain, type CrossfaderCurve } from './crossfader.ts';
import { Limiter } from './limiter.ts';
import { Microphone } from './microphone.ts';
import { Momentary } from './momentary.ts';

const places = Array.from({ length: 201 }, (_, i) => i / 100 - 1);

describe('the crossfader', () => {
  it('of constant power keeps the power within 0.1 dB, the linear one the sum', () => {
    for (const place of places) {
      const [a, b] = [crossfaderGain('power', place, -1), crossfaderGain('power', place, 1)];
      expect(Math.abs(10 * Math.log10(a * a + b * b))).toBeLessThan(0.1);
      expect(crossfaderGain('linear', place, -1) + crossfaderGain('linear', place, 1)).toBeCloseTo(1, 12);
    }
  });

  it.each(['power', 'linear', 'cut', 'open'] satisfies CrossfaderCurve[])(
    '%s opens and closes wholly and never turns back',
    (curve) => {
      expect(crossfaderGain(curve, -1, -1)).toBe(1);
      expect(crossfaderGain(curve, 1, -1)).toBe(0);
      expect(crossfaderGain(curve, 0.3, 0)).toBe(1);
      for (let i = 1; i < places.length; i++) {
        const step =
          crossfaderGain(curve, places[i] as number, -1) - crossfaderGain(curve, places[i - 1] as number, -1);
        expect(step).toBeLessThanOrEqual(0);
      }
      expect(crossfaderGain('cut', 0.9, -1)).toBe(1);
      expect([crossfaderGain('open', 0, -1), crossfaderGain('open', 0, 1)]).toEqual([1, 1]);
    },
  );

  it('is heard as assigned, and the other way round as hamster', () => {
    const wave = sine(500, 2, 0.5);
    const level = (hamster: number, place: number) => {
      const moves = events(
        ...([
          [0, 'A.load', 1],
          [0, 'A.assign', -1],
          [0, 'mixer.crossfader', place],
        ] as const),
        ...([
          [0, 'mixer.hamster', hamster],
          [0, 'A.play', 1],
        ] as const),
      );
      return levelAt(500, render([source(1, wave)], moves, 1)[0], 0.5 * RATE, RATE);
    };
    expect(level(0, -1)).toBeCloseTo(0.5, 4);
    expect(level(0, 1)).toBe(0);
    expect(level(1, -1)).toBe(0);
    expect(level(0, 0)).toBeCloseTo(0.5 * Math.SQRT1_2, 4);
  });
});

describe('the limiter', () => {
  /** Runs samples through in blocks of the browser. */
  function limited(samples: Float32Array, on = true): { out: Float32Array; limiter: Limiter } {
    const limiter = new Limiter(RATE);
    limiter.on = on;
    const out = Float32Array.from(samples);
    for (let at = 0; at < out.length; at += BLOCK) {
      const block = { left: out.subarray(at, at + BLOCK), right: Float32Array.from(out.subarray(at, at + BLOCK)) };
      limiter.process(block, 0, block.left.length);
    }
    return { out, limiter };
  }

  it('lets through bit by bit what fits, late by a constant time, on and off', () => {
    const samples = noise(1);
    for (const on of [true, false]) {
      const { out, limiter } = limited(samples, on);
      expect(limiter.delay).toBe(DELAY);
      expect(residue(out, DELAY, samples, 0, samples.length - DELAY)).toBe(-Infinity);
    }
  });

  it('lets no sample pass full scale, whatever comes', () => {
    const shapes = [
      noise(2).map((x) => x * 6),
      sine(60, 2, 4),
      noise(2, 3).map((x, i) => (i % 5000 === 0 ? 20 : x * 0.2)),
      sine(3000, 2).map((x, i) => x * (1 + 9 * Math.abs(Math.sin(i / 9000)))),
    ];
    for (const samples of shapes) {
      const { out } = limited(samples);
      expect(out.reduce((most, x) => Math.max(most, Math.abs(x)), 0)).toBeLessThanOrEqual(1);
      expect(out.reduce((most, x) => Math.max(most, Math.abs(x)), 0)).toBeGreaterThan(0.9);
    }
  });

  it('lowers without bending the wave, and is out of the way again', () => {
    const samples = sine(200, 4, 2);
    samples.fill(0, RATE, 2 * RATE);
    const quiet = sine(200, 4, 0.5);
    samples.set(quiet.subarray(2.5 * RATE), 2.5 * RATE);
    const { out } = limited(samples);
    const tone = levelAt(200, out, 0.2 * RATE, 0.9 * RATE);
    expect(levelAt(600, out, 0.2 * RATE, 0.9 * RATE) / tone).toBeLessThan(0.003);
    expect(residue(out, 3.9 * RATE, samples, 3.9 * RATE - DELAY, 4000)).toBe(-Infinity);
  });
});

describe('headphones', () => {
  /** Level of the tones of two decks, one per side of the two outputs, with deck A cued. */
  function heard(mix: number, split: boolean): { phones: number[]; master: number[] } {
    const moves = events(
      ...([
        [0, 'A.load', 1],
        [0, 'B.load', 2],
        [0, 'A.phones', 1],
        [0, 'A.fader', 0],
      ] as const),
      ...([
        [0, 'mixer.phonesMix', mix],
        [0, 'mixer.split', split ? 1 : 0],
      ] as const),
      ...([
        [0, 'A.play', 1],
        [0, 'B.play', 1],
      ] as const),
    );
    const sources = [source(1, sine(500, 2, 0.5)), source(2, sine(900, 2, 0.25))];
    const offline = new OfflineRender({ sampleRate: RATE, stretch: null, sources, events: moves });
    const [phones, master] = [createStereo(2 * RATE), createStereo(2 * RATE)];
    for (let at = 0; at + BLOCK <= RATE; at += BLOCK) {
      offline.next();
      phones.left.set(offline.phones.left, at);
      master.left.set(offline.master.left, at);
      master.right.set(offline.master.right, at);
    }
    const levels = (samples: Float32Array) => [500, 900].map((hz) => levelAt(hz, samples, 0.4 * RATE, 0.9 * RATE));
    return { phones: levels(phones.left), master: [...levels(master.left), ...levels(master.right)] };
  }

  it('hear the cued deck before its fader, the master, or both', () => {
    const cue = heard(0, false);
    expect(cue.phones[0]).toBeCloseTo(0.5, 3);
    expect(cue.phones[1]).toBeLessThan(1e-4);
    expect(cue.master[0]).toBeLessThan(1e-4);
    const both = heard(0.5, false);
    expect(both.phones[0]).toBeCloseTo(0.5, 3);
    expect(both.phones[1]).toBeCloseTo(0.25, 3);
    expect(heard(1, false).phones[0]).toBeLessThan(1e-4);
  });

  it('on one output alone: left cue, right master, levels within 0.1 dB', () => {
    const { master } = heard(0, true);
    const [cueLeft, mainLeft, cueRight, mainRight] = master as [number, number, number, number];
    expect(Math.abs(20 * Math.log10(cueLeft / 0.5))).toBeLessThan(0.1);
    expect(Math.abs(20 * Math.log10(mainRight / 0.25))).toBeLessThan(0.1);
    expect(mainLeft).toBeLessThan(1e-4);
    expect(cueRight).toBeLessThan(1e-4);
  });
});

describe('the microphone', () => {
  it('ducks the music to the depth and within the times that are set', () => {
    const mic = new Microphone(RATE);
    mic.gain.jump(1);
    mic.depth = 0.25;
    mic.attackSec = 0.02;
    mic.releaseSec = 0.2;
    const music = createStereo(3 * RATE);
    music.left.fill(1);
    music.right.fill(1);
    const voice = createStereo(3 * RATE);
    voice.left.set(sine(200, 1, 0.3), RATE);
    mic.process(voice, music, 0, 3 * RATE);
    const at = (second: number) => music.left[Math.round(second * RATE)] as number;
    expect(at(0.99)).toBe(1);
    expect(at(1.02)).toBeCloseTo(0.25 + 0.75 * Math.exp(-1), 1);
    expect(at(1.5)).toBeCloseTo(0.25, 3);
    // After the pause that speech may make.
    expect(at(2.35)).toBeCloseTo(0.25, 3);
    expect(at(2.6)).toBeCloseTo(1 - 0.75 * Math.exp(-1), 1);
    expect(music.right[Math.round(2.999 * RATE)]).toBeGreaterThan(0.9);
  });

  it('changes not a bit while it is off', () => {
    const mic = new Microphone(RATE);
    expect(mic.isIdle).toBe(true);
  });
});

describe('momentary loudness', () => {
  it('of a stereo tone of 1 kHz at -23 dBFS is -23 LUFS', () => {
    const meter = new Momentary(48_000);
    const block = createStereo(BLOCK);
    for (let at = 0; at < 48_000; at += BLOCK) {
      for (let i = 0; i < BLOCK; i++) {
        block.left[i] = block.right[i] = 10 ** (-23 / 20) * Math.sin((2 * Math.PI * 1000 * (at + i)) / 48_000);
      }
      meter.process(block, 0, BLOCK);
    }
    expect(meter.lufs).toBeCloseTo(-23, 1);
  });
});
