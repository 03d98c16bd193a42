import type { ElementFamily } from "./drawn-element.ts";

/** Colours of a drawing: `FAMILY-fill` and `FAMILY-line` of boxes, the wires, the text. */
type ColourName = "ink" | "wire" | "surface" | `${ElementFamily}-${"fill" | "line"}`;
type Colours = Readonly<Record<ColourName, string>>;

export type SvgTheme = "auto" | "light" | "dark";

/** Text on every fill and lines on the surface have a contrast of at least 4.5. */
const light: Colours = {
  ink: "#1c2430",
  wire: "#66707c",
  surface: "#ffffff",
  "fixed-fill": "#e4effa",
  "fixed-line": "#1f5f9e",
  "rotation-fill": "#def3ea",
  "rotation-line": "#17694c",
  "matrix-fill": "#efe8fb",
  "matrix-line": "#6340b5",
  "readout-fill": "#eef0f3",
  "readout-line": "#4a5563",
  "branch-fill": "#fcefd9",
  "branch-line": "#8a5200",
};

const dark: Colours = {
  ink: "#e9edf2",
  wire: "#96a1ae",
  surface: "#14181e",
  "fixed-fill": "#1b3148",
  "fixed-line": "#82bbf0",
  "rotation-fill": "#143a2d",
  "rotation-line": "#6ed4ac",
  "matrix-fill": "#2f2548",
  "matrix-line": "#c3acf7",
  "readout-fill": "#2a3038",
  "readout-line": "#b6c0cc",
  "branch-fill": "#3b2d12",
  "branch-line": "#efbb60",
};

const variables = (colours: Colours): string =>
  Object.entries(colours)
    .map(([name, value]) => `--circuit-${name}:${value}`)
    .join(";");

/**
 * How a drawing writes colours. "light" and "dark" write them out, for any viewer. "auto" refers to CSS variables
 * `--circuit-…`, which follow the reader's preference and which a page may set on `.ansatz-circuit` by a more specific
 * selector of its own.
 */
export interface SvgColours {
  readonly colour: (name: ColourName) => string;
  /** A style element, or nothing. */
  readonly style: string;
}

export function svgColours(theme: SvgTheme): SvgColours {
  if (theme !== "auto") {
    const colours = theme === "light" ? light : dark;
    return { colour: (name) => colours[name], style: "" };
  }
  return {
    colour: (name) => `var(--circuit-${name})`,
    style:
      `<style>.ansatz-circuit{${variables(light)}}` +
      `@media (prefers-color-scheme:dark){.ansatz-circuit{${variables(dark)}}}</style>`,
  };
}
