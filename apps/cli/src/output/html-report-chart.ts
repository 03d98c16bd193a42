import { escapeHtml } from "./html-report.ts";

/** A curve or a set of points of a chart; values that are null or cannot stand on a logarithmic axis are left out. */
export interface ChartSeries {
  readonly label: string;
  readonly points: readonly (readonly [x: number, y: number | null])[];
  /** "line" by default; "points" marks each; "both". */
  readonly shape?: "line" | "points" | "both";
}

export interface ChartAxis {
  readonly label: string;
  readonly scale?: "linear" | "logarithmic";
  /** Text of a tick; default the number. */
  readonly format?: (value: number) => string;
  /** Where ticks stand; default round numbers. */
  readonly ticks?: readonly number[];
}

export interface LineChart {
  /** For readers that do not see it. */
  readonly title: string;
  readonly x: ChartAxis;
  readonly y: ChartAxis;
  readonly series: readonly ChartSeries[];
}

const width = 900;
const height = 420;
const left = 96;
const right = 36;
const top = 14;
const bottom = 48;
/** Colours that also the colour-blind can tell apart (Okabe and Ito), darkened where they stand on white. */
const colours = ["#0072b2", "#c44e00", "#007a5a", "#a8478a", "#7a6a00", "#2b8fc4", "#000000", "#8a5a00"];
const dashes = ["", "7 3", "2 3", "9 3 2 3"];

interface Scale {
  readonly at: (value: number) => number;
  readonly ticks: readonly number[];
}

/** Round numbers that divide a range into about `count` parts. */
export function roundTicks(low: number, high: number, count = 6): number[] {
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough * (1 - 1e-9))!;
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  return Array.from({ length: last - first + 1 }, (_, k) => Number(((first + k) * step).toPrecision(12)));
}

function scaleOf(values: readonly number[], { scale, ticks }: ChartAxis, from: number, to: number): Scale {
  let low = values.reduce((least, value) => Math.min(least, value), Infinity);
  let high = values.reduce((most, value) => Math.max(most, value), -Infinity);
  if (scale === "logarithmic") {
    const [first, last] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
    const span = Math.max(1, last - first);
    return {
      at: (value) => from + ((Math.log10(value) - first) / span) * (to - from),
      ticks: ticks ?? Array.from({ length: span + 1 }, (_, k) => 10 ** (first + k)),
    };
  }
  if (low === high) [low, high] = [low - Math.max(1, Math.abs(low)), high + Math.max(1, Math.abs(high))];
  return {
    at: (value) => from + ((value - low) / (high - low)) * (to - from),
    ticks: ticks ?? roundTicks(low, high),
  };
}

function isShown(value: number | null, { scale }: ChartAxis): value is number {
  return value !== null && Number.isFinite(value) && (scale !== "logarithmic" || value > 0);
}

const place = (value: number): string => value.toFixed(1);

function axesOf({ x, y }: LineChart, across: Scale, up: Scale): string[] {
  const text = ({ format = (value: number) => value.toLocaleString("en-US") }: ChartAxis, value: number) =>
    escapeHtml(format(value));
  const base = height - bottom;
  return [
    ...up.ticks.flatMap((tick) => [
      `<line x1="${left}" x2="${width - right}" y1="${place(up.at(tick))}" y2="${place(up.at(tick))}" stroke="#e2e6eb"/>`,
      `<text x="${left - 8}" y="${place(up.at(tick) + 4)}" text-anchor="end">${text(y, tick)}</text>`,
    ]),
    ...across.ticks.map(
      (tick) =>
        `<text x="${place(across.at(tick))}" y="${base + 18}" text-anchor="middle">${text(x, tick)}</text>`,
    ),
    `<line x1="${left}" x2="${width - right}" y1="${base}" y2="${base}" stroke="#4a5360"/>`,
    `<text x="${(left + width - right) / 2}" y="${height - 8}" text-anchor="middle">${escapeHtml(x.label)}</text>`,
    `<text transform="translate(16 ${(top + base) / 2}) rotate(-90)" text-anchor="middle">${escapeHtml(y.label)}</text>`,
  ];
}

/** A chart as inline SVG with its legend below. */
export function htmlLineChart(chart: LineChart): string {
  const { x, y, series, title } = chart;
  const shown = series.map((curve) => ({
    ...curve,
    points: curve.points.filter(
      (point): point is readonly [number, number] => isShown(point[0], x) && isShown(point[1], y),
    ),
  }));
  const points = shown.flatMap((curve) => curve.points);
  if (points.length === 0) return "";
  const across = scaleOf(
    points.map(([value]) => value),
    x,
    left,
    width - right,
  );
  const up = scaleOf(
    points.map(([, value]) => value),
    y,
    height - bottom,
    top,
  );
  const inkOf = (index: number): string => colours[index % colours.length];
  const dashOf = (index: number): string => dashes[Math.floor(index / 2) % dashes.length];
  const curves = shown.flatMap(({ points: own, shape = "line" }, index) => {
    const places = own.map(([a, b]) => [place(across.at(a)), place(up.at(b))] as const);
    const line = `<polyline fill="none" stroke="${inkOf(index)}" stroke-width="1.8" stroke-dasharray="${dashOf(index)}" points="${places.map((pair) => pair.join(",")).join(" ")}"/>`;
    const marks = places.map(([cx, cy]) => `<circle cx="${cx}" cy="${cy}" r="3.5" fill="${inkOf(index)}"/>`);
    return [...(shape === "points" ? [] : [line]), ...(shape === "line" ? [] : marks)];
  });
  const legend = shown.map(
    ({ label, shape = "line" }, index) =>
      `<span><svg viewBox="0 0 26 8" style="width:26px" aria-hidden="true">${
        shape === "points"
          ? `<circle cx="13" cy="4" r="3.5" fill="${inkOf(index)}"/>`
          : `<line x1="0" x2="26" y1="4" y2="4" stroke="${inkOf(index)}" stroke-width="2.5" stroke-dasharray="${dashOf(index)}"/>`
      }</svg> ${escapeHtml(label)}</span>`,
  );
  return [
    "<figure>",
    `<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${escapeHtml(title)}" font-size="12" fill="#1b1f24">`,
    ...axesOf(chart, across, up),
    ...curves,
    "</svg>",
    `<figcaption style="display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;font-size:.85rem">${legend.join("\n")}</figcaption>`,
    "</figure>",
  ].join("\n");
}
