/** Codec tags of `fmt ` that hold plain samples. */
export const PCM = 1;
export const FLOAT = 3;
/** The codec is told by a GUID behind the header. */
export const EXTENSIBLE = 0xfffe;

/** What a `fmt ` chunk says. */
export interface FormatChunk {
  readonly formatTag: number;
  /** The tag behind an extensible header, else `formatTag`. */
  readonly codecTag: number;
  readonly channels: number;
  /** Hz. */
  readonly sampleRate: number;
  /** Bytes of one frame over all channels. */
  readonly blockAlign: number;
  readonly containerBits: number;
  readonly validBits: number;
  readonly channelMask: number | null;
  /** Fields contradict each other: block or byte rate do not follow from the rest. */
  readonly isContradictory: boolean;
}

/** Bytes of the chunk that {@link readFormat} looks at. */
export const FORMAT_BYTES = 40;

/** Bytes 2 to 15 of the GUIDs that stand for a 16-bit tag (KSDATAFORMAT_SUBTYPE). */
const guidTail = [0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71];

/**
 * Reads the content of a `fmt ` chunk.
 *
 * @param view at most {@link FORMAT_BYTES} of it
 * @returns null when it describes no audio at all: too short, no channel, no rate, no bits where there must be some
 */
export function readFormat(view: DataView): FormatChunk | null {
  if (view.byteLength < 14) return null;
  const formatTag = view.getUint16(0, true);
  const channels = view.getUint16(2, true);
  const sampleRate = view.getUint32(4, true);
  const byteRate = view.getUint32(8, true);
  const statedAlign = view.getUint16(12, true);
  const bits = view.byteLength >= 16 ? view.getUint16(14, true) : 0;
  const isExtensible = formatTag === EXTENSIBLE && view.byteLength >= FORMAT_BYTES;
  const codecTag = isExtensible ? tagOfGuid(view) : formatTag;
  if (channels === 0 || sampleRate === 0) return null;
  const isPlain = codecTag === PCM || codecTag === FLOAT;
  if (!isPlain) {
    const shape = { blockAlign: statedAlign, containerBits: bits, validBits: bits, isContradictory: false };
    return { formatTag, codecTag, channels, sampleRate, ...shape, channelMask: maskOf(view, isExtensible) };
  }
  if (bits === 0 || bits > 64) return null;
  const fits = statedAlign % channels === 0 && statedAlign / channels >= bits / 8 && statedAlign / channels <= 8;
  const sampleBytes = fits ? statedAlign / channels : Math.ceil(bits / 8);
  const blockAlign = sampleBytes * channels;
  const stated = isExtensible ? view.getUint16(18, true) : bits;
  return {
    ...{ formatTag, codecTag, channels, sampleRate, blockAlign },
    containerBits: 8 * sampleBytes,
    // 0 stands for all of them.
    validBits: stated === 0 || stated > 8 * sampleBytes ? bits : stated,
    channelMask: maskOf(view, isExtensible),
    isContradictory: !fits || byteRate !== sampleRate * blockAlign,
  };
}

const maskOf = (view: DataView, isExtensible: boolean): number | null =>
  isExtensible ? view.getUint32(20, true) : null;

function tagOfGuid(view: DataView): number {
  const isTag = guidTail.every((byte, i) => view.getUint8(26 + i) === byte);
  return isTag ? view.getUint16(24, true) : EXTENSIBLE;
}
