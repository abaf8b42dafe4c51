import * as v from 'valibot';
import { Sha256 } from './recordings.ts';

export const UPLOADS_PATH = '/api/uploads';
/** Header of the answer to the last byte: id of the recording that came of the upload. */
export const RECORDING_ID_HEADER = 'Upload-Recording-Id';

const text = (max: number) =>
  v.pipe(
    v.string(),
    v.maxLength(max),
    // Names end up in headers and on screens.
    v.check((value) => !/\p{Cc}/u.test(value), 'must not contain control characters'),
  );

/** The decoded `Upload-Metadata`. `filetype` is a hint that nobody relies on. */
export const UploadMetadata = v.object({
  sha256: Sha256,
  filename: v.optional(text(255), ''),
  filetype: v.optional(text(255), ''),
  title: v.optional(text(500), ''),
});
export type UploadMetadata = v.InferOutput<typeof UploadMetadata>;
