import { wavHeader, type WavFormat } from '#core/wav/header.ts';
import { DEMO_FRAMES, renderDemo } from './render.ts';
import { BPM } from './score/time.ts';
import { RATE } from './synth/math.ts';

const format: WavFormat = { sampleRate: RATE, channels: 2, bitDepth: 16 };
const header = wavHeader(format, DEMO_FRAMES);

/** What the library says about the demo track. `sha256` names the rendered file; a test compares the two. */
export const demoTrack = {
  title: 'First Light',
  artist: 'Wavefoundry',
  genre: 'Melodic House',
  year: 2025,
  fileName: 'First Light.wav',
  bpm: BPM,
  sampleRate: format.sampleRate,
  channels: format.channels,
  frames: DEMO_FRAMES,
  durationSec: DEMO_FRAMES / RATE,
  sizeBytes: header.byteLength + DEMO_FRAMES * 4,
  sha256: '616e81b363ed60c0c72f104a237d0664e01aa32881a24ad27db2a6daebd26d31',
} as const;

/** The WAV file in pieces, rendered as they are asked for. About 43 kB each; the last one ends the file. */
export function* renderDemoWav(): Generator<Uint8Array<ArrayBuffer>, void, void> {
  yield header;
  for (const pcm of renderDemo()) yield new Uint8Array(pcm.buffer);
}
