import { describe, expect, it } from "vitest";
import { createCircuit } from "../../circuit/circuit.ts";
import type { Circuit } from "../../circuit/circuit.ts";
import { gateQubitCount, gateTable } from "../../circuit/gate-table.ts";
import { gate, isUnitaryOperation, measure, pauliGadget, reset } from "../../circuit/operation.ts";
import type { GateName, GateOperation, Operation } from "../../circuit/operation.ts";
import { createRandom } from "../../math/random.ts";
import { parsePauliSum } from "../../operators/pauli-sum.ts";
import { isCliffordCircuit, isCliffordOperation } from "../../stabilizer/simulate-stabilizer.ts";
import { operationQubits } from "../../stabilizer/clifford-map.ts";
import { oracleEstimate } from "../testing/noisy-density.ts";
import type { OracleNoise } from "../testing/noisy-density.ts";
import { cliffordDataRegression } from "./clifford-data-regression.ts";
import { findCliffordSites } from "./clifford-sites.ts";
import { cliffordTrainingCircuits } from "./training-circuits.ts";

function ansatz(qubitCount: number, layers: number, seed: number): Circuit {
  const random = createRandom(seed);
  const operations: Operation[] = [];
  for (let layer = 0; layer < layers; layer++) {
    for (let qubit = 0; qubit < qubitCount; qubit++) {
      operations.push(gate("ry", [qubit], [random.normal()]), gate("rz", [qubit], [random.normal()]));
    }
    for (let qubit = 0; qubit + 1 < qubitCount; qubit++) operations.push(gate("cx", [qubit, qubit + 1]));
  }
  return createCircuit(qubitCount, operations);
}

const circuit = ansatz(3, 2, 4);
const observable = parsePauliSum({ ZIZ: 1, IXI: 0.5, ZZI: 0.4 });
const ideal = async (): Promise<number> => (await oracleEstimate(observable, {})(circuit, { seed: 1 })).value;

describe("findCliffordSites", () => {
  it("every kind of gate with Clifford angles has a Clifford twin at each of its angles", () => {
    const names: readonly GateName[] = [
      ...(["t", "tdg", "rx", "ry", "rz", "p", "u", "rxx", "ryy", "rzz", "rzx"] as const),
      ...(["crx", "cry", "crz", "cp", "cu", "xx_plus_yy", "xx_minus_yy"] as const),
    ];
    const random = createRandom(8);
    for (const name of names) {
      const row = gateTable[name];
      const operation = gate(
        name,
        [0, 1].slice(0, gateQubitCount(row)),
        Array.from({ length: row.parameterCount }, () => 3 * random.normal()),
      );
      const [site] = findCliffordSites(createCircuit(2, [operation]));
      expect(site.choices.length, name).toBeGreaterThanOrEqual(4);
      for (const choice of site.choices) {
        expect(isCliffordOperation(choice.operation), name).toBe(true);
        expect(choice.operation.qubits).toEqual(operation.qubits);
        expect(choice.squaredDistance).toBeLessThanOrEqual(4);
      }
      const least = Math.min(...site.choices.map(({ squaredDistance }) => squaredDistance));
      expect(least, name).toBeLessThan(2);
    }
  });

  it("the squared distance of rz(θ) from rz(θ′) is 4(1 − |cos((θ − θ′)/2)|)", () => {
    const [site] = findCliffordSites(createCircuit(1, [gate("rz", [0], [0.5])]));
    for (const { operation, squaredDistance } of site.choices) {
      const other = operation.parameters[0] as number;
      expect(squaredDistance).toBeCloseTo(4 * (1 - Math.abs(Math.cos((0.5 - other) / 2))), 12);
    }
    const [gadget] = findCliffordSites(createCircuit(3, [pauliGadget("XYZ", [0, 1, 2], 0.5)]));
    expect(gadget.choices.map((choice) => choice.squaredDistance)).toEqual(
      site.choices.map((choice) => expect.closeTo(choice.squaredDistance, 12) as number),
    );
  });

  it("refuses what has no twin by name", () => {
    const sites = (operations: readonly Operation[]): unknown =>
      findCliffordSites(createCircuit(3, operations));
    expect(() => sites([gate("h", [0]), gate("ccx", [0, 1, 2])])).toThrow(
      /operations\[1\]: ccx has no Clifford twin/,
    );
    expect(() => sites([gate("rx", [0], [0.3], [{ qubit: 1, value: 1 }])])).toThrow(
      /rx with controls has no/,
    );
    expect(() => sites([reset(0)])).toThrow(/reset is not unitary/);
  });
});

