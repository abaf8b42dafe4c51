import { writeFileSync } from 'node:fs';

/** What the fake microphone plays: enough harmony and beat for the analysis to find something, never silent. */
export interface MusicOptions {
  readonly seconds: number;
  readonly bpm: number;
  readonly sampleRate?: number;
}

/** Frequencies in Hz of an A minor triad over its bass. */
const chord = [110, 220, 261.626, 329.628];

/** Writes a stereo 16-bit WAV with a click on every beat over an A minor chord; left and right differ. */
export function writeMusicWav(file: string, { seconds, bpm, sampleRate = 48_000 }: MusicOptions): void {
  const frames = Math.round(seconds * sampleRate);
  const data = Buffer.alloc(44 + frames * 4);
  data.write('RIFF', 0);
  data.writeUInt32LE(36 + frames * 4, 4);
  data.write('WAVEfmt ', 8);
  data.writeUInt32LE(16, 16);
  data.writeUInt16LE(1, 20);
  data.writeUInt16LE(2, 22);
  data.writeUInt32LE(sampleRate, 24);
  data.writeUInt32LE(sampleRate * 4, 28);
  data.writeUInt16LE(4, 32);
  data.writeUInt16LE(16, 34);
  data.write('data', 36);
  data.writeUInt32LE(frames * 4, 40);
  const framesPerBeat = (60 / bpm) * sampleRate;
  for (let frame = 0; frame < frames; frame++) {
    const time = frame / sampleRate;
    const sinceBeat = (frame % framesPerBeat) / sampleRate;
    const kick = Math.sin(2 * Math.PI * (50 + 90 * Math.exp(-sinceBeat * 40)) * sinceBeat) * Math.exp(-sinceBeat * 12);
    const pad = chord.reduce((sum, hz) => sum + Math.sin(2 * Math.PI * hz * time), 0) / chord.length;
    data.writeInt16LE(Math.round(32767 * (0.5 * kick + 0.25 * pad)), 44 + frame * 4);
    data.writeInt16LE(Math.round(32767 * (0.5 * kick + 0.15 * pad)), 46 + frame * 4);
  }
  writeFileSync(file, data);
}
