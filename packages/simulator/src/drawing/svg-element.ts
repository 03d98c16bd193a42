import type { BoxShape, DrawnElement, ElementFamily, MarkShape, Shape } from "./drawn-element.ts";
import { shapeRows } from "./drawn-element.ts";
import type { SvgColours } from "./svg-theme.ts";

/** Lengths in pixels of the drawing's own coordinates. */
export const svgMetrics = {
  rowHeight: 46,
  classicalRowHeight: 40,
  boxHeight: 32,
  boxPadding: 9,
  columnGap: 14,
  nameSize: 13,
  detailSize: 10.5,
  /** Width of a character of a monospaced font per pixel of its size. */
  characterWidth: 0.61,
} as const;

const { boxHeight, boxPadding, nameSize, detailSize, characterWidth } = svgMetrics;

export const svgTextWidth = (text: string, size: number): number =>
  Array.from(text).length * size * characterWidth;
export const svgNumber = (value: number): string => String(Math.round(value * 100) / 100);

/** Text for an element's content or an attribute in double quotes; characters that XML forbids are replaced. */
export function escapeXml(text: string): string {
  return text
    .toWellFormed()
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "\uFFFD")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

/** A line of text around a point. */
export function svgText(
  text: string,
  x: number,
  y: number,
  { size, fill, anchor = "middle" }: { size: number; fill: string; anchor?: "start" | "middle" | "end" },
): string {
  return `<text x="${svgNumber(x)}" y="${svgNumber(y)}" font-size="${size}" fill="${fill}" text-anchor="${anchor}" dominant-baseline="central">${escapeXml(text)}</text>`;
}

export function svgLine(x1: number, y1: number, x2: number, y2: number, stroke: string, width = 1.4): string {
  return `<path d="M${svgNumber(x1)} ${svgNumber(y1)}L${svgNumber(x2)} ${svgNumber(y2)}" stroke="${stroke}" stroke-width="${width}" fill="none"/>`;
}

/** Two parallel lines, for classical wires. */
export function svgDoubleLine(x1: number, y1: number, x2: number, y2: number, stroke: string): string {
  const [dx, dy] = x1 === x2 ? [1.5, 0] : [0, 1.5];
  return (
    svgLine(x1 - dx, y1 - dy, x2 - dx, y2 - dy, stroke, 1) +
    svgLine(x1 + dx, y1 + dy, x2 + dx, y2 + dy, stroke, 1)
  );
}

function pinWidth({ pins }: BoxShape): number {
  const widest = Math.max(0, ...pins.map((pin) => svgTextWidth(pin, detailSize)));
  return widest > 0 ? widest + 6 : 0;
}

function shapeWidth(shape: Shape): number {
  if (shape.kind === "measure") return boxHeight;
  if (shape.kind !== "box") return 22;
  const text = Math.max(svgTextWidth(shape.name, nameSize), svgTextWidth(shape.detail, detailSize));
  return Math.max(boxHeight, text + 2 * boxPadding + pinWidth(shape));
}

export function svgElementWidth({ shapes, classical }: DrawnElement): number {
  // A label stands to the right of its line.
  const label = classical ? 2 * (svgTextWidth(classical.label, detailSize) + 6) : 0;
  return Math.max(16, label, ...shapes.map(shapeWidth));
}

/** What a shape needs to know to be drawn. */
export interface SvgPlace {
  readonly x: number;
  readonly yOfRow: (row: number) => number;
  readonly qubitCount: number;
  readonly colours: SvgColours;
}

function drawBox(shape: BoxShape, family: ElementFamily, { x, yOfRow, colours }: SvgPlace): string {
  const width = shapeWidth(shape);
  const [top, bottom] = [yOfRow(shape.first) - boxHeight / 2, yOfRow(shape.last) + boxHeight / 2];
  const [left, middle] = [x - width / 2, (top + bottom) / 2];
  const pins = pinWidth(shape);
  const ink = colours.colour("ink");
  const textX = x + pins / 2;
  const rect = `<rect x="${svgNumber(left)}" y="${svgNumber(top)}" width="${svgNumber(width)}" height="${svgNumber(bottom - top)}" rx="4" fill="${colours.colour(`${family}-fill`)}" stroke="${colours.colour(`${family}-line`)}" stroke-width="1.4"/>`;
  const name = svgText(shape.name, textX, shape.detail ? middle - 6.5 : middle, {
    size: nameSize,
    fill: ink,
  });
  const detail = shape.detail
    ? svgText(shape.detail, textX, middle + 7.5, { size: detailSize, fill: ink })
    : "";
  const pinTexts = shape.pins.map((pin, index) =>
    pin
      ? svgText(pin, left + 5, yOfRow(shape.first + index), {
          size: detailSize,
          fill: colours.colour(`${family}-line`),
          anchor: "start",
        })
      : "",
  );
  return rect + name + detail + pinTexts.join("");
}

