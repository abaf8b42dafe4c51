import type { BlobHash, Track } from '#contracts/records/track.ts';
import type { Evenness } from '#core/automix/evenness.ts';
import type { SetDocument } from '#core/set/document.ts';

export const renderFormats = ['wav', 'opus'] as const;

export type RenderFormat = (typeof renderFormats)[number];

export interface RenderRequest {
  readonly setId: string;
  readonly format: RenderFormat;
  /** Makes a track of it; otherwise the file is for saving, and goes by itself after an hour. */
  readonly toLibrary: boolean;
  /** Bytes of the stretcher's WASM. */
  readonly stretch: ArrayBuffer;
}

export interface RenderedSet {
  readonly blobHash: BlobHash;
  readonly fileName: string;
  readonly mimeType: string;
  readonly durationSec: number;
  /** Times real time at which it was rendered, decoding and writing included. */
  readonly speed: number;
  readonly track: Track | null;
}

/** A stretch that is rendered to be listened to at once; a minute or so, for it is kept in memory. */
export interface RehearsalRequest {
  readonly document: SetDocument;
  /** Bytes of the stretcher's WASM. */
  readonly stretch: ArrayBuffer;
  /** Where the transition begins and ends, s. */
  readonly fromSec: number;
  readonly toSec: number;
}

export interface Rehearsed {
  readonly wav: Blob;
  readonly evenness: Evenness;
}

export interface SetRenderApi {
  /**
   * Renders a short stretch and measures how even its loudness is.
   *
   * @throws AppError `set.track_missing`, `import.*`, `storage.*`; AbortError after {@link cancel}
   */
  rehearse(request: RehearsalRequest): Promise<Rehearsed>;
  /**
   * Renders the version of a set that is in force and stores the file.
   *
   * @param onProgress 0 to 1
   * @throws AppError `set.*`, `import.*`, `storage.*`; AbortError after {@link cancel}. Nothing stays behind
   */
  render(request: RenderRequest, onProgress: (share: number) => void): Promise<RenderedSet>;
  cancel(): void;
}
