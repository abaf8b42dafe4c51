import type { AudioFacts, FileFacts } from '#contracts/release/facts.ts';
import type { FieldPlace } from '#contracts/release/finding.ts';
import type { FileRef, ReleaseTrack } from '#contracts/release/release.ts';
import type { Limits } from '../limits.ts';
import type { Look } from '../look.ts';
import { gathered, inRelease, inTrack, type Found, type Rule } from '../rule.ts';

export interface NamedFile {
  readonly place: FieldPlace;
  readonly file: FileRef;
  readonly facts: FileFacts | undefined;
  readonly role: 'audio' | 'atmos' | 'cover' | 'attachment';
}

/** All files of a release with what is known of them, in the order of the release. */
export function filesOf({ release, tracks, facts }: Look): readonly NamedFile[] {
  const named = (file: FileRef | null | undefined, place: FieldPlace, role: NamedFile['role']): NamedFile[] =>
    file ? [{ place, file, facts: facts.get(file.blobHash), role }] : [];
  return [
    ...named(release.cover, inRelease('cover'), 'cover'),
    ...tracks.flatMap((track) => [
      ...named(track.audio, inTrack(track, 'audio'), 'audio'),
      ...named(track.dolbyAtmos?.file, inTrack(track, 'dolbyAtmos'), 'atmos'),
    ]),
    ...release.attachments.flatMap((file, i) => named(file, inRelease(`attachments.${i}`), 'attachment')),
  ];
}

/** Containers that hold sound, whether they are taken or not. */
const sounding: readonly string[] = ['wav', 'rf64', 'bw64', 'w64', 'aiff', 'flac', 'mp3', 'mp4', 'ogg'];

/** Whether the bytes are a sound at all; what is none is said once and not by every rule. */
export const isSound = ({ container, sizeBytes }: AudioFacts): boolean => sizeBytes > 0 && sounding.includes(container);

/** Half a song with a right header would pass for a whole one: such a file is not repaired along with others. */
export const isCutOff = ({ wav }: AudioFacts): boolean => wav?.isTruncated === true;

export interface TrackSound {
  readonly track: ReleaseTrack;
  readonly file: FileRef;
  readonly place: FieldPlace;
  readonly limits: Limits;
}

/** A rule about the master of each track, as far as it was looked at. */
export const eachMaster =
  (check: (facts: AudioFacts, at: TrackSound) => readonly Found[]): Rule =>
  ({ tracks, audio, limits }) =>
    gathered(tracks, (track) => {
      const facts = audio(track.audio);
      return facts && track.audio && isSound(facts)
        ? check(facts, { track, file: track.audio, place: inTrack(track, 'audio'), limits })
        : [];
    });
