import { AppError } from '#contracts/errors/app-error.ts';
import type { DeliveryState, StoreDelivery } from '#contracts/http/deliveries.ts';
import { m } from '#i18n/paraglide/messages.js';
import { errorText } from '#ui/error-text.ts';
import type { Hindrance } from './deliveries.svelte.ts';
import type { Phase } from './phases.ts';

export const stateTexts: Readonly<Record<DeliveryState, () => string>> = {
  queued: m.delivery_state_queued,
  running: m.delivery_state_running,
  processing: m.delivery_state_processing,
  delivered: m.delivery_state_delivered,
  takenDown: m.delivery_state_taken_down,
  failed: m.delivery_state_failed,
};

export const phaseTexts: Readonly<Record<Phase, () => string>> = {
  people: m.delivery_phase_people,
  product: m.delivery_phase_product,
  cover: m.delivery_phase_cover,
  tracks: m.delivery_phase_tracks,
  publish: m.delivery_phase_publish,
  stores: m.delivery_phase_stores,
};

export const storeTexts: Readonly<Record<StoreDelivery['state'], () => string>> = {
  NOT_ADDED: m.delivery_store_not_added,
  PROCESSING: m.delivery_store_processing,
  DELIVERED: m.delivery_store_delivered,
  CANCELLED: m.delivery_store_cancelled,
  TAKEN_DOWN: m.delivery_store_taken_down,
};

export const hindranceTexts: Readonly<Record<Hindrance, () => string>> = {
  server: m.delivery_not_without_server,
  role: m.delivery_not_as_viewer,
  account: m.delivery_not_without_account,
};

/** Why something with the distributor failed. Without a network the error table speaks of uploads, which is beside the point. */
export function failureText(error: unknown): string {
  if (error instanceof AppError && error.code === 'upload.offline') return m.delivery_no_network();
  return errorText(error);
}
