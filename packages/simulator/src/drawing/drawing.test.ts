import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createCircuit } from "../circuit/circuit.ts";
import type { Circuit } from "../circuit/circuit.ts";
import { quantumFourierTransform } from "../circuit/library/quantum-fourier-transform.ts";
import {
  barrier,
  conditional,
  diagonal,
  gate,
  measure,
  pauliGadget,
  permutation,
  reset,
  unitary,
} from "../circuit/operation.ts";
import type { Operation } from "../circuit/operation.ts";
import { parameter } from "../circuit/parameter.ts";
import { InvalidArgumentError } from "../errors.ts";
import { randomCircuit } from "../testing/random-circuit.ts";
import { elementRows, layOutCircuit } from "./circuit-layout.ts";
import { drawCircuitSvg } from "./draw-circuit-svg.ts";
import { drawCircuitText } from "./draw-circuit-text.ts";
import { formatAngle, formatParameter, printable } from "./format-parameter.ts";
import { svgColours } from "./svg-theme.ts";
import { formatCondition, wireNames } from "./wire-names.ts";

const bell = createCircuit(2, [gate("h", [0]), gate("cx", [0, 1]), measure([0, 1], [0, 1])], { bitCount: 2 });
const swapMatrix = {
  real: [1, 0, 0, 0, 0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1],
  imaginary: Array(16).fill(0) as number[],
};

/** One operation of every kind that is drawn in its own way. */
const everySign = createCircuit(
  5,
  [
    gate("h", [0]),
    gate("sx", [1]),
    gate("rz", [2], [Math.PI / 2]),
    gate("u", [3], [parameter("theta", 2, -Math.PI / 4), 0.123456, -Math.PI]),
    gate("cx", [0, 2]),
    gate(
      "x",
      [3],
      [],
      [
        { qubit: 1, value: 0 },
        { qubit: 4, value: 1 },
      ],
    ),
    gate("cswap", [2, 0, 4]),
    gate("cz", [1, 2]),
    gate("cp", [3, 4], [Math.PI / 8]),
    gate("gphase", [], [0.5], [{ qubit: 2, value: 1 }]),
    pauliGadget("XYZ", [0, 1, 3], 0.5),
    unitary(swapMatrix, [2, 1]),
    permutation([1, 2, 3, 0], [0, 2], [{ qubit: 1, value: 1 }]),
    barrier(0, 1, 3, 4),
    gate("gphase", [], [Math.PI / 4]),
    diagonal([0, 1, 2, 3], [3, 4]),
    measure([0, 2], [0, 1]),
    reset(0),
    conditional({ kind: "compare", bits: [0, 1], comparison: "==", value: "10" }, [gate("x", [1])]),
    conditional(
      {
        kind: "and",
        operands: [
          { kind: "compare", bits: [2], comparison: "==", value: "1" },
          { kind: "not", operand: { kind: "compare", bits: [0], comparison: ">=", value: "1" } },
        ],
      },
      [gate("h", [3]), gate("cx", [3, 4]), gate("gphase", [], [1])],
      [gate("t", [3])],
    ),
    measure([4], [2]),
  ],
  {
    bitCount: 3,
    registers: {
      qubits: [
        { name: "alice", size: 2 },
        { name: "bob", size: 3 },
      ],
      bits: [
        { name: "c", size: 2 },
        { name: "flag", size: 1 },
      ],
    },
  },
);

const manyCircuits = (run: (circuit: Circuit) => void): void => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 1, max: 7 }), (seed, qubitCount) => {
      const { operations } = randomCircuit({ qubitCount, operationCount: 25, seed });
      const extra: Operation[] = [
        measure([0], [seed % 3]),
        barrier(qubitCount - 1),
        conditional({ kind: "compare", bits: [0, 2], comparison: "!=", value: "01" }, operations.slice(0, 3)),
        conditional({ kind: "compare", bits: [1], comparison: "==", value: "1" }, [reset(0)]),
      ];
      run(createCircuit(qubitCount, [...operations, ...extra], { bitCount: 3 }));
    }),
    { numRuns: 40, seed: 1 },
  );
};

