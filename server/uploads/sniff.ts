/** How many bytes of a file {@link sniffAudio} wants to see. */
export const SNIFF_BYTES = 8192;

const ascii = (bytes: Uint8Array, at: number, length: number) =>
  String.fromCharCode(...bytes.subarray(at, at + length));

/**
 * The media type of an audio file by its first bytes, null when they are of no kind that we keep. What the client calls
 * it is never asked, as that decides what a browser would do with the file.
 *
 * @param head the first {@link SNIFF_BYTES} bytes, fewer when the file is shorter
 */
export function sniffAudio(head: Uint8Array): string | null {
  return sniffRiff(head) ?? sniffTagged(head) ?? sniffMp4(head) ?? sniffOgg(head) ?? sniffWebm(head) ?? sniffMpeg(head);
}

function sniffRiff(head: Uint8Array): string | null {
  const form = ascii(head, 8, 4);
  const outer = ascii(head, 0, 4);
  if ((outer === 'RIFF' || outer === 'RF64' || outer === 'BW64') && form === 'WAVE') return 'audio/wav';
  if (outer === 'FORM' && (form === 'AIFF' || form === 'AIFC')) return 'audio/aiff';
  return null;
}

/** FLAC and MPEG may stand behind an ID3v2 tag, which says how long it is and may be longer than what we see. */
function sniffTagged(head: Uint8Array): string | null {
  if (ascii(head, 0, 4) === 'fLaC') return 'audio/flac';
  if (ascii(head, 0, 3) !== 'ID3' || head.length < 10) return null;
  const [a = 0, b = 0, c = 0, d = 0] = head.subarray(6, 10);
  if ((a | b | c | d) >= 0x80 || (head[3] ?? 0xff) === 0xff || (head[4] ?? 0xff) === 0xff) return null;
  const audioAt = 10 + ((a << 21) | (b << 14) | (c << 7) | d);
  if (audioAt + 4 > head.length) return 'audio/mpeg';
  if (ascii(head, audioAt, 4) === 'fLaC') return 'audio/flac';
  // Some taggers pad more than they say.
  const rest = head.subarray(audioAt);
  const start = rest.findIndex((byte) => byte !== 0);
  return start < 0 ? 'audio/mpeg' : sniffMpeg(rest.subarray(start));
}

const audioBrands = /^(M4A |M4B |M4P |mp4[12]|isom|iso[2-9]|qt  |dash|MSNV|F4A )$/;

function sniffMp4(head: Uint8Array): string | null {
  if (ascii(head, 4, 4) !== 'ftyp') return null;
  return audioBrands.test(ascii(head, 8, 4)) ? 'audio/mp4' : null;
}

function sniffOgg(head: Uint8Array): string | null {
  if (ascii(head, 0, 4) !== 'OggS' || head[4] !== 0) return null;
  const packet = 27 + (head[26] ?? 0);
  const isAudio = ['OpusHead', '\x01vorbis', '\x7fFLAC', 'Speex   '].some(
    (magic) => ascii(head, packet, magic.length) === magic,
  );
  return isAudio ? 'audio/ogg' : null;
}

function sniffWebm(head: Uint8Array): string | null {
  if (head[0] !== 0x1a || head[1] !== 0x45 || head[2] !== 0xdf || head[3] !== 0xa3) return null;
  const start = ascii(head, 0, 64);
  if (start.includes('webm')) return 'audio/webm';
  return start.includes('matroska') ? 'audio/x-matroska' : null;
}

/** Two frames in a row, for eleven set bits occur in any data. */
function sniffMpeg(head: Uint8Array): string | null {
  const adts = adtsFrameBytes(head, 0);
  if (adts > 0 && followed(head, adts, adtsFrameBytes)) return 'audio/aac';
  const mpeg = mpegFrameBytes(head, 0);
  if (mpeg > 0 && followed(head, mpeg, mpegFrameBytes)) return 'audio/mpeg';
  return null;
}

/** A file of a single frame is believed, too. */
function followed(head: Uint8Array, at: number, frameBytes: (head: Uint8Array, at: number) => number): boolean {
  return at === head.length || frameBytes(head, at) > 0;
}

/** Length of the ADTS frame at `at` (ISO/IEC 13818-7), 0 when there is none. */
function adtsFrameBytes(head: Uint8Array, at: number): number {
  const [sync = 0, flags = 0, rate = 0, low = 0, mid = 0, high = 0] = head.subarray(at, at + 6);
  if (sync !== 0xff || (flags & 0xf6) !== 0xf0 || ((rate >> 2) & 0xf) > 12) return 0;
  const length = ((low & 0x3) << 11) | (mid << 3) | (high >> 5);
  return length >= 7 ? length : 0;
}

const bitrates: Readonly<Record<string, readonly number[]>> = {
  '1-1': [32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
  '1-2': [32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
  '1-3': [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  '2-1': [32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
  '2-2': [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
  '2-3': [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
};
const sampleRates = [44_100, 48_000, 32_000];

/** Length of the MPEG audio frame at `at` (ISO/IEC 11172-3, 13818-3 and the 2.5 extension), 0 when there is none. */
function mpegFrameBytes(head: Uint8Array, at: number): number {
  const [sync = 0, kind = 0, rates = 0] = head.subarray(at, at + 3);
  if (sync !== 0xff || (kind & 0xe0) !== 0xe0) return 0;
  const version = (kind >> 3) & 3;
  const layer = 4 - ((kind >> 1) & 3);
  const sampleRate = sampleRates[(rates >> 2) & 3];
  if (version === 1 || layer === 4 || sampleRate === undefined) return 0;
  const isFirst = version === 3;
  const kbit = bitrates[`${isFirst ? 1 : 2}-${layer}`]?.[(rates >> 4) - 1];
  if (kbit === undefined) return 0;
  const hz = isFirst ? sampleRate : version === 2 ? sampleRate / 2 : sampleRate / 4;
  const padding = (rates >> 1) & 1;
  if (layer === 1) return (Math.floor((12_000 * kbit) / hz) + padding) * 4;
  const slots = layer === 3 && !isFirst ? 72_000 : 144_000;
  return Math.floor((slots * kbit) / hz) + padding;
}
