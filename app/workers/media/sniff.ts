/** What the first bytes of a file say it is. */
export interface Sniffed {
  /** Name for people, such as "AIFF" or "ZIP". */
  readonly format: string;
  /** Whether it is a container that we open. */
  readonly supported: boolean;
}

interface Signature {
  readonly format: string;
  readonly supported: boolean;
  readonly at: number;
  readonly text: string;
}

const known = (format: string, text: string, at = 0): Signature => ({ format, supported: true, at, text });
const foreign = (format: string, text: string, at = 0): Signature => ({ format, supported: false, at, text });

/** The first match counts. Latin-1 text stands for bytes. */
const signatures: readonly Signature[] = [
  known('WAV', 'WAVE', 8),
  known('FLAC', 'fLaC'),
  known('Ogg', 'OggS'),
  known('MP4', 'ftyp', 4),
  foreign('AIFF', 'AIFF', 8),
  foreign('AIFF', 'AIFC', 8),
  foreign('AVI', 'AVI ', 8),
  foreign('Core Audio (CAF)', 'caff'),
  foreign('MIDI', 'MThd'),
  foreign('WavPack', 'wvpk'),
  foreign("Monkey's Audio", 'MAC '),
  foreign('DSD', 'DSD '),
  foreign('Matroska/WebM', '\x1aE\xdf\xa3'),
  foreign('Windows Media', '0&\xb2u\x8ef\xcf\x11'),
  foreign('ZIP', 'PK\x03\x04'),
  foreign('PDF', '%PDF'),
  foreign('PNG', '\x89PNG'),
  foreign('JPEG', '\xff\xd8\xff'),
  foreign('GIF', 'GIF8'),
  known('MP3', 'ID3'),
];

/**
 * Names a file by its first bytes, whatever its name or declared type says.
 *
 * @param head at least 16 bytes where the file has them
 * @returns null when they look like nothing we know
 */
export function sniff(head: Uint8Array): Sniffed | null {
  const text = String.fromCharCode(...head.subarray(0, 32));
  const match = signatures.find((signature) => text.startsWith(signature.text, signature.at));
  if (match) return match;
  // MPEG audio has no name, only eleven set bits; layer 0 with them is AAC in ADTS.
  if (head[0] !== 0xff || ((head[1] ?? 0) & 0xe0) !== 0xe0) return null;
  const isAdts = ((head[1] ?? 0) & 0xf6) === 0xf0;
  return { format: isAdts ? 'AAC' : 'MP3', supported: true };
}
