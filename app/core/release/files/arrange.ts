import { trackNameOf } from './track-name.ts';

/** A dropped file by its path, such as `Album/CD 1/01 name.wav`. */
export interface NamedFile {
  readonly path: string;
  readonly sizeBytes: number;
}

/** A master in its place. */
export interface PlacedFile<File extends NamedFile> {
  readonly file: File;
  /** From 1. */
  readonly volume: number;
  readonly title: string;
}

export type NameProblem =
  /** No number in the name: it stands behind those that have one. */
  | { readonly kind: 'noNumber'; readonly path: string }
  /** Two names bear one number. */
  | { readonly kind: 'sameNumber'; readonly path: string; readonly other: string; readonly number: string }
  /** A number is left out. */
  | { readonly kind: 'gap'; readonly number: string }
  /** The name says nothing but a number. */
  | { readonly kind: 'noTitle'; readonly path: string }
  /** Neither audio nor a picture nor a booklet. */
  | { readonly kind: 'ignored'; readonly path: string }
  /** More than one picture could be the cover. */
  | { readonly kind: 'otherPicture'; readonly path: string };

export interface Arrangement<File extends NamedFile> {
  readonly tracks: readonly PlacedFile<File>[];
  readonly volumes: number;
  readonly cover: File | null;
  readonly booklets: readonly File[];
  readonly problems: readonly NameProblem[];
}

const AUDIO = /\.(wav|wave|flac|aif|aiff|mp3|m4a|ogg|opus|w64|rf64|bwf)$/i;
const PICTURE = /\.(jpe?g|png|tiff?|webp|gif)$/i;
const BOOKLET = /\.pdf$/i;
/** What systems leave in folders; nobody means it. */
const SYSTEM = /(^|\/)(\.[^/]*|__MACOSX\/.*|Thumbs\.db|desktop\.ini)$/i;
const COVER_NAME = /(cover|front|artwork|folder|packshot)/i;

/** Sorts dropped files into tracks in their order, cover and booklets, and says what is strange about the names. */
export function arrangeFiles<File extends NamedFile>(files: readonly File[]): Arrangement<File> {
  const meant = files.filter(({ path }) => !SYSTEM.test(path));
  const pictures = meant.filter(({ path }) => PICTURE.test(path));
  const cover = likeliestCover(pictures);
  const known = [AUDIO, PICTURE, BOOKLET];
  const { tracks, volumes, problems } = placeTracks(meant.filter(({ path }) => AUDIO.test(path)));
  return {
    tracks,
    volumes,
    cover,
    booklets: meant.filter(({ path }) => BOOKLET.test(path)),
    problems: [
      ...problems,
      ...pictures.filter((one) => one !== cover).map(({ path }) => ({ kind: 'otherPicture' as const, path })),
      ...meant
        .filter(({ path }) => !known.some((kind) => kind.test(path)))
        .map(({ path }) => ({ kind: 'ignored' as const, path })),
    ],
  };
}

function likeliestCover<File extends NamedFile>(pictures: readonly File[]): File | null {
  const rank = ({ path }: File) => (COVER_NAME.test(path.replace(/^.*\//, '')) ? 1 : 0);
  return [...pictures].sort((a, b) => rank(b) - rank(a) || b.sizeBytes - a.sizeBytes)[0] ?? null;
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

function placeTracks<File extends NamedFile>(files: readonly File[]) {
  const read = files.map((file) => ({ file, name: trackNameOf(file.path) }));
  const order = ({ name }: (typeof read)[number]) => [
    name.disc ?? sideDisc(name.side),
    name.side,
    name.number ?? Infinity,
  ];
  const sorted = [...read].sort((a, b) => {
    const [discA, sideA, numberA] = order(a) as [number, string, number];
    const [discB, sideB, numberB] = order(b) as [number, string, number];
    const byNumber = numberA === numberB ? 0 : numberA - numberB;
    return discA - discB || collator.compare(sideA, sideB) || byNumber || collator.compare(a.file.path, b.file.path);
  });
  // A folder that starts at disc 3 is still the first volume of what was dropped.
  const discs = [...new Set(sorted.map(({ name }) => name.disc ?? sideDisc(name.side)))].sort((a, b) => a - b);
  return {
    tracks: sorted.map(({ file, name }) => ({
      file,
      volume: discs.indexOf(name.disc ?? sideDisc(name.side)) + 1,
      title: name.title,
    })),
    volumes: Math.max(1, discs.length),
    problems: problemsOf(sorted.map(({ file, name }) => ({ path: file.path, ...name }))),
  };
}

/** Sides A and B are the first record, C and D the second. */
const sideDisc = (side: string): number => (side ? Math.floor((side.charCodeAt(0) - 65) / 2) + 1 : 1);

type Read = { readonly path: string } & ReturnType<typeof trackNameOf>;

function problemsOf(names: readonly Read[]): NameProblem[] {
  const problems: NameProblem[] = [];
  const label = ({ disc, side, number }: Read) => `${disc === null ? '' : `${disc}-`}${side}${number ?? ''}`;
  const someNumbered = names.some(({ number }) => number !== null);
  let before: Read | null = null;
  for (const name of names) {
    const { path, number } = name;
    if (number === null) {
      if (someNumbered || names.length > 1) problems.push({ kind: 'noNumber', path });
    } else {
      const follows = before?.disc === name.disc && before.side === name.side && before.number !== null;
      const last: number = follows ? (before?.number ?? 0) : 0;
      if (follows && last === number) {
        problems.push({ kind: 'sameNumber', path, other: before?.path ?? '', number: label(name) });
      }
      for (let missing = last + 1; missing < number && missing <= last + 20; missing++) {
        problems.push({ kind: 'gap', number: label({ ...name, number: missing }) });
      }
      if (name.title === '') problems.push({ kind: 'noTitle', path });
    }
    before = name;
  }
  return problems;
}
