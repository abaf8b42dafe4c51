import type { ReleaseTrack, Split } from '#contracts/release/release.ts';
import { sumOfSplits } from '../shares/fractions.ts';
import { editRelease, editTracks, fieldOf, withField } from './edit.ts';
import type { Fix } from './fixes.ts';

const one =
  (edit: (track: ReleaseTrack) => ReleaseTrack): Fix =>
  (bundle, { place }) =>
    editTracks(bundle, (track) => (track.id === place.id ? edit(track) : track));

/** Largest denominator that a share may have. */
const FINEST = 1_000_000n;

const divisor = (a: bigint, b: bigint): bigint => (b === 0n ? a : divisor(b, a % b));

/** Shares in the same proportions whose sum is the whole: exact, or in parts of ten thousand where that is too fine. */
function scaled(splits: readonly Split[]): Split[] {
  const sum = sumOfSplits(splits);
  const exact = splits.map(({ numerator, denominator }) => {
    const [n, d] = [BigInt(numerator) * sum.denominator, BigInt(denominator) * sum.numerator];
    const by = divisor(n, d) || 1n;
    return { numerator: n / by, denominator: d / by };
  });
  if (exact.every(({ denominator }) => denominator <= FINEST)) {
    return splits.map((split, i) => ({
      ...split,
      numerator: Number(exact[i]?.numerator ?? 0n),
      denominator: Number(exact[i]?.denominator ?? 1n),
    }));
  }
  const parts = exact.map(({ numerator, denominator }) => (Number(numerator) / Number(denominator)) * 10_000);
  const whole = parts.map(Math.floor);
  const byRest = parts.map((part, i) => ({ i, rest: part % 1 })).sort((a, b) => b.rest - a.rest);
  const missing = 10_000 - whole.reduce((a, b) => a + b, 0);
  for (const { i } of byRest.slice(0, missing)) whole[i] = (whole[i] ?? 0) + 1;
  return splits.map((split, i) => ({ ...split, numerator: whole[i] ?? 0, denominator: 10_000 }));
}

export const trackFixes: Readonly<Record<string, Fix>> = {
  useReleaseTerritories: one((track) => ({ ...track, territories: null })),
  /** The track says what its release says in the same field. */
  takeFromRelease: (bundle, { place }) =>
    editTracks(bundle, (track) =>
      track.id === place.id ? withField(track, place.field, fieldOf(bundle.release, place.field)) : track,
    ),

  clearPreview: one((track) => ({ ...track, preview: null })),
  removeWork: one((track) => ({ ...track, work: null })),
  scaleSplits: one((track) => ({ ...track, splits: scaled(track.splits) })),

  removeTrack: (bundle, { values }) =>
    editRelease(bundle, (release) => ({ ...release, tracks: release.tracks.filter(({ id }) => id !== values['id']) })),

  releaseAllTracks: (bundle) => editTracks(bundle, (track) => ({ ...track, preorder: 'standard' })),

  /** Numbers volumes anew, without holes. */
  closeVolumes: (bundle) => {
    const used = [...new Set(bundle.release.tracks.map(({ volume }) => volume))].sort((a, b) => a - b);
    const renumbered = editTracks(bundle, (track) => {
      const volume = used.indexOf(track.volume) + 1;
      return volume === track.volume ? track : { ...track, volume };
    });
    return editRelease(renumbered, (release) => ({ ...release, volumes: Math.max(1, used.length) }));
  },

  movePreorderOnlyLast: (bundle) =>
    editRelease(bundle, (release) => {
      const ordered = [...release.tracks].sort((a, b) => a.volume - b.volume);
      const last = ordered.at(-1)?.volume ?? 1;
      const isOnly = ({ preorder }: ReleaseTrack) => preorder === 'preorderOnly';
      const moved = ordered.filter(isOnly).map((track) => (track.volume === last ? track : { ...track, volume: last }));
      return { ...release, tracks: [...ordered.filter((track) => !isOnly(track)), ...moved] };
    }),

  restoreOrder: (bundle, { values }) =>
    editRelease(bundle, (release) => {
      const order = String(values['order']).split(' ');
      const place = ({ id }: ReleaseTrack) => (order.includes(id) ? order.indexOf(id) : order.length);
      return { ...release, tracks: [...release.tracks].sort((a, b) => place(a) - place(b)) };
    }),
};
