/** What a FLAC file says about itself. */
export interface FlacStreamInfo {
  readonly sampleRate: number;
  readonly channels: number;
  readonly bits: number;
  /** 0 when it is not said. */
  readonly frames: number;
  /** Of the decoded samples, hex; '' when it is not said. */
  readonly md5: string;
}

/** Bytes from the beginning that {@link readStreamInfo} wants. */
export const FLAC_HEAD_BYTES = 42;

const MAGIC = 0x664c_6143;
const NO_MD5 = /^0+$/;

/** Reads the STREAMINFO block, which is a FLAC file's first (RFC 9639, 8.2); null where it is not. */
export function readStreamInfo(head: Uint8Array): FlacStreamInfo | null {
  if (head.length < FLAC_HEAD_BYTES) return null;
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  if (view.getUint32(0) !== MAGIC || (view.getUint8(4) & 0x7f) !== 0) return null;
  const shape = view.getUint32(18);
  const md5 = [...head.subarray(26, 42)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return {
    ...{ sampleRate: shape >>> 12, channels: ((shape >>> 9) & 7) + 1, bits: ((shape >>> 4) & 31) + 1 },
    frames: (shape & 15) * 2 ** 32 + view.getUint32(22),
    md5: NO_MD5.test(md5) ? '' : md5,
  };
}
