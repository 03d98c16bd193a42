const colors = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((number) => `var(--series-${number})`);

/** Colour of what is drawn at a place of a list; beyond nine they repeat. */
export function seriesColor(index: number): string {
  return colors[index % colors.length];
}

/** Most things with a colour of their own in one picture. */
export const distinctColors = colors.length;
export const restColor = "var(--series-rest)";
