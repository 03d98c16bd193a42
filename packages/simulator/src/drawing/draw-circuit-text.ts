import { InvalidArgumentError } from "../errors.ts";
import type { Circuit } from "../circuit/circuit.ts";
import { layOutCircuit, wrapColumns } from "./circuit-layout.ts";
import type { CircuitLayout } from "./circuit-layout.ts";
import { shapeRows } from "./drawn-element.ts";
import type { BoxShape, DrawnElement, MarkShape, Shape } from "./drawn-element.ts";
import { condense, TextCanvas } from "./text-canvas.ts";

/** What `drawCircuitText` takes beside the circuit. */
export interface DrawCircuitTextOptions {
  /** Characters of a line, by default 100; longer circuits go on below. `Infinity` never wraps. */
  readonly width?: number;
}

const leastWidth = 20;
/** Characters between two columns. */
const gap = 2;
const marks: Readonly<Record<MarkShape["kind"], string>> = {
  "control-1": "●",
  "control-0": "○",
  target: "⊕",
  swap: "×",
  measure: "┤M├",
};

const lengthOf = (text: string): number => Array.from(text).length;
const odd = (length: number): number => length + 1 - (length % 2);
/** Lines of a row: the one above its wire, the wire, and the one below (for a classical wire: labels). */
const wireLine = (row: number): number => 3 * row + 1;

const boxText = ({ name, detail }: BoxShape): string => (detail ? `${name}(${detail})` : name);

function shapeWidth(shape: Shape): number {
  if (shape.kind !== "box") return marks[shape.kind].length;
  const pinWidth = Math.max(0, ...shape.pins.map(lengthOf));
  return odd(lengthOf(boxText(shape)) + 4 + (pinWidth > 0 ? pinWidth + 1 : 0));
}

function columnWidth(elements: readonly DrawnElement[]): number {
  const widths = elements.flatMap(({ shapes, classical }) => [
    ...shapes.map(shapeWidth),
    // A label starts at the line that it belongs to.
    classical ? 2 * lengthOf(classical.label) - 1 : 1,
  ]);
  return odd(Math.max(1, ...widths));
}

function drawBox(canvas: TextCanvas, shape: BoxShape, center: number): void {
  const width = shapeWidth(shape);
  const left = center - (width - 1) / 2;
  const [top, bottom] = [wireLine(shape.first) - 1, wireLine(shape.last) + 1];
  canvas.put(top, left, `┌${"─".repeat(width - 2)}┐`);
  canvas.put(bottom, left, `└${"─".repeat(width - 2)}┘`);
  const pinWidth = Math.max(0, ...shape.pins.map(lengthOf));
  const room = width - 4 - (pinWidth > 0 ? pinWidth + 1 : 0);
  const middle = Math.floor((top + bottom) / 2);
  for (let line = top + 1; line < bottom; line++) {
    const isWire = line % 3 === 1;
    const pin = isWire ? (shape.pins[(line - 1) / 3 - shape.first] ?? "") : "";
    const text = line === middle ? boxText(shape) : "";
    const pins = pinWidth > 0 ? `${pin.padEnd(pinWidth)} ` : "";
    const inside = `${pins}${text}${" ".repeat(room - lengthOf(text))}`;
    canvas.put(line, left, `${isWire ? "┤" : "│"} ${inside} ${isWire ? "├" : "│"}`);
  }
}

/** A vertical line between two lines, over whatever wires it crosses. */
function drawLine(canvas: TextCanvas, column: number, from: number, to: number, isClassical: boolean): void {
  for (let line = from; line <= to; line++) {
    const crossed = canvas.at(line, column);
    const crossings: Readonly<Record<string, string>> = isClassical
      ? { "─": "╫", "═": "╬" }
      : { "─": "┼", "═": "╪" };
    canvas.put(line, column, crossings[crossed] ?? (isClassical ? "║" : "│"));
  }
}

