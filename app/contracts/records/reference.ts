import type { ReferenceData } from '../release/catalogue.ts';

/** Lists of a distributor as one account sees them, kept on the device. Stored in IndexedDB `references`, key `provider`. */
export interface StoredReference extends ReferenceData {
  /** Whose they are: accounts see different artists and labels. */
  readonly userId: string;
  /** Names this version to the server, which then answers that nothing changed. */
  readonly etag: string;
}
