/** A WAV as a test wants it, with everything that can be wrong. Sizes are right where nothing else is said. */
export interface WavRecipe {
  readonly magic?: string;
  readonly wave?: string;
  readonly tag?: number;
  readonly channels?: number;
  readonly rate?: number;
  readonly bits?: number;
  readonly blockAlign?: number;
  readonly extensible?: { validBits: number; mask: number; subTag: number; guid?: Uint8Array };
  readonly data?: Uint8Array;
  readonly statedData?: number;
  readonly statedRiff?: number;
  /** 64-bit sizes in a `ds64` chunk in front. */
  readonly ds64?: { riff?: number; data: number };
  readonly before?: readonly [id: string, content: Uint8Array][];
  readonly after?: readonly [id: string, content: Uint8Array][];
  readonly isUnpadded?: boolean;
  readonly noFormat?: boolean;
  readonly noData?: boolean;
  readonly formatLast?: boolean;
  /** Bytes behind all chunks, which RIFF does not count. */
  readonly tail?: Uint8Array;
  /** Cuts the file here. */
  readonly cutAt?: number;
}

const guid = Uint8Array.of(0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71);
const ascii = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0));

function numbers(...parts: readonly [bytes: 2 | 4 | 8, value: number][]): Uint8Array {
  const view = new DataView(new ArrayBuffer(parts.reduce((sum, [bytes]) => sum + bytes, 0)));
  let at = 0;
  for (const [bytes, value] of parts) {
    if (bytes === 2) view.setUint16(at, value, true);
    else if (bytes === 4) view.setUint32(at, value, true);
    else view.setBigUint64(at, BigInt(value), true);
    at += bytes;
  }
  return new Uint8Array(view.buffer);
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

function formatContent(recipe: WavRecipe): Uint8Array {
  const { tag = 1, channels = 2, rate = 44_100, bits = 16, extensible } = recipe;
  const blockAlign = recipe.blockAlign ?? (channels * bits) / 8;
  const plain = numbers(
    [2, extensible ? 0xfffe : tag], [2, channels], [4, rate], [4, rate * blockAlign], [2, blockAlign], [2, bits]); // prettier-ignore
  if (!extensible) return plain;
  const { validBits, mask, subTag } = extensible;
  return joined([plain, numbers([2, 22], [2, validBits], [4, mask], [2, subTag]), extensible.guid ?? guid]);
}

/** The bytes of a WAV. */
export function buildWav(recipe: WavRecipe = {}): Uint8Array<ArrayBuffer> {
  const { data = new Uint8Array(400), magic = 'RIFF', ds64, cutAt } = recipe;
  const chunk = (id: string, content: Uint8Array, size = content.length): Uint8Array => {
    const padding = content.length % 2 === 1 && !recipe.isUnpadded ? 1 : 0;
    return joined([ascii(id), numbers([4, size]), content, new Uint8Array(padding)]);
  };
  const format = recipe.noFormat ? [] : [chunk('fmt ', formatContent(recipe))];
  const long = ds64 && chunk('ds64', numbers([8, 0], [8, ds64.data], [8, 0], [4, 0]));
  const body = joined([
    ...(long ? [long] : []),
    ...(recipe.formatLast ? [] : format),
    ...(recipe.before ?? []).map(([id, content]) => chunk(id, content)),
    ...(recipe.noData ? [] : [chunk('data', data, recipe.statedData ?? (ds64 ? 0xffff_ffff : data.length))]),
    ...(recipe.after ?? []).map(([id, content]) => chunk(id, content)),
    ...(recipe.formatLast ? format : []),
  ]);
  const riff = recipe.statedRiff ?? (ds64 ? 0xffff_ffff : body.length + 4);
  const whole = joined([
    ascii(magic), numbers([4, riff]), ascii(recipe.wave ?? 'WAVE'), body, recipe.tail ?? new Uint8Array()]); // prettier-ignore
  if (ds64) new DataView(whole.buffer).setBigUint64(20, BigInt(ds64.riff ?? body.length + 4), true);
  return cutAt === undefined ? whole : whole.slice(0, cutAt);
}