describe("cliffordTrainingCircuits", () => {
  it("keeps places, kinds and the asked number of operations that are not Clifford", () => {
    const trainings = cliffordTrainingCircuits(circuit, { count: 30, seed: 2, keptCount: 3 });
    expect(new Set(trainings.map((training) => JSON.stringify(training.circuit))).size).toBe(30);
    for (const training of trainings) {
      const { operations } = training.circuit;
      expect(operations.map((operation) => operation.gate)).toEqual(
        circuit.operations.map(({ gate: name }) => name),
      );
      const left = operations.filter(
        (operation) => isUnitaryOperation(operation) && !isCliffordOperation(operation),
      );
      expect(left.length).toBe(3);
      for (const operation of left) expect(circuit.operations).toContainEqual(operation);
    }
    expect(cliffordTrainingCircuits(circuit, { count: 30, seed: 2, keptCount: 3 })).toEqual(trainings);
  });

  it("nearest replacement rounds the angles; sampling prefers near ones by the stated weights", () => {
    const single = createCircuit(1, [gate("rz", [0], [0.5])]);
    const nearest = cliffordTrainingCircuits(single, {
      count: 5,
      seed: 1,
      keptCount: 0,
      replacement: "nearest",
    });
    expect(nearest.map((training) => training.circuit.operations)).toEqual([[gate("rz", [0], [0])]]);
    expect(isCliffordCircuit(nearest[0].circuit)).toBe(true);
    // Draws of one circuit each: the first choice follows exp(−d²/σ²) with σ = 0.5.
    const weights = [-1, 0, 1, 2].map((m) =>
      Math.exp((-4 * (1 - Math.abs(Math.cos((0.5 - (m * Math.PI) / 2) / 2)))) / 0.25),
    );
    const total = weights.reduce((sum, weight) => sum + weight, 0);
    const seen = [0, 0, 0, 0];
    const draws = 2000;
    for (let seed = 0; seed < draws; seed++) {
      const [training] = cliffordTrainingCircuits(single, { count: 1, seed, keptCount: 0 });
      const [operation] = training.circuit.operations;
      seen[Math.round(((operation as GateOperation).parameters as number[])[0] / (Math.PI / 2)) + 1]++;
    }
    seen.forEach((count, at) => {
      const p = weights[at] / total;
      expect(Math.abs(count / draws - p)).toBeLessThan(5 * Math.sqrt((p * (1 - p)) / draws) + 1e-9);
    });
  });

  it("refuses Clifford targets and impossible numbers", () => {
    const clifford = createCircuit(1, [gate("h", [0])]);
    expect(() => cliffordTrainingCircuits(clifford, { count: 3, seed: 1 })).toThrow(/not Clifford, got none/);
    expect(() => cliffordTrainingCircuits(circuit, { count: 3, seed: 1, keptCount: 12 })).toThrow(
      /keptCount must be an integer in \[0, 11\], got 12/,
    );
    expect(() => cliffordTrainingCircuits(circuit, { count: 0, seed: 1 })).toThrow(/count must be/);
  });
});

