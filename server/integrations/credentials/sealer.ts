import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { AppError } from '#contracts/errors/app-error.ts';

const VERSION = 'v1';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
export const KEY_BYTES = 32;

/**
 * Secrets at rest: AES-256-GCM, a fresh nonce for each, bound to what they belong to, so that a row copied to another
 * account cannot be opened there.
 */
export class Sealer {
  readonly #key: Buffer;

  /** @param key 32 bytes */
  constructor(key: Buffer) {
    if (key.length !== KEY_BYTES) throw new Error('a key has 32 bytes');
    this.#key = key;
  }

  /** @param owner what the secret belongs to; opening it needs the same */
  seal(secret: string, owner: string): string {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce).setAAD(Buffer.from(owner));
    const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
    return `${VERSION}.${Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')}`;
  }

  /** @throws AppError `distribution.wrong_key` when it was sealed with another key, for another owner, or was changed */
  open(sealed: string, owner: string): string {
    const [version, text = ''] = sealed.split('.');
    const bytes = Buffer.from(text, 'base64url');
    try {
      if (version !== VERSION) throw new Error('unknown version');
      const decipher = createDecipheriv('aes-256-gcm', this.#key, bytes.subarray(0, NONCE_BYTES));
      decipher.setAAD(Buffer.from(owner)).setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      return decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
    } catch {
      // What node says about it would tell nobody anything.
      throw new AppError('distribution.wrong_key');
    }
  }
}
