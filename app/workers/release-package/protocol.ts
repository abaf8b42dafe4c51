import type { FileFacts } from '#contracts/release/facts.ts';
import type { ReleaseBundle } from '#contracts/release/release.ts';
import type { packageFaults } from '#core/release/ddex/limits.ts';
import type { MessageOptions } from '#core/release/ddex/message.ts';

export interface PackageRequest {
  readonly bundle: ReleaseBundle;
  readonly facts: ReadonlyMap<string, FileFacts>;
  readonly options: MessageOptions;
}

/** Where a package goes: a ZIP or a folder that the user chose, or a ZIP in memory of the browser to be downloaded. */
export type PackageTarget =
  | { readonly kind: 'zip'; readonly file: FileSystemFileHandle }
  | { readonly kind: 'folder'; readonly folder: FileSystemDirectoryHandle }
  | { readonly kind: 'download' };

/** A package that could do harm, cannot be read, or has a file with other bytes than it states. */
export interface PackageRefusal {
  readonly fault: (typeof packageFaults)[number];
  /** What in it; '' for the whole. */
  readonly path: string;
}

export interface PackageContents {
  readonly fault: null;
  readonly bundle: ReleaseBundle;
  /** The draft came from the side file: nothing of it is lost. */
  readonly isWhole: boolean;
  /** Files that the message names and that are not in the package. */
  readonly missing: readonly string[];
}

/** A file of a package as it was written. */
export interface WrittenFile {
  /** In the package, with `/`. */
  readonly path: string;
  readonly sizeBytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

export interface PackageReceipt {
  /** Of the folder, or of the ZIP without its ending. */
  readonly name: string;
  readonly files: readonly WrittenFile[];
  /** The ZIP, when it was written for a download. */
  readonly download: File | null;
}

/** A package that is not packed: files with their paths in it. */
export type PackageFolder = readonly { readonly path: string; readonly file: File }[];

/** Bytes so far, and of all. */
export type PackageProgress = (bytes: number, total: number) => void;

export interface ReleasePackageApi {
  /**
   * Writes message, side file, hashes and all files, streaming. A `download` that was written before is removed.
   *
   * @throws AppError `storage.*`, when a file is gone or there is no room
   */
  write(request: PackageRequest, target: PackageTarget, onProgress: PackageProgress): Promise<PackageReceipt>;
  /**
   * Opens a package again, a ZIP or its folder: its files go into the store, each compared with the hash that is stated.
   *
   * @throws AppError `storage.*`
   */
  read(source: Blob | PackageFolder, onProgress: PackageProgress): Promise<PackageContents | PackageRefusal>;
}
