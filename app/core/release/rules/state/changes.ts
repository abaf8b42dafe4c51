import type { MirroredProduct, MirroredTrack } from '#contracts/release/catalogue.ts';
import type { ReleaseTrack } from '#contracts/release/release.ts';
import { gtinKey } from '../../identifiers/gtin.ts';
import { parseIsrc } from '../../identifiers/isrc.ts';
import type { Look } from '../look.ts';
import { fix, gathered, inRelease, inTrack, setTo, when, type Found, type Rule } from '../rule.ts';

type State = MirroredProduct['state'];

/** Published and what follows: its codes and its order stand. */
const standing: readonly State[] = ['PUBLISHED', 'DELIVERED', 'TAKEN_DOWN'];

/** Compares with a product that is in one of these states. */
const compared =
  (states: readonly State[], compare: (look: Look, product: MirroredProduct) => readonly Found[]): Rule =>
  (look) =>
    look.product && states.includes(look.product.state) ? compare(look, look.product) : [];

const eachPair = (
  look: Look,
  product: MirroredProduct,
  compare: (now: ReleaseTrack, then: MirroredTrack) => readonly Found[],
) => {
  const known = new Map(product.tracks.map((track) => [track.trackId, track]));
  return gathered(look.tracks, (track) => {
    const then = known.get(track.id);
    return then ? compare(track, then) : [];
  });
};

const removed = (states: readonly State[]) =>
  compared(states, ({ tracks }, product) => {
    const here = new Set(tracks.map(({ id }) => id));
    return gathered(product.tracks, (then) =>
      when(then.trackId !== '' && !here.has(then.trackId), () => ({
        place: inRelease('tracks'),
        details: { isrc: then.isrc, volume: then.volume, sequence: then.sequence },
      })),
    );
  });

export const changeRules = {
  CANNOT_UPDATE_BARCODE: compared(standing, ({ release }, { upc }) =>
    when(upc !== '' && gtinKey(release.upc) !== gtinKey(upc), () => ({
      place: inRelease('upc'),
      details: { value: release.upc, upc },
      fix: setTo(upc),
    })),
  ),

  CANNOT_UPDATE_ISRC: compared(standing, (look, product) =>
    eachPair(look, product, (now, { isrc }) =>
      when(isrc !== '' && parseIsrc(now.isrc) !== parseIsrc(isrc), () => ({
        place: inTrack(now, 'isrc'),
        details: { value: now.isrc, isrc },
        fix: setTo(isrc),
      })),
    ),
  ),

  CANNOT_DELETE_TRACK_FROM_DELIVERED_PRODUCT: removed(['DELIVERED', 'TAKEN_DOWN']),
  CANNOT_DETACH_ASSET_FROM_PRODUCT_IN_USE: removed(['PUBLISHED']),

  CANNOT_ATTACH_ASSET_TO_PRODUCT_IN_USE: compared(standing, ({ tracks, intent }, product) => {
    const known = new Set(product.tracks.map(({ trackId }) => trackId));
    const added = tracks.filter(({ id }) => !known.has(id));
    return [
      ...added.map((track) => ({
        place: inTrack(track, ''),
        details: { title: track.title },
        fix: fix('removeTrack', { id: track.id }),
      })),
      ...when(intent === 'attachTrack' && added.length === 0, () => ({
        place: inRelease('tracks'),
        details: { title: '' },
      })),
    ];
  }),

  UPDATE_TRACK_ORDER_NOT_ALLOWED: compared(standing, (look, product) => {
    const last = new Map<number, number>();
    return eachPair(look, product, (now, { sequence, volume }) => {
      const before = last.get(now.volume) ?? 0;
      last.set(now.volume, Math.max(before, sequence));
      return when(volume === now.volume && sequence < before, () => ({
        place: inTrack(now, ''),
        details: { title: now.title, sequence },
        fix: fix('restoreOrder', { order: orderOf(product) }),
      }));
    });
  }),

  CANNOT_UPDATE_DELIVERED_ASSET_VOLUME_NUMBER: compared(['DELIVERED', 'TAKEN_DOWN'], (look, product) =>
    eachPair(look, product, (now, { volume }) =>
      when(volume !== now.volume, () => ({
        place: inTrack(now, 'volume'),
        details: { title: now.title, volume },
        fix: setTo(volume),
      })),
    ),
  ),

  CANNOT_UPDATE_DELIVERED_PRODUCT_N_VOLUMES: compared(['DELIVERED', 'TAKEN_DOWN'], ({ release }, { volumes }) =>
    when(release.volumes !== volumes, () => ({
      place: inRelease('volumes'),
      details: { value: release.volumes, volumes },
      fix: setTo(volumes),
    })),
  ),

  CANNOT_SET_PREORDER_ONLY_ON_PUBLISHED_PRODUCT: compared(standing, (look, product) =>
    eachPair(look, product, (now, { preorder }) =>
      when(now.preorder === 'preorderOnly' && preorder !== 'preorderOnly', () => ({
        place: inTrack(now, 'preorder'),
        details: { title: now.title },
        fix: setTo(preorder),
      })),
    ),
  ),

  CANNOT_REMOVE_FILE_FOR_PUBLISHED_PRODUCT: compared(standing, (look, product) => [
    ...when(product.hasCover && look.release.cover === null, () => ({
      place: inRelease('cover'),
      details: { title: look.release.title },
    })),
    ...eachPair(look, product, (now, { hasAudio }) =>
      when(hasAudio && now.audio === null, () => ({ place: inTrack(now, 'audio'), details: { title: now.title } })),
    ),
  ]),
};

/** Ids of tracks as the product has them, so that a fix can put them back. */
const orderOf = ({ tracks }: MirroredProduct) =>
  [...tracks]
    .sort((a, b) => a.volume - b.volume || a.sequence - b.sequence)
    .map(({ trackId }) => trackId)
    .join(' ');
