import type { FileRef, Release } from '#contracts/release/release.ts';
import { parseGtin } from '../identifiers/gtin.ts';

/** A file of a package: where it lies, which bytes it is. */
export interface PackageFile {
  /** Relative to the message, with `/`. */
  readonly path: string;
  readonly file: FileRef;
  readonly role: 'audio' | 'atmos' | 'cover' | 'attachment';
  /** Track that it belongs to; '' for the release. */
  readonly trackId: string;
}

const extensionOf = (fileName: string) => /\.([a-z0-9]{1,5})$/i.exec(fileName)?.[1]?.toLowerCase() ?? 'bin';
const two = (number: number, digits: number) => String(number).padStart(digits, '0');

/** Name of the package and of its message: the bar code, or the id of a release that has none yet. */
export const packageName = (release: Release): string =>
  parseGtin(release.upc) ?? release.id.replace(/[^A-Za-z0-9_-]/g, '_');

export const MESSAGE_FOLDER = 'resources';
/** What the standard has no place for, and the release as it was drafted. */
export const SIDE_FILE = 'wavefoundry.json';

/** All files of a release by the names that they have in a package. Names come from codes alone, never from typed text. */
export function packageFiles(release: Release): readonly PackageFile[] {
  const name = packageName(release);
  const files: PackageFile[] = [];
  const add = (file: FileRef | null | undefined, stem: string, role: PackageFile['role'], trackId = '') => {
    if (file) files.push({ path: `${MESSAGE_FOLDER}/${stem}.${extensionOf(file.fileName)}`, file, role, trackId });
  };
  add(release.cover, name, 'cover');
  const places = new Map<number, number>();
  for (const track of release.tracks) {
    const place = (places.get(track.volume) ?? 0) + 1;
    places.set(track.volume, place);
    const stem = `${name}_${two(track.volume, 2)}_${two(place, 3)}`;
    add(track.audio, stem, 'audio', track.id);
    add(track.dolbyAtmos?.file, `${stem}_atmos`, 'atmos', track.id);
  }
  release.attachments.forEach((file, i) => add(file, `${name}_booklet_${two(i + 1, 2)}`, 'attachment'));
  return files;
}