function drawElement(canvas: TextCanvas, element: DrawnElement, center: number, layout: CircuitLayout): void {
  const { shapes, classical, barrier } = element;
  for (const row of barrier ?? []) {
    for (const line of [-1, 0, 1]) canvas.put(wireLine(row) + line, center, "░");
  }
  const topLine = (shape: Shape): number => wireLine(shapeRows(shape)[0]) - (shape.kind === "box" ? 1 : 0);
  const bottomLine = (shape: Shape): number => wireLine(shapeRows(shape)[1]) + (shape.kind === "box" ? 1 : 0);
  shapes.forEach((shape, index) => {
    if (shape.kind === "box") drawBox(canvas, shape, center);
    else {
      const text = marks[shape.kind];
      canvas.put(wireLine(shape.qubit), center - (text.length - 1) / 2, text);
    }
    if (index === 0) return;
    const above = shapes[index - 1];
    drawLine(canvas, center, bottomLine(above) + 1, topLine(shape) - 1, false);
    if (above.kind === "box") canvas.put(bottomLine(above), center, "┬");
    if (shape.kind === "box") canvas.put(topLine(shape), center, "┴");
  });
  const lowest = shapes.at(-1);
  if (!classical || !lowest) return;
  if (lowest.kind === "box") canvas.put(bottomLine(lowest), center, "╥");
  const rows = classical.wires.map((wire) => layout.qubitCount + wire);
  const last = rows[rows.length - 1];
  drawLine(canvas, center, bottomLine(lowest) + 1, wireLine(last) - 1, true);
  for (const row of rows) canvas.put(wireLine(row), center, classical.isWritten ? "╩" : "■");
  canvas.put(wireLine(last) + 1, center, classical.label);
}

function wireLabels({ names }: CircuitLayout): string[] {
  const classical = names.classicalWires.map(({ name, size }) => (size === 1 ? name : `${name}[${size}]`));
  const labels = [...names.qubits, ...classical];
  const width = Math.max(...labels.map(lengthOf));
  return labels.map((label) => `${" ".repeat(width - lengthOf(label))}${label}: `);
}

/**
 * The circuit as lines of Unicode characters: qubits from the top, ● and ○ for controls by |1⟩ and |0⟩, ⊕ for the
 * target of a CNOT, × for the ends of a swap, M for measurements with a double line to the classical wire and the bit's
 * place below it, ■ where a condition is read, ░ for a barrier. A box over several qubits shows the place of each one
 * among the operation's qubits (for a Pauli rotation, its letter). Angles are fractions of π where they are such.
 * Throws {@link InvalidArgumentError} for a width below 20, and a circuit too large to read (1024 wires, 20,000
 * operations).
 */
export function drawCircuitText(circuit: Circuit, { width = 100 }: DrawCircuitTextOptions = {}): string {
  if (!(width >= leastWidth)) {
    throw new InvalidArgumentError(`width must be at least ${leastWidth} characters, got ${width}`, {
      width,
    });
  }
  const layout = layOutCircuit(circuit);
  const labels = wireLabels(layout);
  const labelWidth = lengthOf(labels[0]);
  const widths = layout.columns.map((elements) => columnWidth(elements) + gap);
  const lines = wrapColumns(widths, width - labelWidth - gap);
  const texts = lines.map(({ first, end }, index) => {
    const canvas = new TextCanvas(3 * layout.rowCount);
    const used = widths.slice(first, end);
    const length = used.reduce((sum, columnLength) => sum + columnLength, gap);
    labels.forEach((label, row) => {
      const wire = row < layout.qubitCount ? "─" : "═";
      const [start, stop] = [index > 0 ? "«" : wire, end < widths.length ? "»" : wire];
      canvas.put(wireLine(row), 0, `${label}${start}${wire.repeat(length - 2)}${stop}`);
    });
    let left = labelWidth + gap;
    used.forEach((columnLength, offset) => {
      const center = left + (columnLength - gap - 1) / 2;
      for (const element of layout.columns[first + offset]) drawElement(canvas, element, center, layout);
      left += columnLength;
    });
    return condense(canvas.lines(), (line) => line % 3 === 1).join("\n");
  });
  const phase = layout.globalPhase ? `global phase: ${layout.globalPhase}\n` : "";
  return `${phase}${texts.join("\n\n")}\n`;
}