describe("cliffordDataRegression", () => {
  it("is exact where noise acts the same on all circuits: global depolarising noise of p a gate has slope (1 − p)^−d", async () => {
    const p = 0.02;
    const result = await cliffordDataRegression(circuit, observable, {
      estimate: oracleEstimate(observable, { globalDepolarizing: p }),
      seed: 3,
    });
    expect(result.value).toBeCloseTo(await ideal(), 10);
    expect(result.details.slope).toBeCloseTo((1 - p) ** -circuit.operations.length, 10);
    expect(result.details.intercept).toBeCloseTo(0, 10);
    expect(result.details.rSquared).toBeCloseTo(1, 10);
    expect(result.circuitsRun).toBe(21);
    expect(result.warnings).toEqual([]);
  });

  it("takes out most of the error of local noise, with an error bar that covers the rest", async () => {
    const noise: OracleNoise = {
      pauli: (operation) =>
        operationQubits(operation).length === 2 ? { XI: 0.03, IZ: 0.03, YY: 0.03, ZX: 0.02 } : { Z: 0.004 },
    };
    const expected = await ideal();
    const estimate = oracleEstimate(observable, noise);
    const results = [];
    for (let seed = 1; seed <= 8; seed++) {
      results.push(await cliffordDataRegression(circuit, observable, { estimate, seed }));
    }
    const rawError = Math.abs(results[0].rawValue - expected);
    expect(rawError).toBeGreaterThan(0.05);
    const rms = Math.sqrt(
      results.reduce((sum, { value }) => sum + (value - expected) ** 2, 0) / results.length,
    );
    expect(rms).toBeLessThan(rawError / 5);
    for (const { value, standardError, details } of results) {
      expect(Math.abs(value - expected)).toBeLessThan(3 * standardError);
      expect(standardError).toBeLessThan(rawError);
      expect(details.points.length).toBe(20);
    }
  });

  it("error bars hold shot noise", async () => {
    const estimate = oracleEstimate(observable, { globalDepolarizing: 0.02 });
    const expected = await ideal();
    let squares = 0;
    for (let seed = 1; seed <= 16; seed++) {
      const result = await cliffordDataRegression(circuit, observable, {
        estimate,
        shots: 500,
        seed,
        candidatesPerCircuit: 2,
      });
      squares += ((result.value - expected) / result.standardError) ** 2;
      expect(result.shotsUsed).toBe(21 * 3 * 500);
    }
    // Mean of 16 squared normal deviates: 1 ± 0.35; 4 of them above, and errors are not stated four times too large.
    expect(squares / 16).toBeLessThan(2.4);
    expect(squares / 16).toBeGreaterThan(1 / 16);
  });

  it("40 qubits: exact values come from Pauli propagation, final measurements are left out", async () => {
    const wide = ansatz(40, 1, 6);
    const measured = createCircuit(40, [...wide.operations, measure([0], [0])], { bitCount: 1 });
    const text = `${"I".repeat(38)}ZZ`;
    const { propagatePauliExpectation } = await import("../../stabilizer/pauli-propagation.ts");
    const damped = 0.8;
    const result = await cliffordDataRegression(measured, text, {
      estimate: ({ operations }) => {
        const value = propagatePauliExpectation(createCircuit(40, operations.slice(0, -1)), text);
        return Promise.resolve({ value: damped * value, standardError: 0, shots: 0 });
      },
      seed: 5,
    });
    expect(result.details.slope).toBeCloseTo(1 / damped, 9);
    expect(result.value).toBeCloseTo(result.rawValue / damped, 9);
  });

  it("says when the line is poor, extrapolated, or short of circuits; refuses values that are all the same", async () => {
    const small = createCircuit(1, [gate("ry", [0], [0.6]), gate("rz", [0], [0.4]), gate("ry", [0], [0.3])]);
    const z = parsePauliSum({ Z: 1 });
    const random = createRandom(3);
    const scatter = await cliffordDataRegression(small, z, {
      estimate: () => Promise.resolve({ value: random.normal(), standardError: 0, shots: 0 }),
      seed: 1,
      trainingCount: 400,
      keptCount: 0,
    });
    expect(scatter.warnings.join()).toMatch(/Only \d+ different training circuits/);
    expect(scatter.warnings.join()).toMatch(/explains only/);
    await expect(
      cliffordDataRegression(small, z, {
        estimate: () => Promise.resolve({ value: 0.5, standardError: 0, shots: 0 }),
        seed: 1,
      }),
    ).rejects.toThrow(/same noisy value 0.5/);
    await expect(
      cliffordDataRegression(small, z, { estimate: oracleEstimate(z, {}), seed: 1, trainingCount: 2 }),
    ).rejects.toThrow(/trainingCount must be an integer of at least 3/);
  });
});
