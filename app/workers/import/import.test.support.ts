/** For calls whose progress a test does not look at. */
export const noProgress = (): void => undefined;

type Depth = 16 | 24 | 32 | 'float';

const bytesOf = (depth: Depth): number => (depth === 'float' ? 4 : depth / 8);

/** @param samples of all channels, frame by frame */
export function wav(name: string, samples: Float64Array, rate: number, depth: Depth, channels = 2): File {
  const width = bytesOf(depth);
  const data = samples.length * width;
  const view = new DataView(new ArrayBuffer(44 + data));
  const text = (at: number, value: string) => [...value].forEach((c, i) => view.setUint8(at + i, c.charCodeAt(0)));
  text(0, 'RIFF');
  view.setUint32(4, 36 + data, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, depth === 'float' ? 3 : 1, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, rate * channels * width, true);
  view.setUint16(32, channels * width, true);
  view.setUint16(34, width * 8, true);
  text(36, 'data');
  view.setUint32(40, data, true);
  samples.forEach((x, i) => {
    const at = 44 + i * width;
    if (depth === 'float') return view.setFloat32(at, x, true);
    const value = Math.round(x * (2 ** (width * 8 - 1) - 1));
    for (let byte = 0; byte < width; byte++) view.setUint8(at + byte, (value >> (8 * byte)) & 0xff);
  });
  return new File([view.buffer], name, { type: 'audio/wav' });
}

/** Two seconds with clicks at 0.5, 1 and 1.5 s, as the golden files have them. */
export function clickWav(depth: Depth): File {
  const rate = 44_100;
  const samples = new Float64Array(rate * 2 * 2);
  for (const at of [0.5, 1, 1.5]) {
    for (let i = 0; i < 64; i++) {
      const value = 0.79 * Math.exp(-i / 12) * Math.cos(i * 0.9);
      samples.fill(value, (at * rate + i) * 2, (at * rate + i) * 2 + 2);
    }
  }
  return wav(`clicks-${depth}.wav`, samples, rate, depth);
}

/** A kick on every beat under an A minor triad, at 48 kHz, so that it has to be resampled. */
export function musicWav({ bpm, seconds, level = 1 }: { bpm: number; seconds: number; level?: number }): File {
  const rate = 48_000;
  const samples = new Float64Array(rate * seconds * 2);
  const period = 60 / bpm;
  for (let frame = 0; frame < rate * seconds; frame++) {
    const time = frame / rate;
    const beat = time % period;
    const kick = Math.sin(2 * Math.PI * (50 + 90 * Math.exp(-beat * 40)) * beat) * Math.exp(-beat * 12);
    const pad = [110, 220, 261.626, 329.628].reduce((sum, hz) => sum + Math.sin(2 * Math.PI * hz * time), 0) / 4;
    samples.fill(level * (0.5 * kick + 0.25 * pad), frame * 2, frame * 2 + 2);
  }
  return wav(`music-${bpm}-${level}.wav`, samples, rate, 16);
}

/** The head of a 16-bit WAV. */
export function wavHead(frames: number, rate: number, channels: number): ArrayBuffer {
  const view = new DataView(new ArrayBuffer(44));
  const text = (at: number, name: string) => [...name].forEach((c, i) => view.setUint8(at + i, c.charCodeAt(0)));
  text(0, 'RIFF');
  view.setUint32(4, 36 + frames * 2 * channels, true);
  text(8, 'WAVEfmt ');
  const block = 2 * channels;
  const format = [16, 1 | (channels << 16), rate, rate * block, block | (16 << 16)];
  format.forEach((x, i) => view.setUint32(16 + 4 * i, x, true));
  text(36, 'data');
  view.setUint32(40, frames * block, true);
  return view.buffer;
}

/** Names of half-written files in the store; those of tests that kill a worker on purpose stay for a while. */
export async function halfWritten(): Promise<string[]> {
  const root = await navigator.storage.getDirectory();
  const folder = await root.getDirectoryHandle('blobs', { create: true });
  const names = await Array.fromAsync(folder.keys());
  return names.filter((name) => name.endsWith('.part')).sort();
}
