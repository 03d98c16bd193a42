import { describe, expect, test } from "vitest";
import { bindParameters, createCircuit, parameterNames, visitOperations } from "../circuit/circuit.ts";
import type { Circuit } from "../circuit/circuit.ts";
import {
  barrier,
  conditional,
  diagonal,
  gate,
  measure,
  permutation,
  reset,
  unitary,
} from "../circuit/operation.ts";
import type { Operation } from "../circuit/operation.ts";
import { parameter } from "../circuit/parameter.ts";
import { createRandom } from "../math/random.ts";
import { basisPresets } from "../synthesis/gate-basis.ts";
import type { BasisPreset } from "../synthesis/gate-basis.ts";
import { haarUnitary } from "../circuit/library/haar-unitary.ts";
import { applyToColumns } from "../testing/circuit-matrix.ts";
import type { Columns } from "../testing/circuit-matrix.ts";
import { outcomeDistribution } from "../testing/outcome-distribution.ts";
import { randomCircuit } from "../testing/random-circuit.ts";
import {
  createCouplingMap,
  fullCoupling,
  gridCoupling,
  heavyHexCoupling,
  lineCoupling,
  ringCoupling,
} from "./coupling-map.ts";
import type { CouplingMap } from "./coupling-map.ts";
import { transpile } from "./transpile.ts";
import type { OptimizationLevel, TranspiledCircuit, TranspileOptions } from "./transpile.ts";

/** Rounding of some hundred gates, and coordinates of pairs taken as special within 1e-11. */
const tolerance = 1e-9;

/** Vectors that the equality is tested on: random ones, on which different matrices differ. */
const vectors = 3;

/** max |V Pᵢ ψ − P_f (U ⊗ 1) ψ| over random vectors ψ of unit length, for bound circuits. */
function layoutDistance(
  circuit: Circuit,
  { circuit: transpiled, layout }: Pick<TranspiledCircuit, "circuit" | "layout">,
): number {
  const { qubitCount } = transpiled;
  const size = 2 ** qubitCount;
  const random = createRandom(size);
  const scale = 1 / Math.sqrt(2 * size);
  const draw = (): Float64Array => new Float64Array(size * vectors).map(() => scale * random.normal());
  const expected = { count: vectors, real: draw(), imaginary: draw() };
  const moved = (columns: Columns, places: readonly number[]): Columns => {
    const result = {
      count: vectors,
      real: new Float64Array(size * vectors),
      imaginary: new Float64Array(size * vectors),
    };
    for (let k = 0; k < size; k++) {
      const to = places.reduce((sum, at, qubit) => sum + (((k >> qubit) & 1) << at), 0);
      for (let j = 0; j < vectors; j++) {
        result.real[to * vectors + j] = columns.real[k * vectors + j];
        result.imaginary[to * vectors + j] = columns.imaginary[k * vectors + j];
      }
    }
    return result;
  };
  const found = moved(expected, layout.initial);
  applyToColumns(transpiled, found);
  applyToColumns(createCircuit(qubitCount, circuit.operations), expected);
  const target = moved(expected, layout.final);
  return found.real.reduce(
    (largest, entry, at) =>
      Math.max(largest, Math.hypot(entry - target.real[at], found.imaginary[at] - target.imaginary[at])),
    0,
  );
}

/** Checks that only gates of the basis and pairs of the map are used. */
function expectNative(circuit: Circuit, basis: BasisPreset, coupling?: CouplingMap): void {
  const names: readonly string[] = [...basisPresets[basis], "gphase", "measure", "reset", "barrier", "if"];
  const pairs = new Set(coupling?.edges.map(([a, b]) => `${a},${b}`));
  visitOperations(circuit.operations, (operation) => {
    expect(names).toContain(operation.gate);
    if (!coupling || !("parameters" in operation) || operation.qubits.length < 2) return;
    const [a, b] = operation.qubits;
    const mayTurn = !coupling.isDirected || !["cx", "ecr"].includes(operation.gate);
    expect(pairs.has(`${a},${b}`) || (mayTurn && pairs.has(`${b},${a}`))).toBe(true);
  });
}

