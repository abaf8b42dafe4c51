import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');

/** The hexadecimal colours of one rule. */
function colours(selector: string): Record<string, string> {
  const start = css.indexOf(`${selector} {`);
  const rule = css.slice(start, css.indexOf('\n}', start));
  return Object.fromEntries([...rule.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, hex]) => [name, hex]));
}

/** Relative luminance of WCAG 2.2. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4)) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const dark = colours(':root');
const themes = { dark, light: { ...dark, ...colours(":root[data-theme='light']") } };
const surfaces = ['surface-0', 'surface-1', 'surface-2', 'surface-3'];

test.each(Object.entries(themes))('%s: text is readable on every surface (4.5:1)', (_theme, colour) => {
  const texts = ['text', 'text-muted', 'accent', 'danger', 'safe', 'deck-a', 'deck-b', 'deck-c', 'deck-d'];
  for (const text of texts) {
    for (const surface of surfaces) {
      const ratio = contrast(colour[text] ?? '', colour[surface] ?? '');
      expect(ratio, `--${text} on --${surface}`).toBeGreaterThanOrEqual(4.5);
    }
  }
  expect(contrast(colour['text'] ?? '', colour['surface-4'] ?? '')).toBeGreaterThanOrEqual(4.5);
  expect(contrast(colour['on-accent'] ?? '', colour['accent'] ?? '')).toBeGreaterThanOrEqual(4.5);
  expect(contrast(colour['on-danger'] ?? '', colour['danger'] ?? '')).toBeGreaterThanOrEqual(4.5);
});

test.each(Object.entries(themes))('%s: edges, focus and waveforms are visible (3:1)', (_theme, colour) => {
  for (const shape of ['line-strong', 'focus', 'band-low', 'band-mid', 'band-high']) {
    for (const surface of surfaces) {
      const ratio = contrast(colour[shape] ?? '', colour[surface] ?? '');
      expect(ratio, `--${shape} on --${surface}`).toBeGreaterThanOrEqual(3);
    }
  }
});

test('both themes name the same colours', () => {
  expect(Object.keys(colours(":root[data-theme='light']")).sort()).toEqual(Object.keys(dark).sort());
});