describe("layout", () => {
  test("elements of a column do not overlap, and every wire meets its operations in their order", () => {
    manyCircuits((circuit) => {
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
  ])("%s are refused at once", (_, circuit) => {
    for (const draw of [drawCircuitText, drawCircuitSvg]) {
      expect(() => draw(circuit)).toThrow(InvalidArgumentError);
      expect(() => draw(circuit)).toThrow("draw a part of the circuit");
    }
  });
});

describe("drawCircuitText", () => {
  test("a Bell pair", () => {
    expect(drawCircuitText(bell)).toBe(
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
    await expect(drawCircuitText(everySign, { width: Infinity })).toMatchFileSnapshot(
      "reference/every-sign.txt",
    );
    await expect(drawCircuitText(quantumFourierTransform(4), { width: 72 })).toMatchFileSnapshot(
      "reference/fourier-wrapped.txt",
    );
  });

  test("has one wire a qubit in every line, within the width", () => {
    manyCircuits((circuit) => {
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
    expect(() => drawCircuitText(bell, { width })).toThrow("width must be at least 20 characters");
  });
});

/** Names of the elements of an XML text; fails where tags are not nested or characters not escaped. */
function elementNames(xml: string): string[] {
  const names: string[] = [];
  const open: string[] = [];
  const pattern = /<(\/?)([a-z]+)((?:\s[\w:-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/gy;
  while (pattern.lastIndex < xml.length) {
    const at = pattern.lastIndex;
    const match = pattern.exec(xml);
    if (!match) throw new Error(`not well-formed at "${xml.slice(at, at + 60)}"`);
    const [, closing, name, attributes, isEmpty, text] = match;
    if (text !== undefined || attributes !== "") {
      expect(`${text ?? ""}${attributes}`).not.toMatch(/&(?!(amp|lt|gt|quot|#39);)/);
    }
    if (text !== undefined) continue;
    if (closing) expect(open.pop()).toBe(name);
    else {
      names.push(name);
      if (!isEmpty) open.push(name);
    }
  }
  expect(open).toEqual([]);
  return names;
}

describe("drawCircuitSvg", () => {
  test.each(["auto", "light", "dark"] as const)("with the theme %s is well-formed", (theme) => {
    manyCircuits((circuit) => {
      const names = elementNames(drawCircuitSvg(circuit, { theme, width: 500 }));
      const { elements } = layOutCircuit(circuit);
      expect(names.filter((name) => name === "g")).toHaveLength(elements.length);
      expect(names.filter((name) => name === "title")).toHaveLength(elements.length + 1);
      expect(names.filter((name) => name === "desc")).toHaveLength(1);
    });
  });

  test("tells what it shows", () => {
    const svg = drawCircuitSvg(bell, { title: "A <Bell> pair" });
    expect(svg).toMatch(/^<svg [^>]*role="img" aria-label="A &lt;Bell&gt; pair"/);
    expect(svg).toContain("<title>A &lt;Bell&gt; pair</title>");
    expect(svg).toContain(
      "<desc>2 qubits, 2 classical bits, 4 elements in 4 columns. H on q0; cx on q1 controlled by q0; " +
        "measure q0 into c[0]; measure q1 into c[1]</desc>",
    );
    expect(drawCircuitSvg(everySign)).toContain("X on bob[1] controlled by alice[1] being 0, bob[2]");
  });

  test("is self-contained: no script, no address but the namespace", () => {
    const svg = drawCircuitSvg(everySign);
    expect(svg.match(/https?:[^"]*/g)).toEqual(["http://www.w3.org/2000/svg"]);
    expect(svg).not.toMatch(/<script|<image|<use|@import|url\(|\son\w+=/);
  });

  test("text of the circuit is escaped", () => {
    const evil = `"><script>alert('1')</script>&\u0000\uD800`;
    const registers = { qubits: [{ name: evil, size: 2 }], bits: [{ name: `${evil}c`, size: 1 }] };
    const circuit = createCircuit(2, [gate("rx", [0], [parameter(evil)]), measure([0], [0])], {
      bitCount: 1,
      registers,
    });
    const svg = drawCircuitSvg(circuit, { title: evil });
    expect(elementNames(svg)).not.toContain("script");
    expect(svg.isWellFormed()).toBe(true);
    expect(svg).not.toContain("\u0000");
  });

  test("fixed themes use no CSS, and lay a ground", () => {
    for (const theme of ["light", "dark"] as const) {
      const svg = drawCircuitSvg(bell, { theme });
      expect(svg).not.toMatch(/var\(|<style/);
      expect(svg).toContain(`fill="${svgColours(theme).colour("surface")}"/>`);
    }
    expect(drawCircuitSvg(bell)).toContain("prefers-color-scheme:dark");
  });

  test("wraps at its width", () => {
    const size = (svg: string): number[] => /viewBox="0 0 (\d+) (\d+)"/.exec(svg)!.slice(1).map(Number);
    const [width, height] = size(drawCircuitSvg(quantumFourierTransform(6)));
    const [narrow, tall] = size(drawCircuitSvg(quantumFourierTransform(6), { width: 400 }));
    expect(width).toBeGreaterThan(800);
    expect(narrow).toBeLessThanOrEqual(400);
    expect(tall).toBeGreaterThan(2 * height);
  });

  test("bad options are refused", () => {
    expect(() => drawCircuitSvg(bell, { width: 10 })).toThrow("width must be at least 200 pixels, got 10");
    expect(() => drawCircuitSvg(bell, { theme: "blue" as "dark" })).toThrow(
      "theme must be auto, light or dark",
    );
  });
});

/** Contrast ratio of two colours #rrggbb; source: WCAG 2.2, "relative luminance" and "contrast ratio". */
function contrast(first: string, second: string): number {
  const luminance = (colour: string): number => {
    const channels = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255);
    const [r, g, b] = channels.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const [a, b] = [luminance(first), luminance(second)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

test.each(["light", "dark"] as const)("text and lines of the %s theme stand out (WCAG AA)", (theme) => {
  const { colour } = svgColours(theme);
  expect(contrast(colour("ink"), colour("surface"))).toBeGreaterThan(7);
  expect(contrast(colour("wire"), colour("surface"))).toBeGreaterThan(4.5);
  for (const family of ["fixed", "rotation", "matrix", "readout", "branch"] as const) {
    expect(contrast(colour("ink"), colour(`${family}-fill`)), family).toBeGreaterThan(7);
    // Pins and other small text in the line's colour.
    expect(contrast(colour(`${family}-line`), colour(`${family}-fill`)), family).toBeGreaterThan(4.5);
    expect(contrast(colour(`${family}-line`), colour("surface")), family).toBeGreaterThan(4.5);
  }
});

test.each<[number, string]>([
  [0, "0"],
  [-0, "0"],
  [Math.PI, "π"],
  [-Math.PI / 2, "−π/2"],
  [(3 * Math.PI) / 4, "3π/4"],
  [Math.PI / 1024, "π/1024"],
  [2 * Math.PI, "2π"],
  [Math.PI / 7, "0.4488"],
  [3.1416, "3.142"],
  [0.1, "0.1"],
  [-2.5, "−2.5"],
  [1e-9, "1e−9"],
  [123456, "1.235e5"],
  [1000, "1000"],
])("the angle %d is written %s", (value, text) => {
  expect(formatAngle(value)).toBe(text);
});

test("expressions are written with their signs", () => {
  expect(formatParameter(parameter("a"))).toBe("a");
  expect(formatParameter(parameter("a", -1, Math.PI))).toBe("−a + π");
  expect(formatParameter(parameter("b", 0.5, -1))).toBe("0.5·b − 1");
  const sum = {
    terms: [
      { parameter: "a", coefficient: 2 },
      { parameter: "b", coefficient: -1 },
    ],
    offset: 0,
  };
  expect(formatParameter(sum)).toBe("2·a − b");
});

test("long texts are cut", () => {
  expect(printable("x".repeat(100), 5)).toBe("xxxx…");
  expect(printable("π".repeat(5), 5)).toBe("πππππ");
});

test("conditions are written in words of their registers", () => {
  const { classicalWires } = wireNames(everySign);
  const write = (condition: Parameters<typeof formatCondition>[0]): string =>
    formatCondition(condition, classicalWires);
  expect(write({ kind: "compare", bits: [0, 1], comparison: ">=", value: "10" })).toBe("c≥2");
  expect(write({ kind: "compare", bits: [1], comparison: "!=", value: "1" })).toBe("c[1]≠1");
  expect(write({ kind: "compare", bits: [1, 2], comparison: "<", value: "11" })).toBe("c[1],flag<3");
  const flag = { kind: "compare", bits: [2], comparison: "==", value: "1" } as const;
  expect(write({ kind: "or", operands: [flag, { kind: "and", operands: [flag, flag] }] })).toBe(
    "flag=1 ∨ (flag=1 ∧ flag=1)",
  );
  expect(write({ kind: "not", operand: flag })).toBe("¬(flag=1)");
  expect(write({ kind: "xor", operands: [] })).toBe("false");
});
