import { describe, expect, it } from "vitest";
import { createCircuit } from "../../circuit/circuit.ts";
import type { Circuit } from "../../circuit/circuit.ts";
import { barrier, conditional, gate, measure } from "../../circuit/operation.ts";
import type { Operation } from "../../circuit/operation.ts";
import { parsePauliSum } from "../../operators/pauli-sum.ts";
import { denseCircuit } from "../../testing/dense-circuit.ts";
import { randomCircuit } from "../../testing/random-circuit.ts";
import { oracleEstimate } from "../testing/noisy-density.ts";
import { decoupleIdleQubits } from "./decouple-idle-qubits.ts";

/** Qubit 0 waits for `layers` layers between two h gates while qubit 1 works. */
function ramsey(layers: number): Circuit {
  return createCircuit(2, [
    gate("h", [0]),
    gate("sx", [1]),
    barrier(0, 1),
    ...Array.from({ length: layers }, () => gate("s", [1])),
    barrier(0, 1),
    gate("h", [0]),
  ]);
}

const onQubit = (circuit: Circuit, qubit: number): string =>
  circuit.operations
    .filter(
      (operation) => operation.gate !== "barrier" && "qubits" in operation && operation.qubits[0] === qubit,
    )
    .map((operation) => operation.gate)
    .join(" ");

describe("decoupleIdleQubits", () => {
  it("writes waits out and spaces the pulses half, one, half", () => {
    expect(onQubit(decoupleIdleQubits(ramsey(6), { sequence: "none" }).circuit, 0)).toBe(
      "h id id id id id id h",
    );
    expect(onQubit(decoupleIdleQubits(ramsey(6), { sequence: "X2" }).circuit, 0)).toBe("h id x id id x id h");
    const xy4 = decoupleIdleQubits(ramsey(12));
    expect(onQubit(xy4.circuit, 0)).toBe("h id x id id y id id x id id y id h");
    expect([xy4.idleLayers, xy4.pulses]).toEqual([12, 4]);
    expect(onQubit(decoupleIdleQubits(ramsey(3)).circuit, 0)).toBe("h id id id h");
    expect(onQubit(xy4.circuit, 1)).toBe(`sx ${Array.from({ length: 12 }, () => "s").join(" ")}`);
  });

  it("keeps the unitary up to a phase on random circuits", () => {
    for (const seed of [1, 2, 3, 4]) {
      const circuit = randomCircuit({ qubitCount: 4, operationCount: 20, seed, symbolic: false });
      const before = denseCircuit(circuit);
      for (const sequence of ["none", "X2", "XY4", "XY8"] as const) {
        const { circuit: decoupled } = decoupleIdleQubits(circuit, { sequence });
        const after = denseCircuit(decoupled);
        let [re, im] = [0, 0];
        before.real.forEach((entry, at) => {
          re += entry * after.real[at] + before.imaginary[at] * after.imaginary[at];
          im += entry * after.imaginary[at] - before.imaginary[at] * after.real[at];
        });
        expect(Math.hypot(re, im) / before.size).toBeCloseTo(1, 12);
      }
    }
  });

  it("a constant phase drift of waiting cancels, that without pulses adds up", async () => {
    const drift = 0.2;
    const layers = 12;
    const estimate = oracleEstimate(parsePauliSum({ IZ: 1 }), {
      coherent: ({ gate: name, qubits }) => (name === "id" ? gate("rz", qubits, [drift]) : null),
    });
    const value = async (sequence: "none" | "X2" | "XY4"): Promise<number> =>
      (await estimate(decoupleIdleQubits(ramsey(layers), { sequence }).circuit, { seed: 1 })).value;
    expect(await value("none")).toBeCloseTo(Math.cos(layers * drift), 12);
    // X2 has 10 layers of waiting, 5 of either sign by rounding 3 : 5 : 2.
    expect(await value("X2")).toBeCloseTo(1, 12);
    expect(await value("XY4")).toBeCloseTo(1, 12);
  });

  it("waits for classical bits too and leaves conditionals whole", () => {
    const condition = { kind: "compare", bits: [0], comparison: "==", value: "1" } as const;
    const operations: readonly Operation[] = [
      gate("h", [0]),
      gate("h", [1]),
      gate("t", [1]),
      measure([1], [0]),
      conditional(condition, [gate("x", [0])]),
    ];
    const { circuit, idleLayers } = decoupleIdleQubits(createCircuit(2, operations, { bitCount: 1 }), {
      sequence: "none",
    });
    expect(idleLayers).toBe(2);
    expect(circuit.operations).toEqual([
      ...operations.slice(0, 4),
      gate("id", [0]),
      gate("id", [0]),
      operations[4],
    ]);
  });

  it("refuses unknown sequences and waits shorter than the pulses", () => {
    expect(() => decoupleIdleQubits(ramsey(3), { sequence: "X3" as "X2" })).toThrow(
      /none, X2, XY4, XY8, got X3/,
    );
    expect(() => decoupleIdleQubits(ramsey(3), { minimumLayers: 2 })).toThrow(/at least 4 for XY4, got 2/);
  });
});
