import { readMp3Gapless } from './mp3-gapless.ts';

/**
 * The one time convention for decoded audio, that of `decodeAudioData`: frame 0 is what a player plays first, and the
 * last frame is the last that it plays. Beats, cues, markers and peaks count from that frame 0, so that an answer of
 * the analysis (WebCodecs, streaming) is true on a deck (`decodeAudioData`, whole) to the sample.
 *
 * A plain decoder gives more than the music. At the start:
 * - AAC in MP4, Opus: priming, which has timestamps before 0;
 * - MP3 with a LAME tag: the encoder's delay + 529;
 * - MP3 without the tag, raw AAC (ADTS): priming that nobody can know (1105 and 1024 frames as a rule); it stays, in
 *   every decoder, and the music is late by it;
 * - WAV, FLAC, Vorbis: nothing.
 * At the end AAC in MP4, Opus and Vorbis fill their last packet up, which the container's duration tells, and MP3 does,
 * which the LAME tag tells.
 */
export interface MusicWindow {
  /** Frames with timestamps from 0 on to drop before the music. */
  readonly start: number;
  /** Frames with timestamps from 0 on that a plain decoder has given when the music is over; may be infinite. */
  readonly end: number;
}

/** What is known of a file before it is decoded. */
export interface DecodeFacts {
  /** Short name as in `Track.codec`. */
  readonly codec: string;
  /** Length by the container, in frames. */
  readonly containerFrames: number;
  /** The first bytes of an MP3, from behind its ID3v2 tag; others need none. */
  readonly mp3Head?: Uint8Array | undefined;
}

/** Codecs whose last packet holds more than the music, with a container that says how much is music. */
const padded = ['AAC', 'Opus', 'Vorbis'];

/** Where the music lies in the frames of a plain decoder, counted from timestamp 0. */
export function musicWindow({ codec, containerFrames, mp3Head }: DecodeFacts): MusicWindow {
  const start = decodedDelayFrames(codec, mp3Head);
  const gapless = mp3Head && readMp3Gapless(mp3Head);
  if (gapless) return { start, end: start + (gapless.musicFrames ?? Infinity) };
  return { start, end: padded.includes(codec) && containerFrames > 0 ? Math.round(containerFrames) : Infinity };
}

/**
 * Frames with timestamps from 0 on that a plain decoder gives before the music, which `decodeAudioData` has dropped
 * already: 0 for all but MP3 with a LAME tag.
 *
 * @param mp3Head the first bytes of an MP3, from behind its ID3v2 tag
 */
export function decodedDelayFrames(codec: string, mp3Head?: Uint8Array): number {
  return codec === 'MP3' && mp3Head ? (readMp3Gapless(mp3Head)?.delayFrames ?? 0) : 0;
}
