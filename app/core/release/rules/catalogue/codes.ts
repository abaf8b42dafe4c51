import type { FileRef, Release } from '#contracts/release/release.ts';
import { gtinKey } from '../../identifiers/gtin.ts';
import { parseIsrc } from '../../identifiers/isrc.ts';
import { sameNameKey } from '../../names/fold.ts';
import { tenthsOf, type KnownTrack } from '../catalogue-index.ts';
import type { Look } from '../look.ts';
import { gathered, inRelease, inTrack, setTo, when } from '../rule.ts';
import { isSameSound } from './same-sound.ts';

const primaries = (release: Release, name: (id: string) => string) =>
  release.artists
    .filter(({ role }) => role === 'primary')
    .map(({ partyId }) => sameNameKey(name(partyId)))
    .sort()
    .join('|');

/** All that has an ISRC in the release: recordings, and their second encodings. */
const coded = ({ tracks }: Look) =>
  tracks.flatMap((track) => [
    { track, field: 'isrc', isrc: parseIsrc(track.isrc) },
    { track, field: 'dolbyAtmos.isrc', isrc: parseIsrc(track.dolbyAtmos?.isrc ?? '') },
  ]);

/** Whether two tracks may be one recording: the same file, or as long as one is missing, the same title. */
const mayBeSame = ({ track: known }: KnownTrack, { title, audio }: Look['tracks'][number]) =>
  known.audio && audio ? known.audio.blobHash === audio.blobHash : sameNameKey(known.title) === sameNameKey(title);

/** Lengths of one master in two files may differ by its silence at the edges in a release; elsewhere it is the same file again. */
const [HERE_SEC, ELSEWHERE_SEC] = [1, 0.1];

/** A track of the catalogue with the same sound under another code. */
function elsewhereLike(look: Look, file: FileRef, isrc: string | null): KnownTrack | undefined {
  const isOther = ({ track }: KnownTrack) => track.isrc !== '' && parseIsrc(track.isrc) !== isrc;
  const same = look.catalogue.byBlob.get(file.blobHash)?.find(isOther);
  const sound = look.audio(file);
  if (same || !sound) return same;
  return [0, -1, 1]
    .flatMap((tenth) => look.catalogue.byLength.get(tenthsOf(sound) + tenth) ?? [])
    .find((known) => isOther(known) && isSameSound(sound, known.sound, ELSEWHERE_SEC));
}

export const codeRules = {
  DUPLICATE_UPC_CODE: ({ release, catalogue }: Look) =>
    gathered(catalogue.byGtin.get(gtinKey(release.upc))?.slice(0, 1) ?? [], (other) => [
      { place: inRelease('upc'), details: { value: release.upc, title: other.release.title } },
    ]),

  /** A code stands for one recording: twice in a release never, in another one only for the same sound. */
  DUPLICATE_ISRC_CODE: (look: Look) => {
    const first = new Set<string>();
    return gathered(
      coded(look).filter(({ field }) => field === 'isrc'),
      ({ track, isrc }) => {
        if (isrc === null) return [];
        const isRepeated = first.has(isrc);
        first.add(isrc);
        const other = look.catalogue.byIsrc.get(isrc)?.find((known) => {
          if (mayBeSame(known, track)) return false;
          // The same sound in another wrapper is the same recording.
          const [own, theirs] = [look.audio(track.audio), look.audio(known.track.audio)];
          return !(own && theirs && isSameSound(own, theirs, HERE_SEC));
        });
        return when(isRepeated || other !== undefined, () => ({
          place: inTrack(track, 'isrc'),
          details: { isrc, title: isRepeated ? look.release.title : (other?.bundle.release.title ?? '') },
        }));
      },
    );
  },

  DUPLICATE_AUDIOPRODUCT: ({ release, catalogue, bundle, party }: Look) => {
    const own = primaries(release, (id) => party(id)?.name ?? '');
    const code = gtinKey(release.upc);
    const twin = catalogue.byTitle.get(sameNameKey(release.title))?.find(({ release: other, parties }) => {
      const isSame = other.format === release.format && sameNameKey(other.version) === sameNameKey(release.version);
      const otherCode = gtinKey(other.upc);
      if (!isSame || (code !== '' && otherCode !== '' && code !== otherCode)) return false;
      return primaries(other, (id) => parties.find((one) => one.id === id)?.name ?? '') === own;
    });
    return when(twin !== undefined && bundle.release.title !== '', () => ({
      place: inRelease('title'),
      details: { title: release.title },
    }));
  },

  CONSTRAINT_VIOLATION_PRODUCT: ({ release, catalogue, party }: Look) => {
    const label = sameNameKey(party(release.labelId ?? '')?.name ?? '');
    const other = catalogue.byCatalogNumber
      .get(sameNameKey(release.catalogNumber))
      ?.find(({ release: { labelId }, parties }) => {
        const name = parties.find(({ id }) => id === labelId)?.name;
        return name !== undefined && sameNameKey(name) === label;
      });
    return when(release.catalogNumber !== '' && other !== undefined, () => ({
      place: inRelease('catalogNumber'),
      details: { value: release.catalogNumber, title: other?.release.title ?? '' },
    }));
  },

  /** The same sound twice in the release, or in another one under another code. */
  DUPLICATE_RECORDING: (look: Look) =>
    gathered(look.tracks, (track, index) => {
      if (!track.audio) return [];
      const { audio: file } = track;
      const sound = look.audio(file);
      const here = look.tracks.slice(0, index).find((one) => {
        const other = look.audio(one.audio);
        return one.audio?.blobHash === file.blobHash || (sound && other && isSameSound(sound, other, HERE_SEC));
      });
      if (here) {
        return [{ place: inTrack(track, 'audio'), details: { title: here.title, release: look.release.title } }];
      }
      const known = elsewhereLike(look, file, parseIsrc(track.isrc));
      return when(known !== undefined, () => ({
        place: inTrack(track, 'isrc'),
        details: { title: known?.track.title ?? '', release: known?.bundle.release.title ?? '' },
        ...(track.isrc === '' ? { fix: setTo(known?.track.isrc ?? '') } : {}),
      }));
    }),

  ORIGINAL_ENCODING_DOLBY_ISRC_NOT_UNIQUE: (look: Look) => {
    const all = coded(look);
    return gathered(
      all.filter(({ field, isrc }) => field !== 'isrc' && isrc !== null),
      ({ track, isrc }) => {
        const isHere = all.some((one) => one.track !== track && one.isrc === isrc);
        const known = look.catalogue.byIsrc
          .get(isrc ?? '')
          ?.find((one) => one.track.dolbyAtmos?.file.blobHash !== track.dolbyAtmos?.file.blobHash);
        return when(isHere || known !== undefined, () => ({
          place: inTrack(track, 'dolbyAtmos.isrc'),
          details: { isrc: isrc ?? '' },
        }));
      },
    );
  },

  FILE_DURATION_NOT_SAME: ({ tracks, audio, limits }: Look) =>
    gathered(tracks, (track) => {
      const [stereo, atmos] = [audio(track.audio), audio(track.dolbyAtmos?.file ?? null)];
      const apart = stereo && atmos ? Math.abs(stereo.durationSec - atmos.durationSec) : 0;
      return when(apart > limits.audio.encodingsApartSec, () => ({
        place: inTrack(track, 'dolbyAtmos'),
        details: { title: track.title, seconds: Math.round(apart * 10) / 10, most: limits.audio.encodingsApartSec },
      }));
    }),
};
