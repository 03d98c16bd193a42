import { describe, expect, it } from "vitest";
import { createCircuit, visitOperations } from "../../circuit/circuit.ts";
import type { Circuit } from "../../circuit/circuit.ts";
import { barrier, conditional, gate, isUnitaryOperation, measure, reset } from "../../circuit/operation.ts";
import type { Operation } from "../../circuit/operation.ts";
import { denseCircuit, matrixDistance } from "../../testing/dense-circuit.ts";
import { randomCircuit } from "../../testing/random-circuit.ts";
import { foldCircuit } from "./fold-circuit.ts";
import type { Folding } from "./fold-circuit.ts";

const isGate = (operation: Operation): boolean =>
  isUnitaryOperation(operation) && operation.qubits.length > 0;
function countGates({ operations }: Circuit, names?: readonly string[]): number {
  let count = 0;
  visitOperations(operations, (operation) => {
    if (isGate(operation) && (!names || names.includes(operation.gate))) count++;
  });
  return count;
}

const foldings: readonly Folding[] = [
  { method: "global" },
  { method: "local", order: "left" },
  { method: "local", order: "right" },
  { method: "local", order: "random", seed: 5 },
];

describe("foldCircuit", () => {
  it("keeps the unitary and reaches the scale factor that it states, for every method and factor", () => {
    for (const seed of [1, 2, 3]) {
      const circuit = randomCircuit({ qubitCount: 3, operationCount: 12, seed, symbolic: false });
      const matrix = denseCircuit(circuit);
      for (const folding of foldings) {
        for (const scaleFactor of [1, 1.3, 2, 2.5, 3, 4.7, 5]) {
          const folded = foldCircuit(circuit, scaleFactor, folding);
          const where = `${JSON.stringify(folding)}, seed ${seed}, ${scaleFactor}`;
          expect(matrixDistance(denseCircuit(folded.circuit), matrix), where).toBeLessThan(1e-11);
          expect(folded.scaleFactor).toBeCloseTo(countGates(folded.circuit) / countGates(circuit), 12);
          // A fold adds two gates: the nearest factor is at most 1/d away.
          expect(Math.abs(folded.scaleFactor - scaleFactor)).toBeLessThanOrEqual(
            1 / countGates(circuit) + 1e-12,
          );
        }
      }
    }
  });

  const line = createCircuit(2, [gate("h", [0]), gate("cx", [0, 1]), gate("s", [1]), gate("cz", [1, 0])]);
  const names = (circuit: Circuit): string =>
    circuit.operations
      .filter(isGate)
      .map((operation) => operation.gate)
      .join(" ");

  it("folds from the left, from the right, or only gates on two qubits", () => {
    const fold = (folding: Folding, scaleFactor: number): string =>
      names(foldCircuit(line, scaleFactor, folding, { barriers: false }).circuit);
    expect(fold({ method: "local", order: "left" }, 2)).toBe("h h h cx cx cx s cz");
    expect(fold({ method: "local", order: "right" }, 2)).toBe("h cx s sdg s cz cz cz");
    expect(fold({ method: "local", order: "left", gates: "multi-qubit" }, 3)).toBe("h cx cx cx s cz cz cz");
    expect(fold({ method: "local", order: "left", gates: "multi-qubit" }, 2)).toBe("h cx cx cx s cz");
    expect(fold({ method: "global" }, 3)).toBe("h cx s cz cz sdg cx h h cx s cz");
    // The last two of four gates once more: 1 + 2·2/4.
    expect(fold({ method: "global" }, 2)).toBe("h cx s cz cz sdg s cz");
  });

  it("random folding depends on the seed alone and folds each gate about as often", () => {
    const gates = Array.from({ length: 10 }, (_, at) => gate("rx", [0], [at + 1]));
    const circuit = createCircuit(1, gates);
    const folded = new Array<number>(10).fill(0);
    for (let seed = 0; seed < 400; seed++) {
      const result = foldCircuit(circuit, 1.6, { method: "local", order: "random", seed });
      for (const operation of result.circuit.operations) {
        if (isUnitaryOperation(operation) && (operation.parameters[0] as number) < 0) {
          folded[-(operation.parameters[0] as number) - 1]++;
        }
      }
    }
    // 3 of 10 gates each time: mean 120, standard deviation √(400·0.3·0.7) = 9.2.
    for (const count of folded) expect(Math.abs(count - 120)).toBeLessThan(5 * 9.2);
    const again = (): unknown => foldCircuit(circuit, 1.6, { method: "local", order: "random", seed: 3 });
    expect(again()).toEqual(again());
  });

  it("measurements stay last, resets first, barriers between the gates that they part", () => {
    const circuit = createCircuit(
      2,
      [
        reset(0, 1),
        gate("h", [0]),
        barrier(0, 1),
        gate("cx", [0, 1]),
        measure([0], [0]),
        gate("t", [1]),
        measure([1], [1]),
      ],
      { bitCount: 2 },
    );
    const folded = foldCircuit(circuit, 3, { method: "global" }, { barriers: false });
    expect(folded.circuit.operations.map((operation) => operation.gate).join(" ")).toBe(
      "reset h barrier cx t tdg cx barrier h h barrier cx t measure measure",
    );
    const local = foldCircuit(circuit, 3, { method: "local", order: "left" }, { barriers: false });
    expect(local.circuit.operations.map((operation) => operation.gate).join(" ")).toBe(
      "reset h h h barrier cx cx cx measure t tdg t measure",
    );
  });

  it("a barrier keeps a gate apart from its inverse", () => {
    const { circuit } = foldCircuit(createCircuit(1, [gate("t", [0])]), 3, { method: "global" });
    expect(circuit.operations.map((operation) => operation.gate)).toEqual([
      "t",
      "barrier",
      "tdg",
      "barrier",
      "t",
    ]);
  });

  it("local folding takes dynamic circuits, global folding refuses them by name", () => {
    const condition = { kind: "compare", bits: [0], comparison: "==", value: "1" } as const;
    const dynamic = createCircuit(
      2,
      [
        gate("h", [0]),
        measure([0], [0]),
        conditional(condition, [gate("x", [1])], [gate("s", [1])]),
        reset(0),
      ],
      { bitCount: 1 },
    );
    const { circuit } = foldCircuit(dynamic, 3, { method: "local", order: "left" }, { barriers: false });
    expect(circuit.operations).toEqual([
      ...[1, 2, 3].map(() => gate("h", [0])),
      measure([0], [0]),
      conditional(
        condition,
        [1, 2, 3].map(() => gate("x", [1])),
        [gate("s", [1]), gate("sdg", [1]), gate("s", [1])],
      ),
      reset(0),
    ]);
    const global = (operations: readonly Operation[]): unknown =>
      foldCircuit(createCircuit(2, operations, { bitCount: 1 }), 3, { method: "global" });
    expect(() => global(dynamic.operations)).toThrow(/operations\[2\]: a conditional/);
    expect(() => global([gate("h", [0]), reset(0)])).toThrow(/operations\[1\]: a reset in mid-circuit/);
    expect(() => global([measure([0], [0]), gate("h", [0])])).toThrow(
      /operations\[1\]: it follows a measurement/,
    );
  });

  it("refuses factors out of range, circuits without gates, random folding without seed", () => {
    for (const factor of [0.5, NaN, Infinity, 1001]) {
      expect(() => foldCircuit(line, factor, { method: "global" })).toThrow(
        /scaleFactor must be in \[1, 1000\]/,
      );
    }
    expect(() => foldCircuit(createCircuit(1, []), 3, { method: "global" })).toThrow(/must have a gate/);
    expect(() => foldCircuit(line, 3, { method: "local" })).toThrow(/seed must be/);
    expect(() => foldCircuit(line, 3, { method: "local", gates: "some" as "all" })).toThrow(
      /gates must be all or/,
    );
    const long = createCircuit(
      1,
      Array.from({ length: 6000 }, () => gate("h", [0])),
    );
    expect(() => foldCircuit(long, 1000, { method: "global" })).toThrow(
      /up to 5000000 gates, got 6000 times 1000/,
    );
    expect(() => foldCircuit(line, 3, { method: "other" } as unknown as Folding)).toThrow(/folding.method/);
  });
});
