import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileDurably } from '#server/integrations/object-store/durable.ts';

/** The key that signs session cookies: kept in the data folder for its owner alone, made at the first start. */
export async function authSecret(dataDir: string): Promise<string> {
  const file = join(dataDir, 'auth-secret');
  const known = await readFile(file, 'utf8').catch(() => '');
  if (known.length >= 32) return known;
  const secret = randomBytes(32).toString('base64url');
  await writeFileDurably(file, secret, 0o600);
  return secret;
}
