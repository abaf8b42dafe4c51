import { wavHeader } from '#core/wav/header.ts';
import type { Pcm } from './pcm.ts';

/** The bytes of a 16-bit WAV file. */
export function toWav({ channels, sampleRate }: Pcm): Uint8Array {
  const frames = channels[0]?.length ?? 0;
  const header = wavHeader({ sampleRate, channels: channels.length, bitDepth: 16 }, frames);
  const samples = new Int16Array(frames * channels.length);
  channels.forEach((channel, index) => {
    for (let i = 0; i < frames; i++) {
      samples[i * channels.length + index] = Math.max(-1, Math.min(1, channel[i]!)) * 32_767;
    }
  });
  return Buffer.concat([header, new Uint8Array(samples.buffer)]);
}

/** Reads 16-bit PCM from a WAV file; null for anything else. */
export function fromWav(bytes: Buffer): Pcm | null {
  if (bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.toString('latin1', 8, 12) !== 'WAVE') return null;
  let format: { sampleRate: number; channels: number } | null = null;
  for (let at = 12; at + 8 <= bytes.length;) {
    const id = bytes.toString('latin1', at, at + 4);
    const size = bytes.readUInt32LE(at + 4);
    const start = at + 8;
    if (id === 'fmt ') {
      if (bytes.readUInt16LE(start + 14) !== 16) return null;
      format = { channels: bytes.readUInt16LE(start + 2), sampleRate: bytes.readUInt32LE(start + 4) };
    }
    if (id === 'data' && format) return planar(bytes.subarray(start, start + size), format);
    at = start + size + (size % 2);
  }
  return null;
}

function planar(data: Buffer, format: { sampleRate: number; channels: number }): Pcm {
  const count = format.channels;
  const frames = Math.floor(data.length / 2 / count);
  const channels = Array.from({ length: count }, () => new Float32Array(frames));
  channels.forEach((channel, index) => {
    for (let i = 0; i < frames; i++) channel[i] = data.readInt16LE(2 * (i * count + index)) / 32_768;
  });
  return { sampleRate: format.sampleRate, channels };
}
