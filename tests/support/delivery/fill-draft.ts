import type { TestAlbum } from './releases.ts';

/**
 * Runs in the page: fills the draft that came of a folder with what people type; the files stay those of the folder.
 * False as long as they are not all in.
 */
export function fillDraft({ release, parties }: TestAlbum['bundle']): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('wavefoundry');
    opening.addEventListener('error', () => reject(opening.error ?? new Error('no database')));
    opening.addEventListener('success', () => {
      let isFilled = false;
      const tx = opening.result.transaction(['releases', 'parties'], 'readwrite');
      for (const party of parties) tx.objectStore('parties').put(party);
      const all = tx.objectStore('releases').getAll();
      all.addEventListener('success', () => {
        const [row] = all.result as { release: typeof release }[];
        if (!row) return reject(new Error('no release'));
        const { id, cover, tracks } = row.release;
        isFilled = cover !== null && tracks.filter(({ audio }) => audio !== null).length === release.tracks.length;
        if (!isFilled) return;
        const filled = release.tracks.map((track, at) => ({ ...track, audio: tracks[at]?.audio ?? null }));
        tx.objectStore('releases').put({ ...row, release: { ...release, id, cover, tracks: filled } });
      });
      tx.addEventListener('complete', () => {
        opening.result.close();
        resolve(isFilled);
      });
    });
  });
}
