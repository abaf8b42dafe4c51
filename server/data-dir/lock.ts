import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Another process works in the data folder. */
export class DataDirInUseError extends Error {
  constructor(dataDir: string) {
    super(`another server is running on the data in ${dataDir}`);
    this.name = 'DataDirInUseError';
  }
}

const SQLITE_BUSY = 5;

/**
 * Takes the data folder for this process alone, which the embedded database needs and does not see to itself. The lock
 * is the operating system's own on the file `lock` (by SQLite, the one file lock that Node brings along), so it goes
 * with the process however that ends, and also holds between containers that share the folder.
 *
 * @returns releases the lock
 * @throws DataDirInUseError when it is taken
 */
export function lockDataDir(dataDir: string): () => void {
  const file = new DatabaseSync(join(dataDir, 'lock'), { timeout: 0 });
  try {
    file.exec('pragma locking_mode = exclusive; pragma journal_mode = memory; begin exclusive');
  } catch (error) {
    file.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY) {
      throw new DataDirInUseError(dataDir);
    }
    throw error;
  }
  return () => file.close();
}
