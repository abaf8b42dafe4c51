import type { Page } from 'playwright';
import type { Take } from '#contracts/records/take.ts';

/** Reads all rows of a store of the product's database, past its code. */
export function rowsOf<T>(page: Page, store: string): Promise<T[]> {
  return page.evaluate(
    (name) =>
      new Promise<never[]>((resolve, reject) => {
        const open = indexedDB.open('wavefoundry');
        open.addEventListener('error', () => reject(open.error));
        open.addEventListener('success', () => {
          const all = open.result.transaction(name).objectStore(name).getAll();
          all.addEventListener('success', () => {
            open.result.close();
            resolve(all.result as never[]);
          });
        });
      }),
    store,
  );
}

/** Bytes of a file in the origin private file system. */
export async function opfsFile(page: Page, ...path: string[]): Promise<Buffer> {
  const base64 = await page.evaluate(async (names) => {
    let folder = await navigator.storage.getDirectory();
    for (const name of names.slice(0, -1)) folder = await folder.getDirectoryHandle(name);
    const file = await (await folder.getFileHandle(names.at(-1) ?? '')).getFile();
    const url = await new Promise<string>((resolve) => {
      const reader = new FileReader();
      reader.addEventListener('load', () => resolve(String(reader.result)));
      reader.readAsDataURL(file);
    });
    return url.slice(url.indexOf(',') + 1);
  }, path);
  return Buffer.from(base64, 'base64');
}

/** The first segment of a take's spool. */
export const firstSegment = (page: Page, take: Take): Promise<Buffer> => opfsFile(page, 'takes', take.id, '00000.wfs');
