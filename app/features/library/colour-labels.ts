import type { trackColours } from '#core/library/search/colours.ts';
import { m } from '#i18n/paraglide/messages.js';

/** What the colours of tracks are called. */
export const colourLabels: Record<(typeof trackColours)[number]['name'], () => string> = {
  red: m.library_colour_red,
  orange: m.library_colour_orange,
  yellow: m.library_colour_yellow,
  green: m.library_colour_green,
  aqua: m.library_colour_aqua,
  blue: m.library_colour_blue,
  purple: m.library_colour_purple,
  pink: m.library_colour_pink,
};
