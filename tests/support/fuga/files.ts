import { Refusal } from './errors.ts';

interface Inspected {
  readonly mimeType: string;
  readonly durationSec: number;
}

const refused = (code: string) => new Refusal('error', code);

/** What the service finds in an audio file. */
export function inspectAudio(bytes: Buffer): Inspected {
  if (bytes.toString('latin1', 0, 4) === 'fLaC') return { mimeType: 'audio/flac', durationSec: 180 };
  if (bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.toString('latin1', 8, 12) !== 'WAVE') {
    throw refused('INVALID_FILE_TYPE');
  }
  const format = chunkOf(bytes, 'fmt ');
  const data = chunkOf(bytes, 'data');
  if (!format || !data) throw refused('INVALID_OR_CORRUPT_FILE_UPLOADED');
  const [code, channels, rate, align, bits] = [
    ...[format.readUInt16LE(0), format.readUInt16LE(2), format.readUInt32LE(4)],
    ...[format.readUInt16LE(12), format.readUInt16LE(14)],
  ] as [number, number, number, number, number];
  const kind = code === 0xfffe && format.length >= 26 ? format.readUInt16LE(24) : code;
  if (kind === 3) throw refused('AUDIO_FLOATING_POINT_WAV');
  if (kind !== 1) throw refused('AUDIO_INVALID_CODEC');
  if (![16, 24, 32].includes(bits)) throw refused('AUDIO_BIT_DEPTH_INVALID');
  if (channels !== 2) throw refused('AUDIO_CHANNEL_INVALID');
  if (rate < 44_100 || rate > 192_000) throw refused('AUDIO_SAMPLING_RATE_INVALID');
  if (data.length === 0) throw refused('AUDIO_DURATION_IS_ZERO');
  return { mimeType: 'audio/wav', durationSec: data.length / align / rate };
}

function chunkOf(bytes: Buffer, id: string): Buffer | null {
  for (let at = 12; at + 8 <= bytes.length;) {
    const size = bytes.readUInt32LE(at + 4);
    if (bytes.toString('latin1', at, at + 4) === id) return bytes.subarray(at + 8, at + 8 + size);
    at += 8 + size + (size % 2);
  }
  return null;
}

/** What the service finds in a cover. */
export function inspectImage(bytes: Buffer): Inspected {
  const size = pngSize(bytes) ?? jpegSize(bytes);
  if (!size) throw refused('IMAGE_INVALID_MIME_TYPE_ERROR');
  const [width, height, mimeType] = size;
  if (width < 1400 || height < 1400) throw refused('IMAGE_COVER_ART_BELOW_MINIMUM_DIMENSIONS');
  if (width > 8000 || height > 8000) throw refused('IMAGE_COVER_ART_ABOVE_MAXIMUM_DIMENSIONS');
  return { mimeType, durationSec: 0 };
}

type Size = readonly [width: number, height: number, mimeType: string];

function pngSize(bytes: Buffer): Size | null {
  if (bytes.length < 24 || bytes.toString('latin1', 1, 4) !== 'PNG') return null;
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20), 'image/png'];
}

function jpegSize(bytes: Buffer): Size | null {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return null;
  for (let at = 2; at + 9 < bytes.length;) {
    const marker = bytes.readUInt16BE(at);
    const isFrame = marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker);
    if (isFrame) return [bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5), 'image/jpeg'];
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return null;
}
