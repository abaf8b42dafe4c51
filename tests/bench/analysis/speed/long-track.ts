import type { Pcm } from '../render/pcm.ts';

/** The track again and again until it lasts exactly so long. */
export function lasting({ sampleRate, channels }: Pcm, seconds: number): Pcm {
  const frames = Math.round(seconds * sampleRate);
  return {
    sampleRate,
    channels: channels.map((channel) => {
      const long = new Float32Array(frames);
      for (let at = 0; at < frames; at += channel.length) {
        long.set(channel.subarray(0, Math.min(channel.length, frames - at)), at);
      }
      return long;
    }),
  };
}
