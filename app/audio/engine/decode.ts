import { AppError } from '#contracts/errors/app-error.ts';
import type { Track } from '#contracts/records/track.ts';
import { getBlob } from '#storage/blobs/blobs.ts';
import { BufferPlayer } from './buffer-player.ts';
import type { DeckPlayer } from './player.ts';
import { StreamPlayer } from './stream-player.ts';

/** Decoded audio of one deck may take this much memory: 20 minutes of stereo at 48 kHz. Longer tracks are streamed. */
export const DECODED_LIMIT_BYTES = 20 * 60 * 48_000 * 2 * 4;

/** Whether a track is decoded whole, by the memory that it would take. */
export const fitsInMemory = (track: Pick<Track, 'durationSec' | 'sampleRate' | 'channels'>): boolean =>
  track.durationSec * track.sampleRate * track.channels * 4 <= DECODED_LIMIT_BYTES;

/**
 * Makes a track ready to play.
 *
 * @throws AppError `deck.load_failed` when the browser cannot decode it or its bytes are gone
 */
export async function openPlayer(context: AudioContext, output: AudioNode, track: Track): Promise<DeckPlayer> {
  try {
    const file = await getBlob(track.blobHash);
    if (!fitsInMemory(track)) return await StreamPlayer.open(context, output, file);
    return new BufferPlayer(context, output, await decode(file, track.sampleRate));
  } catch (error) {
    throw new AppError('deck.load_failed', { title: track.title }, { cause: error });
  }
}

/**
 * Decodes at the file's own rate, so that no resampler touches it before it plays and times agree with the analysis.
 *
 * @throws DOMException when the browser cannot decode it
 */
export async function decode(file: Blob, sampleRate: number): Promise<AudioBuffer> {
  const decoder = new OfflineAudioContext({ numberOfChannels: 2, length: 1, sampleRate });
  return decoder.decodeAudioData(await file.arrayBuffer());
}
