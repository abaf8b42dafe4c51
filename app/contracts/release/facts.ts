/** What was found in the bytes of a file of a release. Kept per blob hash: the bytes never change, nor do the facts. */

/** Raised whenever any check changes its answers; older facts are found again. */
export const FACTS_VERSION = 2;

/** What the bytes are, whatever the name says. */
export type ContainerKind =
  | 'wav' | 'rf64' | 'bw64' | 'w64' | 'aiff' | 'flac' | 'mp3' | 'mp4' | 'ogg' | 'video' | 'jpeg' | 'png' | 'gif' | 'webp'
  | 'tiff' | 'pdf' | 'zip' | 'unknown'; // prettier-ignore

/** A stretch of a file. */
export interface Stretch {
  readonly startSec: number;
  readonly endSec: number;
  /** Channel from 0, or null for all. */
  readonly channel: number | null;
}

/** How a WAV is built: everything that a refusal or a repair hangs on. */
export interface WavStructure {
  /** `fmt ` tag: 1 PCM, 3 float, 0xFFFE extensible, others a codec. */
  readonly formatTag: number;
  /** The tag behind an extensible header, else `formatTag`. */
  readonly codecTag: number;
  readonly containerBits: number;
  /** Bits of `containerBits` that the header says are used. */
  readonly validBits: number;
  readonly channelMask: number | null;
  /** Chunk ids in file order, the audio as `data`. */
  readonly chunks: readonly string[];
  readonly chunksAfterData: readonly string[];
  readonly dataOffset: number;
  /** Bytes of audio that are really there. */
  readonly dataBytes: number;
  /** Bytes of audio that the header promises. */
  readonly statedDataBytes: number;
  readonly isTruncated: boolean;
  /** A chunk or RIFF size that does not fit the file. */
  readonly hasLyingSizes: boolean;
  /** A chunk of odd length without its padding byte. */
  readonly hasBadPadding: boolean;
}

export interface AudioFacts {
  readonly kind: 'audio';
  readonly version: number;
  readonly container: ContainerKind;
  /** "PCM", "PCM float", "FLAC", "MP3" …; '' when nothing could be read. */
  readonly codec: string;
  readonly sizeBytes: number;
  /** MD5 of the file as hex: what distributors ask for. */
  readonly md5: string;
  readonly sampleRate: number;
  readonly channels: number;
  readonly bitDepth: number;
  readonly isFloat: boolean;
  readonly durationSec: number;
  readonly wav: WavStructure | null;
  /** Decoding stopped here, in seconds; null when all could be decoded. */
  readonly corruptAtSec: number | null;
  /** LUFS, null for silence. */
  readonly loudness: number | null;
  /** dBTP, null for silence. */
  readonly truePeak: number | null;
  /** Runs of full-scale samples. At most 100 are listed; the count is of all. */
  readonly clipping: readonly Stretch[];
  readonly clippingCount: number;
  readonly headSilenceSec: number;
  readonly tailSilenceSec: number;
  /** Holes of digital silence or repeated samples inside the music. */
  readonly dropOuts: readonly Stretch[];
  /** Mean of each channel, -1 to 1. */
  readonly dcOffset: readonly number[];
  /** -1 to 1 over the whole file; null when it is not stereo or silent. */
  readonly correlation: number | null;
  readonly isMonoAsStereo: boolean;
  /** Channels without a sound, from 0. */
  readonly deadChannels: readonly number[];
  readonly isPolarityInverted: boolean;
  /** Bits that carry something: 16 in a 24-bit file says that it was padded. */
  readonly effectiveBits: number;
  /** Highest frequency with content in Hz; null when it cannot be said. */
  readonly bandwidthHz: number | null;
  /** The bandwidth is that of a lower sample rate. */
  readonly isUpsampled: boolean;
  /** 0 to 1: how likely a lossy codec made this audio. */
  readonly lossyProbability: number;
  /** SHA-256 of the decoded samples alone: equal for the same audio in another wrapper. */
  readonly audioHash: string;
  /** Fingerprint that survives gain and format, or '' where there is none (`core/anchor`). */
  readonly fingerprint: string;
}

export interface ImageFacts {
  readonly kind: 'image';
  readonly version: number;
  readonly container: ContainerKind;
  readonly sizeBytes: number;
  readonly md5: string;
  readonly width: number;
  readonly height: number;
  readonly colourSpace: 'rgb' | 'grey' | 'cmyk' | 'indexed' | 'unknown';
  /** Name of the embedded colour profile, '' for none. */
  readonly profile: string;
  readonly bitsPerChannel: number;
  readonly hasAlpha: boolean;
  readonly isAnimated: boolean;
  /** Bytes of metadata (EXIF, XMP, profiles, thumbnails). */
  readonly metadataBytes: number;
  readonly isCorrupt: boolean;
  /** 0 (sharp) to 1 (blurred). */
  readonly blur: number | null;
  /** Side in pixels from which it seems to have been enlarged, or null. */
  readonly upscaledFrom: number | null;
  readonly hasBorder: boolean;
}

/** A file that is neither, such as a booklet. */
export interface OtherFacts {
  readonly kind: 'other';
  readonly version: number;
  readonly container: ContainerKind;
  readonly sizeBytes: number;
  readonly md5: string;
}

export type FileFacts = AudioFacts | ImageFacts | OtherFacts;
