import { decibels } from '#core/deck/knobs.ts';
import { formatNumber } from '#i18n/format.ts';
import { m } from '#i18n/paraglide/messages.js';

/** A gain with its unit. */
export function gainText(gain: number): string {
  const db = decibels(gain);
  return db === null ? m.decks_off() : m.decks_db({ db: `${db > 0 ? '+' : ''}${formatNumber(db, 1)}` });
}

/** @param place of the filter knob, -1 to 1 */
export function filterText(place: number): string {
  if (place === 0) return m.decks_off();
  const percent = formatNumber(Math.round(Math.abs(place) * 100));
  return place < 0 ? m.decks_filter_low({ percent }) : m.decks_filter_high({ percent });
}