function drawMark(
  { kind, qubit }: MarkShape,
  family: ElementFamily,
  { x, yOfRow, colours }: SvgPlace,
): string {
  const y = yOfRow(qubit);
  const line = colours.colour(`${family}-line`);
  const circle = (radius: number, fill: string): string =>
    `<circle cx="${svgNumber(x)}" cy="${svgNumber(y)}" r="${radius}" fill="${fill}" stroke="${line}" stroke-width="1.6"/>`;
  switch (kind) {
    case "control-1":
      return circle(4.5, line);
    case "control-0":
      return circle(4.5, colours.colour("surface"));
    case "target":
      return (
        circle(10.5, colours.colour(`${family}-fill`)) +
        svgLine(x - 10.5, y, x + 10.5, y, line, 1.6) +
        svgLine(x, y - 10.5, x, y + 10.5, line, 1.6)
      );
    case "swap":
      return svgLine(x - 6, y - 6, x + 6, y + 6, line, 1.8) + svgLine(x - 6, y + 6, x + 6, y - 6, line, 1.8);
    case "measure": {
      const half = boxHeight / 2;
      const box = `<rect x="${svgNumber(x - half)}" y="${svgNumber(y - half)}" width="${boxHeight}" height="${boxHeight}" rx="4" fill="${colours.colour(`${family}-fill`)}" stroke="${line}" stroke-width="1.4"/>`;
      const dial = `<path d="M${svgNumber(x - 9)} ${svgNumber(y + 6)}A9 9 0 0 1 ${svgNumber(x + 9)} ${svgNumber(y + 6)}M${svgNumber(x)} ${svgNumber(y + 6)}L${svgNumber(x + 7)} ${svgNumber(y - 7)}" stroke="${colours.colour("ink")}" stroke-width="1.4" fill="none" stroke-linecap="round"/>`;
      return box + dial;
    }
  }
}

/** One operation with its lines, as a group whose title is the operation in words. */
export function drawSvgElement(element: DrawnElement, place: SvgPlace): string {
  const { family, shapes, classical, barrier, description } = element;
  const { x, yOfRow, qubitCount, colours } = place;
  const line = colours.colour(`${family}-line`);
  const parts: string[] = [];
  for (const row of barrier ?? []) {
    const half = svgMetrics.rowHeight / 2;
    parts.push(
      `<path d="M${svgNumber(x)} ${svgNumber(yOfRow(row) - half)}V${svgNumber(yOfRow(row) + half)}" stroke="${colours.colour("wire")}" stroke-width="3" stroke-dasharray="3 4" fill="none"/>`,
    );
  }
  if (shapes.length > 1) {
    const first = shapeRows(shapes[0])[0];
    const last = shapeRows(shapes[shapes.length - 1])[1];
    parts.push(svgLine(x, yOfRow(first), x, yOfRow(last), line, 1.6));
  }
  if (classical && shapes.length > 0) {
    const rows = classical.wires.map((wire) => yOfRow(qubitCount + wire));
    const end = rows[rows.length - 1];
    parts.push(svgDoubleLine(x, yOfRow(shapeRows(shapes[shapes.length - 1])[1]), x, end - 3, line));
    for (const y of rows) {
      parts.push(
        classical.isWritten
          ? `<path d="M${svgNumber(x - 5)} ${svgNumber(y - 7)}h10l-5 8z" fill="${line}"/>`
          : `<rect x="${svgNumber(x - 4)}" y="${svgNumber(y - 4)}" width="8" height="8" fill="${line}"/>`,
      );
    }
    parts.push(
      svgText(classical.label, x + 6, end + 11, {
        size: detailSize,
        fill: colours.colour("ink"),
        anchor: "start",
      }),
    );
  }
  for (const shape of shapes) {
    parts.push(shape.kind === "box" ? drawBox(shape, family, place) : drawMark(shape, family, place));
  }
  return `<g><title>${escapeXml(description)}</title>${parts.join("")}</g>`;
}
