import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Debian's mma: accompaniments in some hundred styles, written by musicians. */
const LIBRARY = '/usr/share/mma/lib';
const FOLDERS = ['stdlib', 'casio', 'kara', 'pflib', 'zoom', 'yamaha', 'alexis'];

/** The variants of one style, which are one family: what is learned from one of them tells of the others. */
export interface GrooveFile {
  /** Folder and name of its file. */
  readonly file: string;
  /** Names of its grooves, endings left out. */
  readonly grooves: readonly string[];
  readonly beatsPerBar: 3 | 4;
  /** Tempi that the style is played at, BPM. */
  readonly bpm: readonly [low: number, high: number];
  readonly isDrumsOnly: boolean;
}

/** Tempi by style; the first that fits counts. */
const tempi: readonly (readonly [RegExp, low: number, high: number])[] = [
  [/slowswing|slowjazz|slowblues|triphop|trip$|bald|ballad|serenade|lullaby|hymn|slow|evansish/, 58, 92],
  [/vienese|fastwaltz|fastjazzwaltz/, 140, 195],
  [/fastswing|fastbigband|bebop|fastblues|fasttwist|quickstep|charleston|dixie/, 165, 212],
  [/salsa|mambo|merengue|son$/, 160, 205],
  [/dnb/, 160, 182],
  [/rave|trance|techno/, 124, 150],
  [/house|dance|disco|boneym/, 112, 134],
  [/hip-?hop|hiphop|rnb|r\+b|^rb|modernrb|mellowrb|mide/, 76, 108],
  [/reggae/, 66, 92],
  [/funk|soul|motown|16beat|beat16|fus16/, 80, 122],
  [/punk|polka|jive|twist|boggie|boogie|ska/, 120, 190],
  [/metal|mtl|thr|hrk/, 100, 190],
  [/waltz|bald34|rock34|blues34/, 84, 172],
  [/bossa|samba|rhumba|chacha|beguine|tango|calypso|latin|bolero|afro/, 92, 145],
  [/swing|jazz|bigband|foxtrot|western|gypsy|broadway|showtune|strut/, 105, 188],
  [/march/, 98, 132],
  [/shuffle|blues/, 78, 140],
  [/8beat|beat8|pop|rock|country|cntry|folk/, 82, 152],
];

/** All styles in 3/4 and 4/4; none where mma is not installed. */
export function grooveFiles(): GrooveFile[] {
  return FOLDERS.flatMap((folder) => {
    if (!existsSync(join(LIBRARY, folder))) return [];
    const names = readdirSync(join(LIBRARY, folder)).filter((name) => name.endsWith('.mma'));
    return names.sort().flatMap((name) => grooveFile(folder, name.slice(0, -4)) ?? []);
  });
}

function grooveFile(folder: string, name: string): GrooveFile | null {
  if (/68|128|54|metronome|none|count|ending|intro/.test(name)) return null;
  const text = readFileSync(join(LIBRARY, folder, `${name}.mma`), 'latin1');
  const meters = new Set([...text.matchAll(/^\s*time\s+(\d)/gim)].map((match) => Number(match[1])));
  const [beatsPerBar] = meters;
  if (meters.size !== 1 || (beatsPerBar !== 3 && beatsPerBar !== 4) || /timesig\s+(6|12|5|7)/i.test(text)) return null;
  const grooves = [...text.matchAll(/^\s*defgroove\s+(\S+)/gim)]
    .map((match) => match[1] as string)
    .filter((groove) => !/end|intro|fill|roll|44|break|tag/i.test(groove));
  if (grooves.length === 0) return null;
  const [, low, high] = tempi.find(([style]) => style.test(name.toLowerCase())) ?? [/./, 82, 150];
  return { file: `${folder}/${name}`, grooves, beatsPerBar, bpm: [low, high], isDrumsOnly: folder === 'zoom' };
}
