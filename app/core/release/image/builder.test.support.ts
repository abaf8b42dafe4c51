type Part = string | readonly number[] | Uint8Array;

/** Bytes one after the other; text is Latin-1. */
export function joined(...parts: readonly Part[]): Uint8Array<ArrayBuffer> {
  const bytes = parts.map((part) =>
    typeof part === 'string' ? Uint8Array.from(part, (c) => c.charCodeAt(0)) : Uint8Array.from(part),
  );
  const out = new Uint8Array(bytes.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const one of bytes) {
    out.set(one, at);
    at += one.length;
  }
  return out;
}

const uint16 = (value: number): number[] => [value >> 8, value & 255];
const uint32 = (value: number): number[] => [...uint16(value >>> 16), ...uint16(value & 0xffff)];

interface Size {
  readonly width: number;
  readonly height: number;
  /** Bytes that are missing at the end. */
  readonly cutEnd?: number;
}

interface JpegRecipe extends Size {
  readonly components?: number;
  readonly frame?: number;
  readonly adobe?: number;
  readonly icc?: Uint8Array;
  readonly exifBytes?: number;
}

/** The frame of a JPEG around nothing. */
export function buildJpeg(recipe: JpegRecipe): Uint8Array<ArrayBuffer> {
  const { components = 3, frame = 0xc0, adobe, icc, exifBytes, cutEnd = 0 } = recipe;
  const segment = (marker: number, content: Uint8Array) => joined([0xff, marker], uint16(content.length + 2), content);
  const parts = [
    ...(exifBytes ? [segment(0xe1, new Uint8Array(exifBytes))] : []),
    ...(icc ? [segment(0xe2, joined('ICC_PROFILE\0', [1, 1], icc))] : []),
    ...(adobe === undefined ? [] : [segment(0xee, joined('Adobe', [0, 100, 0, 0, 0, 0, adobe]))]),
    segment(
      frame,
      joined([8], uint16(recipe.height), uint16(recipe.width), [components], new Uint8Array(3 * components)),
    ),
    segment(0xda, new Uint8Array(2 * components + 4)),
  ];
  const whole = joined([0xff, 0xd8], ...parts, [1, 2, 3, 0xff, 0xd9]);
  return whole.slice(0, whole.length - cutEnd);
}

/** An ICC profile with nothing but its name. */
export function iccProfile(name: string, version: 2 | 4): Uint8Array {
  const wide = [...name].flatMap((c) => [0, c.charCodeAt(0)]);
  const tag =
    version === 2
      ? joined('desc', uint32(0), uint32(name.length + 1), name, [0])
      : joined('mluc', uint32(0), uint32(1), uint32(12), 'enUS', uint32(wide.length), uint32(28), wide);
  const padded = joined(tag, new Uint8Array(28));
  return joined(new Uint8Array(128), uint32(1), 'desc', uint32(144), uint32(padded.length), padded);
}

interface PngRecipe extends Size {
  readonly type?: number;
  readonly bits?: number;
  readonly chunks?: readonly (readonly [type: string, bytes: number, start?: string])[];
}

/** The chunks of a PNG around nothing; check sums are 0. */
export function buildPng(recipe: PngRecipe): Uint8Array<ArrayBuffer> {
  const { width, height, type = 2, bits = 8, chunks = [], cutEnd = 0 } = recipe;
  const chunk = (name: string, content: Uint8Array) => joined(uint32(content.length), name, content, uint32(0));
  const filled = (bytes: number, start = '') => {
    const content = new Uint8Array(bytes);
    content.set(joined(start));
    return content;
  };
  const whole = joined(
    '\x89PNG\r\n\x1a\n',
    chunk('IHDR', joined(uint32(width), uint32(height), [bits, type, 0, 0, 0])),
    ...chunks.map(([name, bytes, start]) => chunk(name, filled(bytes, start))),
    chunk('IDAT', new Uint8Array(20)),
    chunk('IEND', new Uint8Array()),
  );
  return whole.slice(0, whole.length - cutEnd);
}

/** The blocks of a GIF around nothing. */
export function buildGif({ width, height, pictures = 1 }: Size & { pictures?: number }): Uint8Array<ArrayBuffer> {
  const little = (value: number) => [value & 255, value >> 8];
  const picture = joined([0x2c, 0, 0, 0, 0], little(width), little(height), [0, 2, 3, 1, 2, 3, 0]);
  const control = [0x21, 0xf9, 4, 0, 0, 0, 0, 0];
  const screen = joined('GIF89a', little(width), little(height), [0x80, 0, 0], new Uint8Array(6));
  return joined(screen, ...Array.from({ length: pictures }, () => joined(control, picture)), [0x3b]);
}
