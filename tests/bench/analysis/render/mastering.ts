import { Random } from '../music/random.ts';
import type { Pcm } from './pcm.ts';

const peakOf = (channels: Pcm['channels']) => {
  let peak = 0;
  for (const channel of channels) for (const sample of channel) peak = Math.max(peak, Math.abs(sample));
  return peak;
};

/**
 * Brings a mix to the level of a release: some left alone, some driven into a soft limit as loud music is. Changes the
 * channels in place.
 */
export function master(pcm: Pcm, name: string): Pcm {
  const random = new Random(`${name} master`);
  const drive = random.chance(0.5) ? random.between(1.2, 4) : 0;
  const ceiling = random.between(0.35, 0.98);
  const peak = peakOf(pcm.channels);
  if (peak === 0) return pcm;
  const scale = drive === 0 ? ceiling : ceiling / Math.tanh(drive);
  for (const channel of pcm.channels) {
    for (let i = 0; i < channel.length; i++) {
      const sample = channel[i]! / peak;
      channel[i] = scale * (drive === 0 ? sample : Math.tanh(drive * sample));
    }
  }
  return pcm;
}