const maps: Readonly<Record<string, CouplingMap | undefined>> = {
  none: undefined,
  line: lineCoupling(5),
  ring: ringCoupling(5),
  grid: gridCoupling(2, 3),
  full: fullCoupling(4),
  star: createCouplingMap(5, [
    [0, 1],
    [0, 2],
    [0, 3],
    [0, 4],
  ]),
  directed: createCouplingMap(
    5,
    [
      [0, 1],
      [2, 1],
      [2, 3],
      [4, 3],
    ],
    { isDirected: true },
  ),
};

/** Numbers the random circuits of the tests below, which all differ. */
let runs = 0;

describe.each(Object.keys(maps))("on coupling map %s", (name) => {
  const coupling = maps[name];
  describe.each(Object.keys(basisPresets) as BasisPreset[])("in basis %s", (basis) => {
    test("every level keeps the unitary up to the layout", () => {
      for (const optimization of [0, 1, 2, 3] as const) {
        const seed = ++runs;
        const circuit = randomCircuit({
          qubitCount: 4,
          operationCount: 10,
          seed,
          symbolic: seed % 3 === 0,
        });
        const result = transpile(circuit, { basis, optimization, seed, ...(coupling ? { coupling } : {}) });
        const values = Object.fromEntries(parameterNames(circuit).map((text, at) => [text, 0.3 + at]));
        const bound = { ...result, circuit: bindParameters(result.circuit, values) };
        expect(layoutDistance(bindParameters(circuit, values), bound)).toBeLessThan(tolerance);
        expectNative(result.circuit, basis, coupling);
      }
    });
  });
});

test("every kind of operation is transpiled: matrices, diagonals, permutations, many controls", () => {
  const random = createRandom(107);
  const circuit = createCircuit(5, [
    unitary(haarUnitary(8, random), [4, 0, 2]),
    diagonal(
      Array.from({ length: 8 }, () => random.normal()),
      [1, 3, 0],
    ),
    permutation([3, 1, 0, 2, 7, 6, 5, 4], [2, 4, 1]),
    gate(
      "x",
      [4],
      [],
      [0, 1, 2, 3].map((qubit) => ({ qubit, value: qubit === 2 ? 0 : 1 }) as const),
    ),
  ]);
  const result = transpile(circuit, { coupling: lineCoupling(5), basis: "rz-sx-cz" });
  expect(layoutDistance(circuit, result)).toBeLessThan(tolerance);
  expectNative(result.circuit, "rz-sx-cz", lineCoupling(5));
});

/** Circuits whose measurements, resets and conditionals must survive. */
function randomDynamicCircuit(seed: number): Circuit {
  const random = createRandom(seed);
  const below = (limit: number): number => Math.floor(random.uniform() * limit);
  const pair = (): [number, number] => {
    const a = below(4);
    return [a, (a + 1 + below(3)) % 4];
  };
  const unitaryOperation = (): Operation => {
    const [a, b] = pair();
    return [
      gate("cx", [a, b]),
      gate("swap", [a, b]),
      gate("u", [a], [random.normal(), random.normal(), random.normal()]),
      gate("rzz", [a, b], [random.normal()]),
      gate("h", [b]),
      gate("ccx", [a, b, [0, 1, 2, 3].find((qubit) => qubit !== a && qubit !== b) ?? 0]),
    ][below(6)];
  };
  const operations: Operation[] = [];
  for (let index = 0; index < 18; index++) {
    const choice = random.uniform();
    const [a, b] = pair();
    if (choice < 0.6) operations.push(unitaryOperation());
    else if (choice < 0.72) operations.push(measure([a], [below(3)]));
    else if (choice < 0.78) operations.push(reset(a));
    else if (choice < 0.84) operations.push(barrier(a, b));
    else {
      const bits = [0, 1, 2].slice(below(2));
      operations.push(
        conditional(
          {
            kind: "compare",
            bits,
            comparison: (["==", "!=", "<"] as const)[below(3)],
            value: bits.map(() => below(2)).join(""),
          },
          [unitaryOperation(), unitaryOperation()],
          below(2) === 0 ? [] : [unitaryOperation(), measure([b], [below(3)])],
        ),
      );
    }
  }
  operations.push(measure([0, 1, 2, 3], [3, 4, 5, 6]));
  return createCircuit(4, operations, { bitCount: 7 });
}

