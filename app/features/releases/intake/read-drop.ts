import type { NamedFile } from '#core/release/files/arrange.ts';

/** A file that was dropped or chosen, with its folders. */
export interface DroppedFile extends NamedFile {
  readonly file: File;
}

const dropped = (file: File, path: string): DroppedFile => ({ file, path, sizeBytes: file.size });

/** Files of a file dialog; a chosen folder names the paths in it. */
export function chosenFiles(files: Iterable<File>): DroppedFile[] {
  return [...files].map((file) => dropped(file, file.webkitRelativePath || file.name));
}

/** All files of a drop, those in folders included. Has to be called while the drop event is handled. */
export async function droppedFiles({ items, files }: DataTransfer): Promise<DroppedFile[]> {
  const entries = [...items].map((item) => item.webkitGetAsEntry?.() ?? null);
  if (entries.every((entry) => entry === null)) return chosenFiles([...files]);
  const found: DroppedFile[] = [];
  for (const entry of entries) if (entry) await walk(entry, found);
  return found;
}

async function walk(entry: FileSystemEntry, found: DroppedFile[]): Promise<void> {
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) => (entry as FileSystemFileEntry).file(resolve, reject));
    found.push(dropped(file, entry.fullPath.replace(/^\//, '')));
    return;
  }
  const reader = (entry as FileSystemDirectoryEntry).createReader();
  // A reader gives at most a hundred entries at a time.
  for (;;) {
    const part = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
    if (part.length === 0) return;
    for (const inner of part) await walk(inner, found);
  }
}
