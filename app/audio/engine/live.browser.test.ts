import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { Track } from '#contracts/records/track.ts';
import { putBlob } from '#storage/blobs/blobs.ts';
import { BufferPlayer } from './buffer-player.ts';
import { DECODED_LIMIT_BYTES, decode, fitsInMemory, openPlayer } from './decode.ts';
import { MediaControls } from './media-controls.ts';
import { AudioOutput } from './output.ts';
import { StreamPlayer } from './stream-player.ts';

/** A 16-bit mono WAV whose sample `i` is `i % 20000`. */
function countingWav(sampleRate: number, frames: number): Blob {
  const view = new DataView(new ArrayBuffer(44 + frames * 2));
  const text = (at: number, name: string) => [...name].forEach((c, i) => view.setUint8(at + i, c.charCodeAt(0)));
  text(0, 'RIFF');
  view.setUint32(4, 36 + frames * 2, true);
  text(8, 'WAVEfmt ');
  [16, 1 | (1 << 16), sampleRate, sampleRate * 2, 2 | (16 << 16)].forEach((x, i) =>
    view.setUint32(16 + 4 * i, x, true),
  );
  text(36, 'data');
  view.setUint32(40, frames * 2, true);
  for (let i = 0; i < frames; i++) view.setInt16(44 + 2 * i, i % 20_000, true);
  return new Blob([view.buffer], { type: 'audio/wav' });
}

const until = (check: () => boolean) => vi.waitFor(() => expect(check()).toBe(true), { timeout: 8_000, interval: 20 });

let output: AudioOutput;
beforeAll(async () => {
  output = new AudioOutput();
  await output.resume();
});

async function stored(file: Blob, facts: Partial<Track>): Promise<Track> {
  const { hash, sizeBytes } = await putBlob(file);
  const track = { blobHash: hash, sizeBytes, title: 'Test', sampleRate: 44_100, channels: 1, durationSec: 1, ...facts };
  return track as Track;
}

describe('decoding', () => {
  it.each([22_050, 44_100, 48_000, 96_000])('keeps the file’s own rate of %i Hz and its very samples', async (rate) => {
    const buffer = await decode(countingWav(rate, rate), rate);
    expect(buffer).toMatchObject({ sampleRate: rate, length: rate });
    const samples = buffer.getChannelData(0);
    // Chromium divides positive samples by 32,767 and negative ones by 32,768.
    for (let i = 0; i < rate; i += 331) expect(samples[i]! * 32_767).toBeCloseTo(i % 20_000, 2);
  });

  it('keeps up to twenty minutes in memory and streams what is longer', () => {
    const stereo = { sampleRate: 48_000, channels: 2 };
    expect(fitsInMemory({ ...stereo, durationSec: 20 * 60 })).toBe(true);
    expect(fitsInMemory({ ...stereo, durationSec: 20 * 60 + 1 })).toBe(false);
    expect(DECODED_LIMIT_BYTES).toBeLessThan(500e6);
  });

  it('opens by length', async () => {
    const deck = output.createDeck();
    const file = countingWav(44_100, 44_100);
    const short = await openPlayer(output.context, deck.input, await stored(file, {}));
    expect(short).toBeInstanceOf(BufferPlayer);
    // The row says three hours; the same bytes are then read as they play.
    const long = await openPlayer(output.context, deck.input, await stored(file, { durationSec: 10_800 }));
    expect(long).toBeInstanceOf(StreamPlayer);
    long.dispose();
    deck.dispose();
  });

  it.each([{}, { durationSec: 10_800 }])('says so when it cannot: %o', async (facts) => {
    const track = await stored(new Blob(['this is no audio at all']), { title: 'Broken', ...facts });
    const deck = output.createDeck();
    await expect(openPlayer(output.context, deck.input, track)).rejects.toMatchObject({
      code: 'deck.load_failed',
      details: { title: 'Broken' },
    });
    deck.dispose();
  });

  it('says so when the bytes are gone', async () => {
    const deck = output.createDeck();
    const track = { ...(await stored(new Blob(['x']), {})), blobHash: 'f'.repeat(64) };
    await expect(openPlayer(output.context, deck.input, track)).rejects.toMatchObject({ code: 'deck.load_failed' });
    deck.dispose();
  });
});

