import type { Look } from '../look.ts';
import { fix, gathered, when, type Found } from '../rule.ts';
import { filesOf, isSound, type NamedFile } from './files-of.ts';

/** MD5 of nothing. */
const MD5_OF_NOTHING = 'd41d8cd98f00b204e9800998ecf8427e';

const sizeOf = ({ file, facts }: NamedFile) => (facts ? Math.min(file.sizeBytes, facts.sizeBytes) : file.sizeBytes);
const named = ({ place, file }: NamedFile): Found => ({ place, details: { file: file.fileName } });

const each = (isWrong: (file: NamedFile, look: Look) => boolean) => (look: Look) =>
  gathered(filesOf(look), (file) => when(isWrong(file, look), () => named(file)));

const isVideo = ({ role, facts }: NamedFile) => (role === 'audio' || role === 'atmos') && facts?.container === 'video';

export const byteRules = {
  UPLOAD_FILE_HAS_ZERO_BYTES: each((file) => file.file.sizeBytes === 0),

  // The draft says that there is something, and nothing was read: the bytes are gone from the device.
  CHECKSUM_ZERO_BYTE_ERROR: each(
    ({ file, facts }) =>
      file.sizeBytes > 0 && facts !== undefined && (facts.md5 === MD5_OF_NOTHING || facts.sizeBytes === 0),
  ),

  UPLOAD_CHECKSUM_DOES_NOT_MATCH: each(
    (file) => file.facts !== undefined && sizeOf(file) > 0 && file.facts.sizeBytes !== file.file.sizeBytes,
  ),

  AUDIO_UPLOADED_IS_A_VIDEO: each(isVideo),

  INVALID_OR_CORRUPT_FILE_UPLOADED: each((file) => {
    if ((file.role !== 'audio' && file.role !== 'atmos') || !file.facts || sizeOf(file) === 0 || isVideo(file))
      return false;
    return file.facts.kind !== 'audio' || !isSound(file.facts);
  }),

  ATTACHMENT_INVALID_FILE_TYPE: (look: Look) =>
    gathered(filesOf(look), (file) =>
      when(
        file.role === 'attachment' &&
          file.facts !== undefined &&
          !look.limits.attachments.includes(file.facts.container),
        () => ({
          ...named(file),
          fix: fix('removeAttachment', { hash: file.file.blobHash }),
        }),
      ),
    ),
};
