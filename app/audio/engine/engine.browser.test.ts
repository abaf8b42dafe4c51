import { describe, expect, it } from 'vitest';
import { FADE_SEC } from './player.ts';
import { RATE, bench, noise, quantumFrame, roughness, sineWave } from './engine.test.support.ts';

const FADE = Math.ceil(FADE_SEC * RATE);

/** True when `output` from frame `at` equals `input` from frame `from`, bit by bit, for `frames`. */
function isSame(output: Float32Array, at: number, input: Float32Array, from: number, frames: number): boolean {
  return output.subarray(at, at + frames).every((sample, i) => sample === input[from + i]);
}

describe('at neutral settings', () => {
  it('what goes in comes out, bit by bit, from the first sample on', async () => {
    const [left, right] = [noise(1), noise(1)];
    const { deck, render } = bench([left, right], 1.2);
    deck.press('play');
    const out = await render();
    expect(isSame(out.getChannelData(0), 0, left, 0, RATE)).toBe(true);
    expect(isSame(out.getChannelData(1), 0, right, 0, RATE)).toBe(true);
    expect(
      out
        .getChannelData(0)
        .subarray(RATE)
        .every((sample) => sample === 0),
    ).toBe(true);
  });

  it('mono comes out on both sides', async () => {
    const mono = noise(0.5);
    const { deck, render } = bench([mono], 0.5);
    deck.press('play');
    const out = await render();
    for (const side of [0, 1]) expect(isSame(out.getChannelData(side), 0, mono, 0, mono.length)).toBe(true);
  });

  it('the limiter changes nothing while it is off, not even after it was on', async () => {
    const samples = noise(1).map((sample) => sample * 0.7);
    const { deck, master, render } = bench([samples, samples], 1);
    master.setLimited(true);
    master.setLimited(false);
    deck.press('play');
    expect(isSame((await render()).getChannelData(0), 0, samples, 0, samples.length)).toBe(true);
  });

  it('volume leaves no trace once it is open again', async () => {
    const samples = noise(1);
    const { deck, render } = bench([samples, samples], 1);
    deck.press('play');
    const out = await render([
      [0.2, () => deck.setVolume(0.3)],
      [0.4, () => deck.setVolume(1)],
    ]);
    const from = quantumFrame(0.5);
    expect(isSame(out.getChannelData(0), from, samples, from, samples.length - from)).toBe(true);
  });
});

describe('the safety limiter', () => {
  const wave = sineWave(440, 1);

  async function limited(gain: number): Promise<Float32Array> {
    const { deck, master, render } = bench([wave, wave], 1);
    deck.setTrim(gain);
    master.setLimited(true);
    deck.press('play');
    return (await render()).getChannelData(0);
  }

  it('keeps what is too loud below full scale', async () => {
    const peak = (await limited(3)).reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
    expect(peak).toBeLessThan(0.985);
    expect(peak).toBeGreaterThan(0.95);
  });

  it('lets through what is not', async () => {
    const out = await limited(0.5);
    const off = out.reduce((most, sample, i) => Math.max(most, Math.abs(sample - wave[i]! / 2)), 0);
    expect(off).toBeLessThan(1e-4);
  });
});

