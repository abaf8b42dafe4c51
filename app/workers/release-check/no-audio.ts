import { FACTS_VERSION, type AudioFacts, type ContainerKind } from '#contracts/release/facts.ts';

/** Facts of a file of which no sample can be read. */
export function noAudio(container: ContainerKind, sizeBytes: number, md5: string): AudioFacts {
  return {
    kind: 'audio', version: FACTS_VERSION, container, codec: '', sizeBytes, md5, sampleRate: 0, channels: 0, bitDepth: 0,
    isFloat: false, durationSec: 0, wav: null, corruptAtSec: 0, loudness: null, truePeak: null, clipping: [],
    clippingCount: 0, headSilenceSec: 0, tailSilenceSec: 0, dropOuts: [], dcOffset: [], correlation: null,
    isMonoAsStereo: false, deadChannels: [], isPolarityInverted: false, effectiveBits: 0, bandwidthHz: null,
    isUpsampled: false, lossyProbability: 0, audioHash: '', fingerprint: '',
  }; // prettier-ignore
}
