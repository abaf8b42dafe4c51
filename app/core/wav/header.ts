/** The shape of integer PCM audio in a WAV file. */
export interface WavFormat {
  readonly sampleRate: number;
  readonly channels: number;
  readonly bitDepth: 16 | 24 | 32;
}

const RIFF_LIMIT = 0xffff_ffff;
const PCM = 1;

/** Bytes of one frame over all channels. */
export const frameBytes = ({ channels, bitDepth }: WavFormat): number => (channels * bitDepth) / 8;

/**
 * The bytes that stand before `frames` frames of interleaved PCM: plain RIFF up to 4 GB, else RF64 with a `ds64` chunk
 * (EBU Tech 3306). The caller appends one zero byte when the audio has an odd number of bytes ({@link wavPadding}).
 */
export function wavHeader(format: WavFormat, frames: number): Uint8Array<ArrayBuffer> {
  const dataBytes = frames * frameBytes(format);
  const riffBytes = 36 + dataBytes + wavPadding(format, frames);
  const large = riffBytes > RIFF_LIMIT;
  const bytes = new Uint8Array(large ? 80 : 44);
  const view = new DataView(bytes.buffer);
  text(bytes, 0, large ? 'RF64' : 'RIFF');
  view.setUint32(4, large ? RIFF_LIMIT : riffBytes, true);
  text(bytes, 8, 'WAVE');
  let at = 12;
  if (large) {
    text(bytes, at, 'ds64');
    view.setUint32(at + 4, 28, true);
    view.setBigUint64(at + 8, BigInt(riffBytes + 36), true);
    view.setBigUint64(at + 16, BigInt(dataBytes), true);
    view.setBigUint64(at + 24, BigInt(frames), true);
    at += 36;
  }
  text(bytes, at, 'fmt ');
  view.setUint32(at + 4, 16, true);
  view.setUint16(at + 8, PCM, true);
  view.setUint16(at + 10, format.channels, true);
  view.setUint32(at + 12, format.sampleRate, true);
  view.setUint32(at + 16, format.sampleRate * frameBytes(format), true);
  view.setUint16(at + 20, frameBytes(format), true);
  view.setUint16(at + 22, format.bitDepth, true);
  text(bytes, at + 24, 'data');
  view.setUint32(at + 28, large ? RIFF_LIMIT : dataBytes, true);
  return bytes;
}

/** Zero bytes needed after the audio so that the chunk ends on an even byte: 0 or 1. */
export const wavPadding = (format: WavFormat, frames: number): number => (frames * frameBytes(format)) % 2;

function text(bytes: Uint8Array, at: number, name: string): void {
  for (let i = 0; i < name.length; i++) bytes[at + i] = name.charCodeAt(i);
}
