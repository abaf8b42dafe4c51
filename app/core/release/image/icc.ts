/** Bytes of a profile in which its name lies, as a rule. */
export const ICC_HEAD = 16_384;

/**
 * Name of an ICC colour profile: "sRGB IEC61966-2.1", "Adobe RGB (1998)"; '' when it has none.
 *
 * @param bytes the beginning of the profile
 * @see ICC.1:2022, tags `desc` (version 2) and `mluc` (version 4)
 */
export function iccName(bytes: Uint8Array): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.byteLength < 132) return '';
  const tags = Math.min(100, view.getUint32(128));
  for (let i = 0; i < tags && 144 + 12 * i <= view.byteLength; i++) {
    if (view.getUint32(132 + 12 * i) !== 0x6465_7363) continue;
    return nameAt(view, view.getUint32(136 + 12 * i));
  }
  return '';
}

function nameAt(view: DataView, at: number): string {
  if (at + 28 > view.byteLength) return '';
  const type = view.getUint32(at);
  if (type === 0x6465_7363) return text(view, at + 12, view.getUint32(at + 8), 1);
  // The first of the languages.
  if (type === 0x6d6c_7563) return text(view, at + view.getUint32(at + 24), view.getUint32(at + 20), 2);
  return '';
}

function text(view: DataView, at: number, bytes: number, width: 1 | 2): string {
  let out = '';
  const end = Math.min(at + bytes, at + 400, view.byteLength - width + 1);
  for (let i = at; i < end; i += width) out += String.fromCharCode(width === 1 ? view.getUint8(i) : view.getUint16(i));
  return out.replace(/\p{Cc}+$/u, '').trim();
}
