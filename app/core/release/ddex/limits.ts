/** Why a package was not opened. Texts: `preflight_package_<fault>`. */
export const packageFaults = ['unsafe', 'damaged', 'mismatch'] as const;

/** What a package may be at most. More is an attack or a mistake. */
export const packageLimits = {
  entries: 5000,
  /** Bytes when unpacked: of all, and of a text that is read into memory. */
  totalBytes: 200e9,
  textBytes: 50_000_000,
  /** Unpacked by packed size, for what is larger than a megabyte. No sound with anything in it packs so well. */
  ratio: 200,
  depth: 16,
  pathLength: 500,
} as const;

export interface PackageEntry {
  readonly path: string;
  readonly packedBytes: number;
  /** As the archive states it; it may lie. */
  readonly bytes: number;
  readonly isFolder: boolean;
}

export type PackageFault = 'tooMany' | 'tooLarge' | 'tooDense' | 'unsafePath' | 'twice';

/** What is wrong with the table of an archive, before a byte is unpacked; null when nothing is. */
export function faultOf(
  entries: readonly PackageEntry[],
): { readonly fault: PackageFault; readonly path: string } | null {
  if (entries.length > packageLimits.entries) return { fault: 'tooMany', path: '' };
  const seen = new Set<string>();
  let total = 0;
  for (const { path, packedBytes, bytes, isFolder } of entries) {
    if (!isSafePath(isFolder ? path.replace(/\/$/, '') : path)) return { fault: 'unsafePath', path };
    const key = path.normalize('NFC').toLowerCase();
    if (seen.has(key)) return { fault: 'twice', path };
    seen.add(key);
    total += bytes;
    if (!(bytes >= 0) || total > packageLimits.totalBytes) return { fault: 'tooLarge', path };
    if (bytes > 1e6 && bytes > packedBytes * packageLimits.ratio) return { fault: 'tooDense', path };
  }
  return null;
}

/** Whether a path stays inside the package on every system. */
export function isSafePath(path: string): boolean {
  const parts = path.split('/');
  return (
    path.length <= packageLimits.pathLength &&
    parts.length <= packageLimits.depth &&
    // oxlint-disable-next-line no-control-regex -- control characters are what is refused
    !/[\\:\0-\x1F]/.test(path) &&
    parts.every((part) => part !== '' && part !== '.' && part !== '..')
  );
}

/**
 * Counts bytes that really come out, and ends the stream when they are more than were stated or allowed.
 *
 * @throws RangeError through the stream
 */
export function counted(most: number): TransformStream<Uint8Array, Uint8Array> {
  let bytes = 0;
  return new TransformStream({
    transform(chunk, controller) {
      bytes += chunk.byteLength;
      if (bytes > most) controller.error(new RangeError('larger than stated'));
      else controller.enqueue(chunk);
    },
  });
}
