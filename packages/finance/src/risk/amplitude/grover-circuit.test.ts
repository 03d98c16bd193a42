import { createRandom, prepareState } from "@ansatz/simulator";
import { describe, expect, test } from "vitest";
import { RiskModelError } from "../../errors.ts";
import { amplitudeCircuit, circuitExperiment } from "./grover-circuit.ts";
import { rotationExperiment } from "./grover-experiment.ts";

function randomProblem(qubitCount: number, seed: number) {
  const random = createRandom(seed);
  const weights = Float64Array.from({ length: 2 ** qubitCount }, () => random.uniform());
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const probabilities = weights.map((weight) => weight / total);
  const good = Float64Array.from(weights, () => random.uniform() ** 3);
  const amplitude = probabilities.reduce((sum, p, k) => sum + p * good[k], 0);
  const loading = prepareState({ real: probabilities.map((p) => Math.sqrt(p)) });
  return { amplitude, circuit: amplitudeCircuit(loading, good) };
}

describe("circuits show what the rotation picture says", () => {
  for (const qubitCount of [1, 2, 3, 4]) {
    test(`${qubitCount} scenario qubits, seed ${qubitCount}`, async () => {
      const { amplitude, circuit } = randomProblem(qubitCount, qubitCount);
      const simulated = circuitExperiment(circuit);
      const rotation = rotationExperiment(amplitude);
      for (const power of [0, 1, 2, 3, 7]) {
        expect(await simulated.probabilityOfGood(power)).toBeCloseTo(
          await rotation.probabilityOfGood(power),
          11,
        );
      }
    });
  }

  test("phase estimation gives the closed-form distribution", async () => {
    const { amplitude, circuit } = randomProblem(2, 11);
    const simulated = await circuitExperiment(circuit).phaseDistribution(4);
    const closed = await rotationExperiment(amplitude).phaseDistribution(4);
    expect(closed).toHaveLength(16);
    closed.forEach((probability, outcome) => expect(simulated[outcome]).toBeCloseTo(probability, 11));
  });
});

test("depths and sizes that would not end are refused before they start", async () => {
  const { circuit } = randomProblem(3, 1);
  await expect(circuitExperiment(circuit).probabilityOfGood(1_000_000)).rejects.toThrow(
    "circuits are simulated up to 1048576 operations",
  );
  await expect(circuitExperiment(circuit).phaseDistribution(18)).rejects.toThrow(
    "circuits are simulated up to 20 qubits",
  );
});

test("a payoff outside [0, 1] and a wrong count are refused", () => {
  const loading = prepareState({ real: [1, 0, 0, 0] });
  expect(() => amplitudeCircuit(loading, Float64Array.of(0, 1, 2, 0))).toThrow(RiskModelError);
  expect(() => amplitudeCircuit(loading, Float64Array.of(0, 1))).toThrow(
    "goodProbabilities must be 4 numbers",
  );
});
