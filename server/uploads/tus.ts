import { randomBytes } from 'node:crypto';
import { ERRORS, Server } from '@tus/server';
import { AppError } from '#contracts/errors/app-error.ts';
import { statusOfCode } from '#contracts/http/problem.ts';
import type { SessionUser } from '#contracts/http/session.ts';
import { RECORDING_ID_HEADER, UPLOADS_PATH } from '#contracts/http/uploads.ts';
import type { Orm } from '#server/db/open.ts';
import { findUpload, type UploadRecord } from '#server/db/uploads.ts';
import type { ObjectStore } from '#server/integrations/object-store/port.ts';
import { admitUpload } from './create.ts';
import { Expiry } from './expiry.ts';
import { Finisher } from './finish.ts';
import { HashedUploads } from './hashed-uploads.ts';

export interface UploadsOptions {
  readonly orm: Orm;
  readonly store: ObjectStore;
  readonly maxUploadBytes: number;
  readonly quotaBytes: number | null;
  readonly ttlMs: number;
  /** Hears what became of each complete upload: `kept`, or the error code. */
  readonly onOutcome: (outcome: string) => void;
  /** Hears of failures that nobody expected. */
  readonly onError: (error: unknown) => void;
}

/** What came of a request: tus's own answer, or why there is none. */
export interface TusAnswer {
  readonly response: Response;
  readonly error: AppError | null;
}

interface Call {
  readonly user: SessionUser | null;
  created: string | null;
  error: AppError | null;
}

const isFull = (error: unknown) => error instanceof Error && 'code' in error && error.code === 'ENOSPC';

/** The tus server with our rules: uploads belong to a user, are checked at the end, and expire when forgotten. */
export class Uploads {
  readonly finisher: Finisher;
  readonly expiry: Expiry;
  readonly #options: UploadsOptions;
  readonly #tus: Server;
  /** What hooks know of the request they are called for. */
  readonly #calls = new WeakMap<object, Call>();
  /** Who began an upload never changes, so a chunk need not ask the database. */
  readonly #owners = new Map<string, string>();

