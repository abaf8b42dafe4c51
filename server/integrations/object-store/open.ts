import { FileObjects } from './files.ts';
import type { ObjectStore } from './port.ts';
import type { S3Options } from './s3.ts';

/** Opens the object store of the settings; the S3 client is loaded only where it is used. */
export async function openObjectStore(
  choice: { readonly kind: 'files' } | ({ readonly kind: 's3' } & S3Options),
  dataDir: string,
): Promise<ObjectStore> {
  if (choice.kind === 'files') return FileObjects.open(dataDir);
  const { S3Objects } = await import('./s3.ts');
  return new S3Objects(choice);
}