describe('a running clock', () => {
  it('moves the position, sounds, and stands still when paused', async () => {
    const deck = output.createDeck();
    deck.load(new BufferPlayer(output.context, deck.input, await decode(countingWav(44_100, 441_000), 44_100)));
    deck.seek(2);
    deck.press('play');
    await until(() => deck.heardSec() > 2.3);
    expect(deck.meter.read().peak[0]).toBeGreaterThan(0.05);
    expect(output.master.meter.read().rms[1]).toBeGreaterThan(0.01);
    deck.press('pause');
    const { positionSec } = deck.transport;
    await until(() => deck.meter.read().peak[0] === 0);
    expect(deck.heardSec()).toBe(positionSec);
    deck.dispose();
  });

  it('plays a long file as a stream: seek, tempo, pause and end', async () => {
    const deck = output.createDeck();
    const player = await StreamPlayer.open(output.context, deck.input, countingWav(44_100, 441_000));
    deck.load(player);
    expect(deck.transport.durationSec).toBeCloseTo(10, 3);
    deck.seek(4);
    deck.setRate(1.5);
    deck.press('play');
    await until(() => deck.heardSec() > 4.3);
    await until(() => deck.meter.read().peak[0] > 0.05);
    deck.press('pause');
    const { positionSec } = deck.transport;
    expect(positionSec).toBeGreaterThan(4.3);
    await until(() => deck.meter.read().peak[0] === 0);
    expect(deck.heardSec()).toBe(positionSec);
    deck.seek(9.7);
    deck.press('play');
    await until(() => deck.transport.mode === 'paused');
    expect(deck.transport.positionSec).toBeCloseTo(10, 1);
    deck.dispose();
  });
});

describe('media keys', () => {
  it('reach the deck, with title and position shown', async () => {
    const handlers = new Map<MediaSessionAction, MediaSessionActionHandler | null>();
    const spy = vi.spyOn(navigator.mediaSession, 'setActionHandler').mockImplementation((action, handler) => {
      handlers.set(action, handler);
    });
    const position = vi.spyOn(navigator.mediaSession, 'setPositionState');
    const calls: string[] = [];
    const controls = new MediaControls({
      play: () => calls.push('play'),
      pause: () => calls.push('pause'),
      stop: () => calls.push('stop'),
      seekBy: (seconds) => calls.push(`by ${seconds}`),
      seekTo: (seconds) => calls.push(`to ${seconds}`),
    });
    handlers.get('play')?.({ action: 'play' });
    handlers.get('seekbackward')?.({ action: 'seekbackward' });
    handlers.get('seekforward')?.({ action: 'seekforward', seekOffset: 30 });
    handlers.get('seekto')?.({ action: 'seekto', seekTime: 0 });
    handlers.get('pause')?.({ action: 'pause' });
    handlers.get('stop')?.({ action: 'stop' });
    expect(calls).toEqual(['play', 'by -10', 'by 30', 'to 0', 'pause', 'stop']);

    controls.show({ title: 'First Light', artist: 'Wavefoundry', album: '', cover: null });
    expect(navigator.mediaSession.metadata).toMatchObject({ title: 'First Light', artist: 'Wavefoundry' });
    controls.update({ playing: true, positionSec: 80, durationSec: 74, rate: 1.08 });
    expect(position).toHaveBeenLastCalledWith({ duration: 74, position: 74, playbackRate: 1.08 });
    await until(() => controls.isActive);
    expect(navigator.mediaSession.playbackState).toBe('playing');
    controls.update({ playing: false, positionSec: 1, durationSec: 74, rate: 1 });
    await until(() => !controls.isActive);
    expect(calls).toHaveLength(6);
    spy.mockRestore();
    position.mockRestore();
  });
});
