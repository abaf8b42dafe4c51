import type { ErrorCode } from '../errors/codes.ts';
import type { BlobHash } from './track.ts';

/**
 * - `queued`: waits for its turn or for the network
 * - `sending`: an uploader holds it
 * - `paused`: the user said so
 * - `verifying`: all bytes are sent, the server is checking
 * - `done`: the server confirmed the same SHA-256
 * - `failed`: needs the user (see `error`)
 */
export type UploadState = 'queued' | 'sending' | 'paused' | 'verifying' | 'done' | 'failed';

/** One row of the outbox. Stored in IndexedDB `outbox`, key `blobHash`. */
export interface UploadJob {
  readonly blobHash: BlobHash;
  readonly trackId: string;
  readonly fileName: string;
  readonly mimeType: string;
  readonly sizeBytes: number;
  readonly queuedAt: number;
  state: UploadState;
  /** The tus upload URL, secret to its owner; null until the server made one. */
  uploadUrl: string | null;
  /** Bytes the server has confirmed. */
  offset: number;
  attempts: number;
  /** Epoch milliseconds before which no retry is made. */
  notBefore: number;
  error: ErrorCode | null;
}
