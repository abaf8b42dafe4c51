import { againstWhole, fractionText, sumOfSplits } from '../../shares/fractions.ts';
import type { Look } from '../look.ts';
import { eachTrack, fix, gathered, inRelease, inTrack, when } from '../rule.ts';

export const structureRules = {
  MUST_HAVE_TRACK: ({ tracks }: Look) => when(tracks.length === 0, () => ({ place: inRelease('tracks') })),

  ALL_VOLUMES_MUST_HAVE_AT_LEAST_ONE_ASSET: ({ release, tracks, limits }: Look) => {
    const filled = new Set(tracks.map(({ volume }) => volume));
    const count = tracks.length === 0 ? 0 : Math.min(release.volumes, limits.mostVolumes);
    return gathered(
      Array.from({ length: Math.max(0, count) }, (_, i) => i + 1),
      (volume) =>
        when(!filled.has(volume), () => ({
          place: inRelease('volumes'),
          details: { volume },
          fix: fix('closeVolumes'),
        })),
    );
  },

  INVALID_VOLUME: ({ release, tracks, limits }: Look) => [
    ...when(release.volumes < 1 || release.volumes > limits.mostVolumes, () => ({
      place: inRelease('volumes'),
      details: { volume: release.volumes, most: limits.mostVolumes },
      fix: fix('closeVolumes'),
    })),
    ...gathered(tracks, (track) =>
      when(track.volume < 1 || track.volume > Math.max(release.volumes, 1), () => ({
        place: inTrack(track, 'volume'),
        details: { volume: track.volume, most: release.volumes },
        fix: fix('closeVolumes'),
      })),
    ),
  ],

  EXCEEDING_MAXIMUM_PERCENTAGE: eachTrack((track) => {
    const sum = sumOfSplits(track.splits);
    return when(againstWhole(sum) > 0, () => ({
      place: inTrack(track, 'splits'),
      details: { title: track.title, sum: fractionText(sum) },
      fix: fix('scaleSplits'),
    }));
  }),

  INCOMPLETE_WORK_ON_PRODUCT: eachTrack((track) => {
    const { work } = track;
    const lacksTitle = work !== null && work.title.trim() === '';
    const lacksMovement = work !== null && work.movementNumber !== null && work.movementTitle.trim() === '';
    return when(lacksTitle || lacksMovement, () => ({
      place: inTrack(track, lacksTitle ? 'work.title' : 'work.movementTitle'),
      details: { title: track.title },
      ...(work?.title || work?.movementTitle ? {} : { fix: fix('removeWork') }),
    }));
  }),

  PREVIEW_SETTINGS_INVALID: ({ tracks, audio, limits: { preview } }: Look) =>
    gathered(tracks, (track) => {
      const own = track.preview;
      const lengthSec = audio(track.audio)?.durationSec ?? Infinity;
      const isWrong = own !== null && (own.lengthSec <= 0 || own.startSec + own.lengthSec > lengthSec);
      return when(isWrong, () => ({
        place: inTrack(track, 'preview'),
        details: {
          ...{ start: own?.startSec ?? 0, length: own?.lengthSec ?? 0 },
          duration: Number.isFinite(lengthSec) ? Math.floor(lengthSec) : preview.most,
        },
        fix: fix('clearPreview'),
      }));
    }),

  ASSET_DURATION_SHORT: ({ tracks, audio, limits }: Look) =>
    gathered(tracks, (track) => {
      const seconds = audio(track.audio)?.durationSec ?? 0;
      return when(seconds > 0 && seconds < limits.audio.shortestSec, () => ({
        place: inTrack(track, 'audio'),
        details: { seconds: Math.round(seconds * 10) / 10, least: limits.audio.shortestSec },
      }));
    }),
};
