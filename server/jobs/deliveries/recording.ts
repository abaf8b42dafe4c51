import { sameNameKey } from '#core/release/names/fold.ts';
import { FLAC_HEAD_BYTES, readStreamInfo } from '#core/flac/stream-info.ts';
import { readWav } from '#core/wav/read.ts';
import type { ByteSource } from '#core/wav/source.ts';
import type { ReleaseTrack } from '#contracts/release/release.ts';
import { ProviderError } from '#server/integrations/distribution/failure.ts';
import type { RemoteAsset } from '#server/integrations/distribution/port.ts';
import type { ObjectStore } from '#server/integrations/object-store/port.ts';
import { isNamedFor } from './files.ts';
import type { SourceFile } from './upload.ts';

/** By how much two readings of one length may differ, seconds: distributors round. */
const APART_SEC = 1.5;

/** Length of a master by its head, seconds; null when it says none. Reads some kilobytes. */
export async function durationOf(store: ObjectStore, file: SourceFile): Promise<number | null> {
  const source = objectSource(store, file);
  const flac = readStreamInfo(await source.read(0, FLAC_HEAD_BYTES));
  if (flac) return flac.frames > 0 ? flac.frames / flac.sampleRate : null;
  const { wav } = await readWav(source);
  return wav && wav.format.sampleRate > 0 ? wav.frames / wav.format.sampleRate : null;
}

function objectSource(store: ObjectStore, { storageKey, sizeBytes: size }: SourceFile): ByteSource {
  return {
    size,
    read: async (offset, length) => {
      const end = Math.min(size, offset + length) - 1;
      if (end < offset) return new Uint8Array();
      const pieces: Uint8Array[] = [];
      for await (const piece of await store.read(storageKey, { start: offset, end })) pieces.push(piece as Uint8Array);
      return new Uint8Array(Buffer.concat(pieces));
    },
  };
}

interface Ours {
  readonly track: ReleaseTrack;
  /** As it is credited. */
  readonly artist: string;
  /** Seconds; null when unknown. */
  readonly durationSec: number | null;
}

/**
 * Whether what the distributor has under our ISRC is our recording: the very file that we send, or a recording of the
 * same title, version, artist and length. Without audio nobody can tell.
 */
export function isSameRecording(there: RemoteAsset, { track, artist, durationSec }: Ours): boolean {
  if (there.audio.fileName === '') return false;
  if (track.audio && isNamedFor(there.audio.fileName, track.audio)) return true;
  const isSame = (theirs: string, own: string) => sameNameKey(theirs) === sameNameKey(own);
  const isNamed =
    isSame(there.title, track.title) && isSame(there.version, track.version) && isSame(there.artist, artist);
  const areBothKnown = there.durationSec !== null && durationSec !== null;
  return isNamed && areBothKnown && Math.abs(there.durationSec - durationSec) <= APART_SEC;
}

/** The refusal of a track whose ISRC another recording has. `cause` names that one: title, artist, length. */
export function otherRecording({ title, version, artist, durationSec, audio }: RemoteAsset): ProviderError {
  const minutes = durationSec === null ? '?' : Math.floor(durationSec / 60);
  const seconds = durationSec === null ? '' : `:${String(Math.floor(durationSec % 60)).padStart(2, '0')}`;
  const name = version === '' ? title : `${title} (${version})`;
  const cause = `“${name}” – ${artist || '?'}, ${audio.fileName === '' ? '–' : `${minutes}${seconds}`}`;
  const code = audio.fileName === '' ? 'ISRC_OF_ENTRY_WITHOUT_AUDIO' : 'ISRC_OF_OTHER_RECORDING';
  return new ProviderError('refused', 0, [{ field: 'isrc', code, cause }]);
}
