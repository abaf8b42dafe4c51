/** Decoded audio. */
export interface Pcm {
  readonly sampleRate: number;
  /** Channels of equal length, full scale ±1. */
  readonly channels: readonly Float32Array<ArrayBuffer>[];
}

/** Rate in Hz of all rendered music. */
export const RATE = 44_100;

export const secondsOf = ({ channels, sampleRate }: Pcm): number => (channels[0]?.length ?? 0) / sampleRate;

/** The mean of all channels. */
export function toMono({ channels }: Pcm): Float32Array<ArrayBuffer> {
  const [first = new Float32Array()] = channels;
  if (channels.length === 1) return first;
  const mono = new Float32Array(first.length);
  for (const channel of channels) for (let i = 0; i < mono.length; i++) mono[i]! += channel[i]! / channels.length;
  return mono;
}
