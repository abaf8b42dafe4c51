import { formatNumber } from '#i18n/format.ts';
import { m } from '#i18n/paraglide/messages.js';

/** Minutes of recording that still fit, in words. */
export function roomText(minutes: number): string {
  if (minutes < 60) return m.settings_storage_room_minutes({ minutes });
  return m.settings_storage_room_hours({ hours: formatNumber(Math.floor(minutes / 60)), minutes: minutes % 60 });
}
