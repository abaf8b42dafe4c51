import { m } from '#i18n/paraglide/messages.js';

/** Whether words are sung that parents may mind. */
export const explicitOptions = () => [
  { value: 'unset', label: m.releases_unknown() },
  { value: 'notExplicit', label: m.releases_explicit_no() },
  { value: 'explicit', label: m.releases_explicit_yes() },
  { value: 'clean', label: m.releases_explicit_clean() },
];
