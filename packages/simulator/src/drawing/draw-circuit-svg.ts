import { InvalidArgumentError } from "../errors.ts";
import type { Circuit } from "../circuit/circuit.ts";
import { layOutCircuit, wrapColumns } from "./circuit-layout.ts";
import type { CircuitLayout } from "./circuit-layout.ts";
import {
  drawSvgElement,
  escapeXml,
  svgDoubleLine,
  svgElementWidth,
  svgLine,
  svgMetrics,
  svgNumber,
  svgText,
  svgTextWidth,
} from "./svg-element.ts";
import { svgColours } from "./svg-theme.ts";
import type { SvgColours, SvgTheme } from "./svg-theme.ts";

/** What `drawCircuitSvg` takes beside the circuit. */
export interface DrawCircuitSvgOptions {
  /** "auto" (the default) follows the reader's preference on a transparent ground; the others fix colours and ground. */
  readonly theme?: SvgTheme;
  /** Pixels after which columns go on below; by default all stand in one line. */
  readonly width?: number;
  /** What the picture is called, for screen readers and as a tooltip. */
  readonly title?: string;
}

const leastWidth = 200;
const margin = 12;
const lineGap = 26;
const headHeight = 24;
/** Operations that the description tells in words. */
const greatestDescribed = 60;
const { rowHeight, classicalRowHeight, columnGap, nameSize, detailSize } = svgMetrics;

const count = (amount: number, noun: string): string => `${amount} ${noun}${amount === 1 ? "" : "s"}`;

function describeLayout({ names, elements, columns, globalPhase }: CircuitLayout): string {
  const bits = names.classicalWires.reduce((sum, { size }) => sum + size, 0);
  const told = elements.slice(0, greatestDescribed).map(({ description }) => description);
  const rest = elements.length - told.length;
  const sizes = [
    count(names.qubits.length, "qubit"),
    ...(bits > 0 ? [count(bits, "classical bit")] : []),
    `${count(elements.length, "element")} in ${count(columns.length, "column")}`,
  ];
  const phase = globalPhase ? [`global phase ${globalPhase}`] : [];
  const more = rest > 0 ? [`and ${rest} more`] : [];
  return `${sizes.join(", ")}. ${[...phase, ...told, ...more].join("; ")}`.trim();
}

/** Wires from `left` to `right` with their names. */
function drawWires(
  { names, qubitCount }: CircuitLayout,
  yOfRow: (row: number) => number,
  [left, right]: readonly [number, number],
  { colour }: SvgColours,
): string {
  const label = (text: string, row: number): string =>
    svgText(text, left - 8, yOfRow(row), { size: nameSize, fill: colour("ink"), anchor: "end" });
  const quantum = names.qubits.map(
    (name, row) => label(name, row) + svgLine(left, yOfRow(row), right, yOfRow(row), colour("wire"), 1.2),
  );
  const classical = names.classicalWires.map(({ name, size }, wire) => {
    const row = qubitCount + wire;
    const y = yOfRow(row);
    const slash =
      size > 1
        ? svgLine(left + 4, y + 5, left + 10, y - 5, colour("wire"), 1.2) +
          svgText(String(size), left + 16, y - 9, { size: detailSize, fill: colour("ink") })
        : "";
    return label(name, row) + svgDoubleLine(left, y, right, y, colour("wire")) + slash;
  });
  return [...quantum, ...classical].join("");
}

/**
 * The circuit as a self-contained, accessible SVG text (role img, title and description, a tooltip on every
 * operation): the same layout and signs as `drawCircuitText`. All text of the circuit is escaped.
 * Throws {@link InvalidArgumentError} for a width below 200, an unknown theme, and a circuit too large to read (1024
 * wires, 20,000 operations).
 */
export function drawCircuitSvg(
  circuit: Circuit,
  { theme = "auto", width = Infinity, title = "Quantum circuit" }: DrawCircuitSvgOptions = {},
): string {
  if (!(width >= leastWidth)) {
    throw new InvalidArgumentError(`width must be at least ${leastWidth} pixels, got ${width}`, { width });
  }
  if (!["auto", "light", "dark"].includes(theme)) {
    throw new InvalidArgumentError(`theme must be auto, light or dark, got "${theme as string}"`, { theme });
  }
  const layout = layOutCircuit(circuit);
  const { names, qubitCount, rowCount, columns, globalPhase } = layout;
  const colours = svgColours(theme);
  const labels = [...names.qubits, ...names.classicalWires.map(({ name }) => name)];
  const left = margin + Math.max(...labels.map((text) => svgTextWidth(text, nameSize))) + 10;
  const start = left + (names.classicalWires.some(({ size }) => size > 1) ? 24 : 12);
  const widths = columns.map((elements) => Math.max(...elements.map(svgElementWidth)) + columnGap);
  const lines = wrapColumns(widths, width - start - margin);
  const head = globalPhase ? headHeight : 0;
  const lineHeight = qubitCount * rowHeight + (rowCount - qubitCount) * classicalRowHeight;
  const parts: string[] = [];
  let right = 0;
  lines.forEach(({ first, end }, index) => {
    const top = margin + head + index * (lineHeight + lineGap);
    const yOfRow = (row: number): number =>
      row < qubitCount
        ? top + (row + 0.5) * rowHeight
        : top + qubitCount * rowHeight + (row - qubitCount + 0.4) * classicalRowHeight;
    let x = start;
    const drawn = columns.slice(first, end).map((elements, offset) => {
      const columnWidth = widths[first + offset];
      const center = x + columnWidth / 2;
      x += columnWidth;
      const place = { x: center, yOfRow, qubitCount, colours };
      return elements.map((element) => drawSvgElement(element, place)).join("");
    });
    x += 10;
    right = Math.max(right, x);
    parts.push(drawWires(layout, yOfRow, [left, x], colours), ...drawn);
  });
  if (globalPhase) {
    parts.unshift(
      svgText(`global phase: ${globalPhase}`, margin, margin + 8, {
        size: nameSize,
        fill: colours.colour("ink"),
        anchor: "start",
      }),
    );
    right = Math.max(right, margin + svgTextWidth(`global phase: ${globalPhase}`, nameSize));
  }
  const totalWidth = Math.ceil(right + margin);
  const totalHeight = Math.ceil(2 * margin + head + lines.length * lineHeight + (lines.length - 1) * lineGap);
  const ground =
    theme === "auto"
      ? ""
      : `<rect width="${totalWidth}" height="${totalHeight}" fill="${colours.colour("surface")}"/>`;
  const name = escapeXml(title);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" class="ansatz-circuit" role="img" aria-label="${name}" ` +
    `width="${svgNumber(totalWidth)}" height="${svgNumber(totalHeight)}" viewBox="0 0 ${totalWidth} ${totalHeight}" ` +
    `font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace">` +
    `<title>${name}</title><desc>${escapeXml(describeLayout(layout))}</desc>` +
    `${colours.style}${ground}${parts.join("")}</svg>\n`
  );
}
