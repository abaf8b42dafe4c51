import type { ReleaseTrack } from '#contracts/release/release.ts';
import { NO_WORDS } from '../languages/codes.ts';
import { packageName, type PackageFile } from './files.ts';
import type { MessageInput, Node } from './message.ts';
import { display, proprietary, recordingId, rightsLine } from './titles.ts';
import { contributorRole, isoDuration, warnings } from './values.ts';

/** One recording with its file. `A1` is the first one. */
export function soundRecording(
  input: MessageInput,
  track: ReleaseTrack,
  index: number,
  path: string | undefined,
): Node {
  const found = track.audio && input.facts.get(track.audio.blobHash);
  const facts = found?.kind === 'audio' ? found : null;
  return {
    ResourceReference: `A${index + 1}`,
    Type: 'MusicalWorkSoundRecording',
    SoundRecordingEdition: {
      ResourceId: recordingId(input, track),
      ...rightsLine('PLine', track.pLine),
      ...(path && track.audio
        ? {
            TechnicalDetails: {
              TechnicalResourceDetailsReference: `T${index + 1}`,
              DeliveryFile: {
                Type: 'AudioFile',
                ...(facts ? technical(facts) : {}),
                File: fileNode(path, track.audio.blobHash, track.audio.sizeBytes),
              },
            },
          }
        : {}),
    },
    ...display(input, track),
    Contributor: contributors(input, track),
    Duration: isoDuration(facts?.durationSec ?? 0),
    ParentalWarningType: warnings[track.explicit],
    ...(track.audioLanguage === NO_WORDS ? { IsInstrumental: 'true' } : {}),
    ...(track.audioLanguage && track.audioLanguage !== NO_WORDS ? { LanguageOfPerformance: track.audioLanguage } : {}),
  };
}

const technical = (facts: {
  container: string;
  channels: number;
  sampleRate: number;
  bitDepth: number;
  durationSec: number;
}): Node => ({
  AudioCodecType: facts.container === 'flac' ? 'FLAC' : 'PCM',
  NumberOfChannels: facts.channels,
  SamplingRate: { '@_UnitOfMeasure': 'Hz', '#text': facts.sampleRate },
  BitsPerSample: facts.bitDepth,
});

const fileNode = (path: string, sha256: string, sizeBytes: number): Node => ({
  URI: path,
  HashSum: { Algorithm: 'SHA-256', HashSumValue: sha256 },
  FileSize: sizeBytes,
});

/** Each person once, with all that they did. */
function contributors({ references }: MessageInput, track: ReleaseTrack): readonly Node[] {
  const byPerson = Map.groupBy(track.contributors, ({ partyId }) => partyId);
  return [...byPerson]
    .filter(([id]) => references.has(id))
    .map(([id, credits], i) => ({
      '@_SequenceNumber': String(i + 1),
      ContributorPartyReference: references.get(id),
      Role: [...new Set(credits.map(({ role }) => role))].map(contributorRole),
    }));
}

/** The cover, behind the recordings. */
export function imageOf(input: MessageInput, { path, file }: PackageFile): Node {
  const { release } = input.bundle;
  const found = input.facts.get(file.blobHash);
  const sides = found?.kind === 'image' ? found : null;
  const index = release.tracks.length + 1;
  const pixels = (count: number) => ({ '@_UnitOfMeasure': 'Pixel', '#text': count });
  return {
    ResourceReference: `A${index}`,
    Type: 'FrontCoverImage',
    ResourceId: proprietary(input.options.sender, packageName(release)),
    TechnicalDetails: {
      TechnicalResourceDetailsReference: `T${index}`,
      ImageCodecType: (sides?.container ?? (path.endsWith('.png') ? 'png' : 'jpeg')).toUpperCase(),
      ...(sides ? { ImageHeight: pixels(sides.height), ImageWidth: pixels(sides.width) } : {}),
      File: fileNode(path, file.blobHash, file.sizeBytes),
    },
  };
}
