import type { ContainerKind } from '#contracts/release/facts.ts';

/** The first bytes that say what a file is: where, as Latin-1, and what. The first that fits counts. */
const signatures: readonly (readonly [at: number, text: string, kind: ContainerKind])[] = [
  [8, 'AVI ', 'video'],
  [0, 'RF64', 'rf64'],
  [0, 'BW64', 'bw64'],
  [8, 'WAVE', 'wav'],
  [8, 'WEBP', 'webp'],
  [0, 'riff', 'w64'],
  [8, 'AIFF', 'aiff'],
  [8, 'AIFC', 'aiff'],
  [0, 'fLaC', 'flac'],
  [0, 'OggS', 'ogg'],
  [4, 'ftyp', 'mp4'],
  [0, '\x1aE\xdf\xa3', 'video'],
  [0, '0&\xb2u\x8ef\xcf\x11', 'video'],
  [0, 'FLV', 'video'],
  [0, '\0\0\x01\xba', 'video'],
  [0, '\0\0\x01\xb3', 'video'],
  [0, 'PK\x03\x04', 'zip'],
  [0, 'PK\x05\x06', 'zip'],
  [0, '%PDF', 'pdf'],
  [0, '\x89PNG\r\n\x1a\n', 'png'],
  [0, '\xff\xd8\xff', 'jpeg'],
  [0, 'GIF87a', 'gif'],
  [0, 'GIF89a', 'gif'],
  [0, 'II*\0', 'tiff'],
  [0, 'MM\0*', 'tiff'],
  [0, 'ID3', 'mp3'],
];

/** Names a container by its first 16 bytes, whatever the file's name says. A film in MP4 has to be told by its tracks. */
export function containerOf(head: Uint8Array): ContainerKind {
  const text = String.fromCharCode(...head.subarray(0, 16));
  const match = signatures.find(([at, magic]) => text.startsWith(magic, at));
  if (match) return match[2];
  const isMpegAudio = head[0] === 0xff && ((head[1] ?? 0) & 0xe0) === 0xe0 && ((head[1] ?? 0) & 0x06) === 0x02;
  return isMpegAudio ? 'mp3' : 'unknown';
}
