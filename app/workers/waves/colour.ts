/** Red, green, blue and opacity, 0 to 1. */
export type Rgba = readonly [red: number, green: number, blue: number, alpha: number];

/** Reads `#rrggbb`; grey where it is not one. */
export function rgba(colour: string, alpha = 1): Rgba {
  const found = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(colour.trim());
  const part = (index: number) => (found ? Number.parseInt(found[index] as string, 16) / 255 : 0.5);
  return [part(1), part(2), part(3), alpha];
}

/** As canvases of two dimensions take it. */
export const css = ([red, green, blue, alpha]: Rgba): string =>
  `rgb(${Math.round(red * 255)} ${Math.round(green * 255)} ${Math.round(blue * 255)} / ${alpha})`;

/** Black or white, whichever reads better on a colour. */
export function inkOn([red, green, blue]: Rgba): Rgba {
  const linear = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  const luminance = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  return luminance > 0.179 ? [0, 0, 0, 1] : [1, 1, 1, 1];
}
