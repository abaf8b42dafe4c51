/** Licences whose code may be combined into a whole under AGPL-3.0-or-later. */
const fitting = new Set([
  '0BSD',
  'AGPL-3.0',
  'AGPL-3.0-or-later',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'LGPL-3.0-or-later',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'PostgreSQL',
  'Unlicense',
  'WTFPL',
  'Zlib',
]);

/**
 * Whether an SPDX expression fits: one of its alternatives does, with all parts of that alternative.
 *
 * @param {string} expression for example `(MIT OR GPL-2.0-only)`
 */
export function fitsAgpl(expression) {
  const options = expression.replace(/[()*]/g, '').split(' OR ');
  return options.some((option) => option.split(' AND ').every((part) => fitting.has(part.trim())));
}