test.each([1, 2, 3, 4, 5, 6])(
  "measurements, resets and conditionals keep their outcomes (seed %i)",
  (seed) => {
    const circuit = randomDynamicCircuit(seed);
    const expected = outcomeDistribution(circuit);
    expect(expected.size).toBeGreaterThan(1);
    for (const optimization of [0, 1, 2, 3] as const) {
      for (const coupling of [lineCoupling(5), maps.directed!, undefined]) {
        const result = transpile(circuit, {
          optimization,
          seed,
          basis: "rz-sx-cx",
          ...(coupling ? { coupling } : {}),
        });
        expectNative(result.circuit, "rz-sx-cx", coupling);
        const found = outcomeDistribution(result.circuit);
        for (const key of new Set([...expected.keys(), ...found.keys()])) {
          expect(Math.abs((found.get(key) ?? 0) - (expected.get(key) ?? 0))).toBeLessThan(tolerance);
        }
      }
    }
  },
);

const fourier = (count: number): Circuit => {
  const operations: Operation[] = [];
  for (let target = count - 1; target >= 0; target--) {
    operations.push(gate("h", [target]));
    for (let control = target - 1; control >= 0; control--) {
      operations.push(gate("cp", [control, target], [Math.PI / 2 ** (target - control)]));
    }
  }
  for (let qubit = 0; qubit < count >> 1; qubit++) operations.push(gate("swap", [qubit, count - 1 - qubit]));
  return createCircuit(count, operations);
};

const star = (count: number): Circuit =>
  createCircuit(count, [
    gate("h", [0]),
    ...Array.from({ length: count - 1 }, (_, index) => gate("cx", [0, index + 1])),
  ]);

/**
 * Means over three seeds of the two-qubit counts of Qiskit 2.6.2's transpile at level 2 for the basis rz, sx, x, cx, taken with
 * the same circuits and maps. The goal is at most 1.1 of them on average; the bound here leaves room for single circuits.
 */
test.each([
  ["Fourier transform on 8 qubits, line", fourier(8), lineCoupling(8), 96.3],
  ["Fourier transform on 8 qubits, grid", fourier(8), gridCoupling(4, 2), 74],
  ["Fourier transform on 8 qubits, heavy-hex", fourier(8), heavyHexCoupling(3), 89],
  ["Fourier transform on 8 qubits, all pairs", fourier(8), undefined, 56],
  ["Fourier transform on 16 qubits, heavy-hex", fourier(16), heavyHexCoupling(3), 388.3],
  ["star on 16 qubits, line", star(16), lineCoupling(16), 30.7],
  ["star on 16 qubits, heavy-hex", star(16), heavyHexCoupling(3), 45.3],
] as const)("%s takes about as many two-qubit gates as in Qiskit", (_, circuit, coupling, reference) => {
  const counts = [0, 1, 2].map(
    (seed) =>
      transpile(circuit, { basis: "rz-sx-cx", seed, ...(coupling ? { coupling } : {}) }).after.twoQubitCount,
  );
  const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  expect(mean).toBeGreaterThan(0);
  expect(mean / reference).toBeLessThan(1.1);
});

