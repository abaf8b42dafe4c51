import { goto } from '$app/navigation';

const ACCEPT = 'audio/*,.wav,.flac,.mp3,.m4a,.aac,.ogg,.oga,.opus';

/** Opens the file picker and imports what was chosen. Has to be called from a press of a key or button. */
export function pickFiles(): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.accept = ACCEPT;
  input.addEventListener('change', () => {
    if (input.files && input.files.length > 0) void importFiles([...input.files]);
  });
  input.click();
}

/** Shows the library and imports into it. */
export async function importFiles(files: File[]): Promise<void> {
  const [{ library }] = await Promise.all([import('./library.ts'), goto('/library')]);
  await library.importFiles(files);
}
