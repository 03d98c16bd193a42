import { expect, test } from "vitest";
import { createCircuit } from "../circuit/circuit.ts";
import { gate } from "../circuit/operation.ts";
import { densityMatrixExpectation } from "../density-matrix/density-matrix.ts";
import { createDensityMatrixEngine } from "../density-matrix/engine.ts";
import { createNoiseModel } from "../noise/create-noise-model.ts";
import { parsePauliSum } from "../operators/pauli-sum.ts";
import { simulateStabilizer } from "../stabilizer/simulate-stabilizer.ts";
import { denseEnergy } from "../testing/dense-energy.ts";
import { runTrajectories } from "../trajectories/run-trajectories.ts";
import { estimateExpectation } from "./estimate-expectation.ts";
import type { SampleCircuit } from "./estimate-expectation.ts";

const observable = parsePauliSum({ IZZ: 0.7, XXI: -0.4, YYI: 0.5, ZIX: 0.3, III: 1 });

/** Σ score² over seeded estimates, score = deviation / standard error; χ² with `repetitions` degrees of freedom. */
async function chiSquare(
  run: SampleCircuit,
  circuit: ReturnType<typeof createCircuit>,
  expected: number,
  repetitions: number,
): Promise<number> {
  let sum = 0;
  for (let seed = 0; seed < repetitions; seed++) {
    const options = { shots: 1500, seed, grouping: seed % 2 === 0 ? "qubit-wise" : "general" } as const;
    const { value, standardError } = await estimateExpectation(run, circuit, observable, options);
    sum += ((value - expected) / standardError) ** 2;
  }
  return sum;
}

test("estimates from noisy trajectories scatter around the density matrix's expectation", async () => {
  // Noise behind ry and cry alone: changes of basis hold neither.
  const circuit = createCircuit(3, [
    gate("ry", [0], [0.8]),
    gate("cry", [0, 1], [1.9]),
    gate("ry", [2], [-1.1]),
    gate("cry", [1, 2], [0.7]),
  ]);
  const noise = createNoiseModel({
    gates: [
      { gates: ["ry"], noise: [{ channel: { kind: "amplitude-damping", gamma: 0.2 } }] },
      { gates: ["cry"], noise: [{ channel: { kind: "depolarizing", qubitCount: 2, probability: 0.1 } }] },
    ],
  });
  const { densityMatrix } = await createDensityMatrixEngine({ qubitCount: 3 }).run(circuit, { noise });
  const exact = densityMatrixExpectation(densityMatrix, observable);
  expect(Math.abs(exact - denseEnergy(circuit, {}, observable))).toBeGreaterThan(0.05);
  const run: SampleCircuit = async (measured, options) =>
    (await runTrajectories(measured, { ...options, noise })).counts;
  const repetitions = 40;
  // Mean 40, standard deviation √80: four of them.
  const found = await chiSquare(run, circuit, exact, repetitions);
  expect(Math.abs(found - repetitions)).toBeLessThan(4 * Math.sqrt(2 * repetitions));
});

test("estimates of a Clifford circuit from a stabilizer tableau", async () => {
  const circuit = createCircuit(3, [
    gate("h", [0]),
    gate("cx", [0, 1]),
    gate("sdg", [1]),
    gate("cx", [1, 2]),
    gate("h", [2]),
    gate("cz", [0, 2]),
  ]);
  const run: SampleCircuit = (measured, options) => simulateStabilizer(measured, options).counts;
  const repetitions = 40;
  const found = await chiSquare(run, circuit, denseEnergy(circuit, {}, observable), repetitions);
  expect(Math.abs(found - repetitions)).toBeLessThan(4 * Math.sqrt(2 * repetitions));
});