  constructor(options: UploadsOptions) {
    const { orm, store, maxUploadBytes } = options;
    this.#options = options;
    const hashed = new HashedUploads(store.uploads);
    this.finisher = new Finisher({ orm, store, hashed });
    this.expiry = new Expiry({ orm, store, finisher: this.finisher, ttlMs: options.ttlMs });
    this.#tus = new Server({
      path: UPLOADS_PATH,
      datastore: hashed,
      relativeLocation: true,
      allowedOrigins: [],
      maxSize: maxUploadBytes,
      namingFunction: () => randomBytes(18).toString('base64url').replace(/^-/, '_'),
      onIncomingRequest: (request, id) => this.#admit(request, id),
      onUploadCreate: async (request, upload) => {
        const call = this.#callOf(request);
        const metadata = await admitUpload(upload, userOf(call), options);
        call.created = upload.id;
        return { metadata };
      },
      onUploadFinish: async (request, upload) => {
        const recordingId = await this.#conclude(upload.id, userOf(this.#callOf(request)));
        return { headers: { [RECORDING_ID_HEADER]: recordingId } };
      },
      onResponseError: (request, error) => this.#describe(this.#callOf(request), error),
    });
  }

  /**
   * Answers a request of the tus protocol. What was begun by a request that fails is gone afterwards.
   *
   * @param user null only for OPTIONS
   */
  async handle(request: Request, user: SessionUser | null): Promise<TusAnswer> {
    const call: Call = { user, created: null, error: null };
    const finished = await this.#finished(request, user);
    if (finished) return finished;
    this.#calls.set(request, call);
    const response = await this.#tus.handleWeb(request);
    if (request.method === 'HEAD' && isComplete(response)) return this.#catchUp(request, response, call);
    if (call.created !== null && !response.ok) await this.finisher.discard(call.created);
    if (request.method === 'DELETE' && response.ok) await this.#forget(request);
    if (response.ok && request.method !== 'OPTIONS' && request.method !== 'DELETE') {
      response.headers.set('Upload-Expires', this.expiry.expires());
    }
    for (const name of [...response.headers.keys()]) {
      if (name.startsWith('access-control-')) response.headers.delete(name);
    }
    return { response, error: response.ok ? null : call.error };
  }

  /**
   * The answer about an upload that became a recording: it is complete, whatever happened to the answer that said so.
   * Null for all other requests; those go on to tus.
   */
  async #finished(request: Request, user: SessionUser | null): Promise<TusAnswer | null> {
    const id = idOf(request);
    if (!user || id === '' || (request.method !== 'HEAD' && request.method !== 'PATCH') || this.#owners.has(id))
      return null;
    const upload = await findUpload(this.#options.orm, id);
    if (!upload || upload.userId !== user.id || upload.recordingId === null) return null;
    await this.expiry.touch(id);
    return { response: answerOfFinished(request, upload, upload.recordingId), error: null };
  }

  /**
   * A client that asks where a complete upload stands takes it for stored. After a kill between the last byte and the
   * checks that would be a lie, so they are made now.
   */
  async #catchUp(request: Request, response: Response, call: Call): Promise<TusAnswer> {
    try {
      response.headers.set(RECORDING_ID_HEADER, await this.#conclude(idOf(request), userOf(call)));
      return { response, error: null };
    } catch (error) {
      const answer = this.#describe(call, error) ?? { status_code: 500 };
      return { response: new Response(null, { status: answer.status_code }), error: call.error };
    }
  }

  #callOf(request: object): Call {
    const call = this.#calls.get(request);
    if (!call) throw new Error('a tus hook was called for an unknown request');
    return call;
  }

  /** Other people's uploads do not exist. */
  async #admit(request: Request, id: string): Promise<void> {
    const user = userOf(this.#callOf(request));
    if (request.method === 'POST') return;
    let owner = this.#owners.get(id);
    if (owner === undefined) {
      owner = (await findUpload(this.#options.orm, id))?.userId;
      if (owner !== undefined) this.#owners.set(id, owner);
    }
    if (owner !== user.id) throw new AppError('http.not_found');
    if (request.method === 'DELETE') await this.finisher.settled(id);
    else await this.expiry.touch(id);
  }

  async #conclude(id: string, user: SessionUser): Promise<string> {
    const { onOutcome } = this.#options;
    try {
      const recordingId = await this.finisher.finish(id, user);
      this.#owners.delete(id);
      onOutcome('kept');
      return recordingId;
    } catch (error) {
      onOutcome(error instanceof AppError ? error.code : 'failed');
      throw error;
    }
  }

  async #forget(request: Request): Promise<void> {
    const id = idOf(request);
    this.#owners.delete(id);
    await this.finisher.discard(id);
  }

  #describe(call: Call, error: unknown): { status_code: number; body: string } | undefined {
    if (error instanceof AppError) {
      call.error = error;
      return { status_code: statusOfCode(error.code), body: error.code };
    }
    // The lock went to a newer request for the same upload, or was not to be had: the client may come again.
    if (error === ERRORS.ABORTED || error === ERRORS.ERR_LOCK_TIMEOUT) return { status_code: 423, body: 'locked' };
    if (isFull(error)) return { status_code: 507, body: 'full' };
    const isProtocol = typeof error === 'object' && error !== null && 'status_code' in error;
    if (isProtocol) return undefined;
    this.#options.onError(error);
    return { status_code: 500, body: 'failed' };
  }
}

function userOf(call: Call): SessionUser {
  if (!call.user) throw new AppError('http.unauthorized');
  return call.user;
}

/** The last part of the address: an upload's id, or empty for the collection. */
function idOf(request: Request): string {
  const path = new URL(request.url).pathname;
  return path.startsWith(`${UPLOADS_PATH}/`) ? path.slice(UPLOADS_PATH.length + 1) : '';
}

function isComplete(response: Response): boolean {
  const length = response.headers.get('Upload-Length');
  return response.ok && length !== null && response.headers.get('Upload-Offset') === length;
}

function answerOfFinished(request: Request, upload: UploadRecord, recordingId: string): Response {
  const offset = String(upload.sizeBytes);
  const headers = { 'Tus-Resumable': '1.0.0', 'Upload-Offset': offset, [RECORDING_ID_HEADER]: recordingId };
  if (request.method === 'HEAD') {
    return new Response(null, { headers: { ...headers, 'Upload-Length': offset, 'Cache-Control': 'no-store' } });
  }
  const isInStep = request.headers.get('Upload-Offset') === offset;
  return new Response(null, { status: isInStep ? 204 : 409, headers });
}
