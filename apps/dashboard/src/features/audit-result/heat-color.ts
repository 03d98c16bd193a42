/** Colours of a matrix's entries from 0 to 1, red, green and blue: dark to light, told apart without hue as well. */
const stops: readonly (readonly [number, number, number])[] = [
  [26, 22, 64],
  [38, 70, 120],
  [26, 120, 136],
  [72, 168, 120],
  [182, 208, 92],
  [252, 244, 170],
];

/** The colour of a value, cut to [0, 1]. */
export function heatColor(value: number): [number, number, number] {
  const place = Math.min(1, Math.max(0, value)) * (stops.length - 1);
  const lower = Math.min(stops.length - 2, Math.floor(place));
  const share = place - lower;
  return [0, 1, 2].map((channel) =>
    Math.round(stops[lower][channel] * (1 - share) + stops[lower + 1][channel] * share),
  ) as [number, number, number];
}

/** The scale as a gradient of CSS. */
export const heatGradient = `linear-gradient(to right, ${stops.map((color) => `rgb(${color.join(" ")})`).join(", ")})`;
