/** What the first frame of an MP3 file says about samples that are not music. */
export interface Mp3Gapless {
  /** Frames that a plain decoder puts before the music, encoder and decoder delay together. */
  readonly delayFrames: number;
  /** Frames of music after that, or null when the header does not say. */
  readonly musicFrames: number | null;
}

/** Delay of a hybrid filter bank decoder, which the LAME tag leaves out. */
const DECODER_DELAY = 529;

/** Encoders whose delay FFmpeg, and with it every Chromium, believes. */
const TRUSTED = ['LAME', 'Lavf', 'Lavc'];

/**
 * Reads the LAME tag in the Xing or Info frame of an MP3, by which all of decodeAudioData, ffmpeg and we agree on where
 * the music begins. Files without the tag play from the first decoded sample, everywhere.
 *
 * @param head the first bytes of the file; an ID3v2 tag may stand before the audio, so that {@link mp3AudioStart} tells
 *   which bytes are needed
 * @returns null when there is no such tag
 * @see "MP3 Info Tag" revision 1 by G. Bouvigne
 */
export function readMp3Gapless(head: Uint8Array): Mp3Gapless | null {
  const at = findFrame(head, mp3AudioStart(head));
  if (at < 0 || at + 4 > head.length) return null;
  const isMpeg1 = ((head[at + 1] as number) & 0x08) !== 0;
  const isMono = (head[at + 3] as number) >> 6 === 3;
  const sideInfo = isMpeg1 ? (isMono ? 17 : 32) : isMono ? 9 : 17;
  const tag = at + 4 + sideInfo;
  const name = ascii(head, tag, 4);
  if ((name !== 'Xing' && name !== 'Info') || tag + 12 > head.length) return null;
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const flags = view.getUint32(tag + 4);
  const frames = flags & 1 ? view.getUint32(tag + 8) : null;
  const encoder = tag + 8 + (flags & 1 ? 4 : 0) + (flags & 2 ? 4 : 0) + (flags & 4 ? 100 : 0) + (flags & 8 ? 4 : 0);
  if (encoder + 24 > head.length || !TRUSTED.includes(ascii(head, encoder, 4))) return null;
  const delay = ((head[encoder + 21] as number) << 4) | ((head[encoder + 22] as number) >> 4);
  const padding = (((head[encoder + 22] as number) & 0x0f) << 8) | (head[encoder + 23] as number);
  const perFrame = isMpeg1 ? 1152 : 576;
  return {
    delayFrames: delay + DECODER_DELAY,
    musicFrames: frames === null ? null : Math.max(0, frames * perFrame - delay - padding),
  };
}

/** Offset of the byte after an ID3v2 tag, 0 without one. */
export function mp3AudioStart(head: Uint8Array): number {
  if (ascii(head, 0, 3) !== 'ID3' || head.length < 10) return 0;
  const size = [6, 7, 8, 9].reduce((sum, i) => (sum << 7) | ((head[i] as number) & 0x7f), 0);
  const footer = (head[5] as number) & 0x10 ? 10 : 0;
  return 10 + size + footer;
}

/** Offset of the first layer III frame at or after `from`, or -1. */
function findFrame(bytes: Uint8Array, from: number): number {
  for (let i = from; i + 3 < bytes.length; i++) {
    const isSync = bytes[i] === 0xff && ((bytes[i + 1] as number) & 0xe6) === 0xe2;
    if (isSync && (bytes[i + 2] as number) >> 4 !== 15) return i;
  }
  return -1;
}

function ascii(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}