test("a circuit that fits the map needs no swap, wherever its qubits lie", () => {
  const random = createRandom(109);
  const order = Array.from({ length: 9 }, (_, index) => (4 * index) % 9);
  const operations = Array.from({ length: 40 }, () => {
    const at = Math.floor(random.uniform() * 8);
    return gate("cx", [order[at], order[at + 1]]);
  }).flatMap((operation) => [operation, gate("u", [operation.qubits[0]], [random.normal(), 0.1, 0.2])]);
  const circuit = createCircuit(9, operations);
  for (const coupling of [lineCoupling(9), gridCoupling(3, 4), heavyHexCoupling(3)]) {
    const result = transpile(circuit, { coupling, optimization: 1 });
    expect(result.passes.some(({ pass }) => pass.includes("exact embedding, 0 swaps"))).toBe(true);
    expect(result.after.twoQubitCount).toBeLessThanOrEqual(40);
  }
});

test("cx cancel across commuting gates, rotations between merge and equal pairs vanish", () => {
  const circuit = createCircuit(3, [
    gate("cx", [0, 1]),
    gate("rz", [0], [0.3]),
    gate("cx", [0, 2]),
    gate("x", [1]),
    gate("cx", [0, 1]),
    gate("rz", [0], [-0.3]),
    gate("cx", [0, 2]),
    gate("x", [1]),
  ]);
  const { after, circuit: result } = transpile(circuit);
  expect(after.twoQubitCount).toBe(0);
  expect(after.operationCount).toBe(0);
  expect(result.operations.every(({ gate: name }) => name === "gphase")).toBe(true);
});

test("swaps become labels and diagonals before measurements vanish", () => {
  const circuit = createCircuit(
    3,
    [
      gate("h", [0]),
      gate("swap", [0, 2]),
      gate("cx", [2, 1]),
      gate("cz", [2, 1]),
      gate("t", [1]),
      measure([0, 1, 2], [0, 1, 2]),
    ],
    { bitCount: 3 },
  );
  const { after, layout, circuit: result } = transpile(circuit);
  expect(after.twoQubitCount).toBe(1);
  expect(layout.final).toEqual([2, 1, 0]);
  expect(outcomeDistribution(result)).toEqual(
    new Map([
      ["000", expect.closeTo(0.5, 12) as number],
      ["110", expect.closeTo(0.5, 12) as number],
    ]),
  );
});

test("the same seed gives the same circuit and a given layout is kept", () => {
  const circuit = fourier(6);
  const options: TranspileOptions = { coupling: gridCoupling(2, 4), basis: "rz-sx-ecr", seed: 5 };
  expect(transpile(circuit, options)).toEqual(transpile(circuit, options));
  const initialLayout = [7, 3, 1, 0, 5, 2];
  const fixed = transpile(circuit, { ...options, initialLayout });
  expect(fixed.layout.initial.slice(0, 6)).toEqual(initialLayout);
  expect(layoutDistance(circuit, fixed)).toBeLessThan(tolerance);
});

test.each([0, 1, 2, 3] as const)("level %i takes a hundred qubits", (optimization) => {
  const random = createRandom(113);
  const below = (limit: number): number => Math.floor(random.uniform() * limit);
  const operations = Array.from({ length: 1000 }, () => {
    const a = below(100);
    const b = (a + 1 + below(6)) % 100;
    return random.uniform() < 0.5 ? gate("cx", [a, b]) : gate("u", [a], [random.normal(), 0.4, 0.5]);
  });
  const coupling = heavyHexCoupling(7);
  const result = transpile(createCircuit(100, operations), { coupling, basis: "rz-sx-ecr", optimization });
  expectNative(result.circuit, "rz-sx-ecr", coupling);
});

test.each([undefined, lineCoupling(3), heavyHexCoupling(3)])(
  "circuits with next to nothing in them are transpiled (map %#)",
  (coupling) => {
    for (const optimization of [0, 1, 2, 3] as const) {
      const options = { optimization, ...(coupling ? { coupling } : {}) };
      const names = (operations: readonly Operation[], bitCount = 0): string[] =>
        transpile(createCircuit(3, operations, { bitCount }), options).circuit.operations.map(
          (operation) => operation.gate,
        );
      expect(names([])).toEqual([]);
      expect(names([gate("id", [0]), gate("rz", [2], [4 * Math.PI])])).toEqual([]);
      expect(names([gate("gphase", [], [0.3])])).toEqual(["gphase"]);
      expect(names([measure([1], [0])], 1)).toEqual(["measure"]);
      expect(names([barrier(0, 1, 2)])).toEqual(["barrier"]);
    }
  },
);