describe('the transport', () => {
  it('starts exactly where the deck stands', async () => {
    const samples = noise(2);
    const { deck, render } = bench([samples, samples], 1);
    deck.seek(0.75);
    deck.press('play');
    const out = (await render()).getChannelData(0);
    expect(out[0]).toBeCloseTo(0, 9);
    expect(isSame(out, FADE, samples, 0.75 * RATE + FADE, RATE - FADE - 1)).toBe(true);
  });

  it('seeks to the sample while it plays', async () => {
    const samples = noise(3);
    const { deck, render } = bench([samples, samples], 2);
    deck.press('play');
    const at = quantumFrame(0.5);
    const target = 2.123;
    const out = (await render([[0.5, () => deck.seek(target)]])).getChannelData(0);
    expect(isSame(out, 0, samples, 0, at)).toBe(true);
    const from = Math.round(target * RATE) + FADE;
    expect(isSame(out, at + FADE, samples, from, samples.length - from)).toBe(true);
  });

  it('knows its position to the sample, through seeks, pauses and changes of tempo', async () => {
    const ramp = Float32Array.from({ length: 4 * RATE }, (_, i) => i / (4 * RATE));
    const { deck, context, render } = bench([ramp, ramp], 2.2);
    const told: number[] = [];
    deck.press('play');
    const out = (
      await render([
        [0.2, () => deck.setRate(1.08)],
        [0.6, () => deck.setRate(0.5)],
        [0.9, () => deck.seek(1.5)],
        [1.2, () => deck.press('pause')],
        [1.4, () => deck.press('play')],
        [1.8, () => told.push(deck.heardSec(), context.currentTime)],
      ])
    ).getChannelData(0);
    const [position, time] = told as [number, number];
    const frame = Math.round(time * RATE);
    // The ramp's value is the position that sounds.
    expect(out[frame]! * 4).toBeCloseTo(position, 4);
    expect(Math.abs(out[frame]! * 4 - position) * RATE).toBeLessThan(1);
    const silence = out.subarray(quantumFrame(1.2) + FADE + 1, quantumFrame(1.4));
    expect(silence.every((sample) => sample === 0)).toBe(true);
  });

  it('plays at the rate of the tempo fader', async () => {
    const ramp = Float32Array.from({ length: 2 * RATE }, (_, i) => i / (2 * RATE));
    const { deck, render } = bench([ramp, ramp], 1);
    deck.setRate(1.08);
    deck.press('play');
    const out = (await render()).getChannelData(0);
    for (let i = 0; i < RATE; i += 997) expect(out[i]! * 2 * RATE).toBeCloseTo(i * 1.08, 1);
  });

  it('plays from the cue while it is held, and stands on it when let go', async () => {
    const samples = noise(2);
    const { deck, render } = bench([samples, samples], 1);
    deck.seek(1);
    deck.press('cue-down');
    expect(deck.transport).toMatchObject({ mode: 'paused', cueSec: 1 });
    deck.press('cue-up');
    deck.press('cue-down');
    expect(deck.transport.mode).toBe('previewing');
    const out = (await render([[0.5, () => deck.press('cue-up')]])).getChannelData(0);
    const at = quantumFrame(0.5);
    expect(isSame(out, FADE, samples, RATE + FADE, at - FADE)).toBe(true);
    expect(out.subarray(at + FADE + 1).every((sample) => sample === 0)).toBe(true);
    expect(deck.transport).toMatchObject({ mode: 'paused', positionSec: 1, cueSec: 1 });
  });

  it('stops at the end of the track by itself', async () => {
    const samples = noise(0.3);
    const { deck, render } = bench([samples, samples], 1);
    const ended = new Promise<void>(
      (resolve) => (deck.whenChanged = () => deck.transport.mode === 'paused' && resolve()),
    );
    deck.press('play');
    await render();
    await ended;
    expect(deck.transport.positionSec).toBeCloseTo(0.3, 9);
  });
});

describe('clicks', () => {
  it('there are none at start, seek, pause, volume and a stop right after a start', async () => {
    const wave = sineWave(220, 4);
    const { deck, render } = bench([wave, wave], 2);
    deck.seek(0.5011);
    deck.press('play');
    const out = await render([
      [0.3, () => deck.seek(1.2345)],
      [0.6, () => deck.press('pause')],
      [0.8, () => deck.press('play')],
      [0.803, () => deck.press('pause')],
      [1.0, () => deck.press('play')],
      [1.3, () => deck.setVolume(0.2)],
      [1.6, () => deck.press('cue-down')],
    ]);
    // The wave itself bends by 0.001 a sample; a cut through its middle would by up to 1.
    expect(roughness(out.getChannelData(0))).toBeLessThan(0.02);
    expect(Math.max(...out.getChannelData(0).subarray(1000, 9000))).toBeGreaterThan(0.99);
  });
});
