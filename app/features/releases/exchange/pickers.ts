import { isAbort } from '#contracts/errors/app-error.ts';

/** Dialogs that only some browsers have, and TypeScript does not list. */
interface Pickers {
  showDirectoryPicker?: (options: { mode: 'readwrite' }) => Promise<FileSystemDirectoryHandle>;
  showSaveFilePicker?: (options: { suggestedName: string }) => Promise<FileSystemFileHandle>;
}

const pickers = (): Pickers => globalThis as Pickers;

/** Whether the browser lets a page write into a folder. */
export const canPickFolder = (): boolean => pickers().showDirectoryPicker !== undefined;

/** Whether the browser lets a page write straight into a file that the user names. */
export const canPickFile = (): boolean => pickers().showSaveFilePicker !== undefined;

/** Asks for a folder; null when the user thought better of it. */
export const pickFolder = () => orNull(pickers().showDirectoryPicker?.({ mode: 'readwrite' }));

/** Asks for a place and a name; null when the user thought better of it. */
export const pickFile = (suggestedName: string) => orNull(pickers().showSaveFilePicker?.({ suggestedName }));

async function orNull<T>(picking: Promise<T> | undefined): Promise<T | null> {
  try {
    return (await picking) ?? null;
  } catch (error) {
    if (isAbort(error)) return null;
    throw error;
  }
}
