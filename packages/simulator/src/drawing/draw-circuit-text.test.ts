import { describe, expect, test } from "vitest";
import { createCircuit } from "../circuit/circuit.ts";
import type { Circuit } from "../circuit/circuit.ts";
import { quantumFourierTransform } from "../circuit/library/quantum-fourier-transform.ts";
import { gate } from "../circuit/operation.ts";
import { parameter } from "../circuit/parameter.ts";
import { InvalidArgumentError } from "../errors.ts";
import { randomCircuit } from "../testing/random-circuit.ts";
import { bellCircuit, everySignCircuit, forManyCircuits } from "../testing/sample-circuits.ts";
import { elementRows, layOutCircuit } from "./circuit-layout.ts";
import { drawCircuitSvg } from "./draw-circuit-svg.ts";
import { drawCircuitText } from "./draw-circuit-text.ts";

describe("layout", () => {
  test("elements of a column do not overlap, and every wire meets its operations in their order", () => {
    forManyCircuits((circuit) => {
      const { elements, columns, qubitCount, rowCount } = layOutCircuit(circuit);
      expect(columns.flat()).toHaveLength(elements.length);
      const columnOf = new Map(columns.flatMap((column, index) => column.map((element) => [element, index])));
      for (const column of columns) {
        const rows = column.flatMap((element) => elementRows(element, qubitCount));
        expect(new Set(rows).size).toBe(rows.length);
      }
      const last = Array.from({ length: rowCount }, () => -1);
      for (const element of elements) {
        const column = columnOf.get(element)!;
        for (const row of elementRows(element, qubitCount)) {
          expect(column).toBeGreaterThan(last[row]);
          last[row] = column;
        }
      }
    });
  });

  test("operations on different qubits share a column", () => {
    const parallel = createCircuit(
      6,
      [0, 1, 2, 3, 4, 5].map((qubit) => gate("h", [qubit])),
    );
    expect(layOutCircuit(parallel).columns).toHaveLength(1);
  });

  test.each<[string, Circuit]>([
    ["2000 qubits", createCircuit(2000, [])],
    [
      "30,000 operations",
      createCircuit(
        1,
        Array.from({ length: 30_000 }, () => gate("x", [0])),
      ),
    ],
    [
      "1000 qubits in 999 columns",
      createCircuit(
        1000,
        Array.from({ length: 999 }, () => gate("cx", [0, 999])),
      ),
    ],
  ])("%s are refused at once", (_, circuit) => {
    for (const draw of [drawCircuitText, drawCircuitSvg]) {
      expect(() => draw(circuit)).toThrow(InvalidArgumentError);
      expect(() => draw(circuit)).toThrow("draw a part of the circuit");
    }
  });
});

describe("drawCircuitText", () => {
  test("a Bell pair", () => {
    expect(drawCircuitText(bellCircuit)).toBe(
      [
        "        ┌───┐",
        "  q0: ──┤ H ├──●──┤M├───────",
        "        └───┘  │   ║",
        "  q1: ─────────⊕───╫───┤M├──",
        "                   ║    ║",
        "c[2]: ═════════════╩════╩═══",
        "                   0    1",
        "",
      ].join("\n"),
    );
  });

  test("a pinned drawing shows every sign", async () => {
    await expect(drawCircuitText(everySignCircuit, { width: Infinity })).toMatchFileSnapshot(
      "reference/every-sign.txt",
    );
    await expect(drawCircuitText(quantumFourierTransform(4), { width: 72 })).toMatchFileSnapshot(
      "reference/fourier-wrapped.txt",
    );
  });

  test("has one wire a qubit in every line, within the width", () => {
    forManyCircuits((circuit) => {
      const text = drawCircuitText(circuit, { width: 70 });
      const blocks = text
        .replace(/^global phase.*\n/, "")
        .trimEnd()
        .split("\n\n");
      for (const block of blocks) {
        const lines = block.split("\n");
        for (let qubit = 0; qubit < circuit.qubitCount; qubit++) {
          expect(lines.filter((line) => line.startsWith(`  q${qubit}: `))).toHaveLength(1);
        }
        expect(lines.filter((line) => line.startsWith("c[3]: "))).toHaveLength(1);
        for (const line of lines) expect(Array.from(line).length).toBeLessThanOrEqual(70);
      }
    });
  });

  test("shows every control and target once", () => {
    const circuit = randomCircuit({ qubitCount: 5, operationCount: 40, seed: 4 });
    const text = drawCircuitText(circuit, { width: Infinity });
    const shapes = layOutCircuit(circuit).elements.flatMap((element) => element.shapes);
    const count = (sign: string): number => text.split(sign).length - 1;
    const kinds = (kind: string): number => shapes.filter((shape) => shape.kind === kind).length;
    expect(kinds("control-0")).toBeGreaterThan(0);
    expect(count("●")).toBe(kinds("control-1"));
    expect(count("○")).toBe(kinds("control-0"));
    expect(count("⊕")).toBe(kinds("target"));
    expect(count("×")).toBe(kinds("swap"));
  });

  test("an empty circuit is its wires", () => {
    expect(drawCircuitText(createCircuit(1, []))).toBe("q0: ──\n");
  });

  test("control characters in names cannot reach a terminal", () => {
    const registers = { qubits: [{ name: "a\u001B[31m\n", size: 1 }], bits: [] };
    const text = drawCircuitText(
      createCircuit(1, [gate("rx", [0], [parameter("t\u0007\u202E")])], { registers }),
    );
    expect(text).toContain("a\uFFFD[31m\uFFFD: ");
    expect(text).toContain("RX(t\uFFFD\uFFFD)");
  });

  test.each([19, 0, -5, Number.NaN])("a width of %d is refused", (width) => {
    expect(() => drawCircuitText(bellCircuit, { width })).toThrow("width must be at least 20 characters");
  });
});
