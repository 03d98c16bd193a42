/** A curve of a text plot; points without a value are left out. */
export interface Series {
  readonly mark: string;
  readonly label: string;
  readonly points: readonly (readonly [x: number, y: number | null])[];
}

/** How the numbers of a plot's axes are written. */
export interface PlotLabels {
  readonly x?: (value: number) => string;
  readonly y?: (value: number) => string;
}

/**
 * Curves as text, one mark a point. Where curves meet, the mark of the later one is seen. Empty when fewer than two
 * points have a value.
 */
export function plot(
  series: readonly Series[],
  columns: number,
  rows: number,
  labels: PlotLabels = {},
): string[] {
  const { x: xLabel = (value: number) => value.toFixed(3), y: yLabel = (value: number) => value.toFixed(4) } =
    labels;
  const points = series.flatMap((curve) =>
    curve.points.flatMap(([x, y]) => (y === null ? [] : [{ x, y, mark: curve.mark }])),
  );
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [bottom, top] = [Math.min(...ys), Math.max(...ys)];
  if (points.length < 2 || left === right) return [];
  const height = top - bottom || 1;
  const scaleLabels = [top, bottom].map(yLabel);
  const labelWidth = Math.max(...scaleLabels.map((label) => label.length));
  const width = Math.max(columns - labelWidth - 2, 10);
  const canvas = Array.from({ length: rows }, () => new Array<string>(width).fill(" "));
  for (const { x, y, mark } of points) {
    const column = Math.round(((x - left) / (right - left)) * (width - 1));
    const row = Math.round(((top - y) / height) * (rows - 1));
    canvas[row][column] = mark;
  }
  const lines = canvas.map((cells, row) => {
    const label = row === 0 ? scaleLabels[0] : row === rows - 1 ? scaleLabels[1] : "";
    return `${label.padStart(labelWidth)} |${cells.join("").trimEnd()}`;
  });
  const axis = `${" ".repeat(labelWidth)} +${"-".repeat(width)}`;
  const [from, to] = [xLabel(left), xLabel(right)];
  const ticks = " ".repeat(labelWidth + 2) + from + to.padStart(width - from.length);
  const legend = series.map(({ mark, label }) => `${mark} ${label}`).join("   ");
  return [...lines, axis, ticks, `${" ".repeat(labelWidth + 2)}${legend}`];
}
