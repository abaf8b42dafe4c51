const RATE = 8_000;
/** Chromium takes shorter sounds for notifications, which get no media keys. */
const SECONDS = 10;
const SILENCE = 128;

/** Ten seconds of silence as an 8-bit mono WAV. */
export function silentFile(): Blob {
  const frames = RATE * SECONDS;
  const bytes = new Uint8Array(44 + frames).fill(SILENCE, 44);
  const view = new DataView(bytes.buffer);
  const text = (at: number, name: string) => bytes.set(new TextEncoder().encode(name), at);
  text(0, 'RIFF');
  view.setUint32(4, 36 + frames, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, RATE, true);
  view.setUint32(28, RATE, true);
  view.setUint16(32, 1, true);
  view.setUint16(34, 8, true);
  text(36, 'data');
  view.setUint32(40, frames, true);
  return new Blob([bytes], { type: 'audio/wav' });
}
