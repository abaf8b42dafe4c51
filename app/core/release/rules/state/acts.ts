import type { Intent, MirroredDelivery } from '#contracts/release/catalogue.ts';
import type { Look } from '../look.ts';
import { gathered, inRelease, inTrack, when } from '../rule.ts';

const intends = ({ intent }: Look, ...acts: readonly Intent[]) => acts.includes(intent);
const anyIs = ({ product }: Look, state: MirroredDelivery['state']) =>
  product?.deliveries.some((one) => one.state === state) ?? false;
const stateOf = ({ product }: Look) => product?.state ?? '';
const here = (look: Look) => ({ place: inRelease(''), details: { title: look.release.title } });

/** What may not be done with the product as it stands. */
export const actRules = {
  // A product that is only drafted is published on the way; one that was deleted cannot be.
  CANNOT_DELIVER_UNPUBLISHED_PRODUCT: (look: Look) =>
    when(
      (intends(look, 'deliver') && stateOf(look) === 'DELETED') ||
        (intends(look, 'redeliver') && stateOf(look) === 'PENDING'),
      () => here(look),
    ),

  CANNOT_TAKEDOWN_PRODUCT: (look: Look) =>
    when(intends(look, 'takedown') && ['', 'PENDING', 'TAKEN_DOWN', 'DELETED'].includes(stateOf(look)), () =>
      here(look),
    ),

  DOWNSTREAM_PRODUCT_NOT_YET_DELIVERED: (look: Look) =>
    when(
      intends(look, 'takedown') && ['PUBLISHED', 'DELIVERED'].includes(stateOf(look)) && !anyIs(look, 'DELIVERED'),
      () => here(look),
    ),

  CANNOT_REDELIVER: (look: Look) =>
    when(
      intends(look, 'redeliver') &&
        stateOf(look) !== 'PENDING' &&
        (!['PUBLISHED', 'DELIVERED'].includes(stateOf(look)) || !anyIs(look, 'DELIVERED')),
      () => here(look),
    ),

  EXISTING_DELIVERY_IS_PROCESSING_OR_FETCHED: (look: Look) =>
    gathered(intends(look, 'deliver', 'redeliver', 'takedown') ? (look.product?.deliveries ?? []) : [], (one) =>
      when(one.state === 'PROCESSING', () => ({ place: inRelease(''), details: { store: one.store } })),
    ),

  PRODUCT_ALREADY_HAS_UPC: (look: Look) => {
    const upc = look.product?.upc || look.release.upc;
    return when(intends(look, 'assignUpc') && upc !== '', () => ({ place: inRelease('upc'), details: { upc } }));
  },

  ENTITY_ALREADY_HAS_ISRC: (look: Look) =>
    gathered(intends(look, 'assignIsrc') ? look.tracks : [], (track) => {
      const isrc = look.product?.tracks.find(({ trackId }) => trackId === track.id)?.isrc || track.isrc;
      return when(isrc !== '', () => ({ place: inTrack(track, 'isrc'), details: { isrc } }));
    }),
};