test("registers are kept where qubits stay, else bits keep their names", () => {
  const registers = { qubits: [{ name: "a", size: 3 }], bits: [{ name: "q", size: 1 }] };
  const circuit = createCircuit(3, [gate("cx", [0, 1]), measure([1], [0])], { bitCount: 1, registers });
  expect(transpile(circuit).circuit.registers).toEqual(registers);
  expect(transpile(circuit, { coupling: lineCoupling(4) }).circuit.registers).toEqual({
    qubits: [{ name: "physical", size: 4 }],
    bits: registers.bits,
  });
});

test("parameters stay symbolic and the circuit can be bound afterwards", () => {
  const circuit = createCircuit(3, [
    gate("rx", [0], [parameter("a")]),
    gate("rzz", [0, 2], [parameter("b", 2, 0.1)]),
    gate("u", [1], [parameter("a"), parameter("b"), 0.3]),
    gate("cu", [1, 2], [parameter("a"), 0.1, 0.2, parameter("b")]),
  ]);
  const result = transpile(circuit, { coupling: lineCoupling(3), basis: "rz-sx-cx" });
  expect(parameterNames(result.circuit).toSorted()).toEqual(["a", "b"]);
  const values = { a: 0.7, b: -1.1 };
  const bound = { ...result, circuit: bindParameters(result.circuit, values) };
  expect(layoutDistance(bindParameters(circuit, values), bound)).toBeLessThan(tolerance);
});

describe("bad input is refused by name", () => {
  const circuit = star(3);
  test.each<[string, () => unknown, string]>([
    [
      "a map that is too small",
      () => transpile(circuit, { coupling: lineCoupling(2) }),
      "at least 3 qubits, got 2",
    ],
    [
      "a map in two parts",
      () =>
        createCouplingMap(4, [
          [0, 1],
          [2, 3],
        ]),
      "no path leads from qubit 0 to qubit 2",
    ],
    ["an edge out of range", () => createCouplingMap(2, [[0, 2]]), "edges[0]"],
    ["a loop", () => createCouplingMap(2, [[1, 1]]), "two different qubits"],
    [
      "a level",
      () => transpile(circuit, { optimization: 4 as OptimizationLevel }),
      "optimization must be 0, 1, 2 or 3",
    ],
    ["a seed", () => transpile(circuit, { seed: NaN }), "seed must be a finite number"],
    ["a short layout", () => transpile(circuit, { initialLayout: [0, 1] }), "initialLayout must hold"],
    ["a layout with a repeat", () => transpile(circuit, { initialLayout: [0, 1, 1] }), "initialLayout[2]"],
    ["a basis", () => transpile(circuit, { basis: ["h", "t", "cx"] }), "basis must hold u"],
    ["a heavy-hex distance", () => heavyHexCoupling(4), "odd integer"],
    ["a full map of 1000", () => fullCoupling(1000), "leave the map out"],
    ["a ring of two", () => ringCoupling(2), "[3, 4096]"],
  ])("%s", (_, run, message) => {
    expect(run).toThrow(message);
  });
});

/** Counts of qubits and edges of Qiskit 2.6.2's CouplingMap.from_heavy_hex. */
test.each([
  [3, 19, 20],
  [5, 57, 64],
  [7, 115, 132],
])("the heavy-hexagonal lattice of distance %i has %i qubits and %i edges", (distance, qubits, edges) => {
  const map = heavyHexCoupling(distance);
  expect(map.qubitCount).toBe(qubits);
  expect(map.edges.length).toBe(edges);
  const degrees = new Array<number>(qubits).fill(0);
  for (const edge of map.edges) for (const qubit of edge) degrees[qubit]++;
  expect(Math.max(...degrees)).toBe(3);
});
