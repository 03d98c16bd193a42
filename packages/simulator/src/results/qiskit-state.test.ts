import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { pauliSumVariance } from "../operators/pauli-expectation.ts";
import { pauliSumFromList } from "../operators/pauli-text.ts";
import { concurrence } from "./concurrence.ts";
import { entanglementEntropy, mutualInformation } from "./entropy.ts";
import { marginalProbabilities } from "./marginal-probabilities.ts";
import { purity } from "./purity.ts";
import { reducedDensityMatrix } from "./reduced-density-matrix.ts";
import { schmidtCoefficients } from "./schmidt-coefficients.ts";
import { stateFidelity, traceDistance } from "./state-distance.ts";

type Numbers = Record<
  | "entropy02"
  | "entropy123"
  | "purity13"
  | "concurrence13"
  | "concurrence02"
  | "concurrence01"
  | "mutualInformation01"
  | "fidelity02with13"
  | "traceDistance02with13"
  | "expectation"
  | "variance",
  number
>;
const reference = JSON.parse(
  await readFile(new URL("./reference/qiskit-state.json", import.meta.url), "utf8"),
) as Numbers & {
  real: number[];
  imaginary: number[];
  marginal02: number[];
  schmidt02: number[];
  density02: { real: number[]; imaginary: number[] };
  observable: [string, number][];
};
const state = {
  qubitCount: 4,
  real: Float64Array.from(reference.real),
  imaginary: Float64Array.from(reference.imaginary),
};

/** Both programs round to about 1e-15; roots of a matrix lose some digits. */
const tolerance = 1e-10;

function expectClose(found: ArrayLike<number>, expected: ArrayLike<number>): void {
  expect(found).toHaveLength(expected.length);
  for (let k = 0; k < expected.length; k++) expect(Math.abs(found[k] - expected[k])).toBeLessThan(tolerance);
}

test("probabilities, density matrices and Schmidt coefficients are Qiskit's", () => {
  expectClose(marginalProbabilities(state, [0, 2]), reference.marginal02);
  const density = reducedDensityMatrix(state, [0, 2]);
  expectClose(density.real, reference.density02.real);
  expectClose(density.imaginary, reference.density02.imaginary);
  expectClose(schmidtCoefficients(state, [0, 2]), reference.schmidt02);
});

test("entropies, concurrences, fidelity and the variance of an observable are Qiskit's", () => {
  const density = (...qubits: number[]) => reducedDensityMatrix(state, qubits);
  const { mean, variance } = pauliSumVariance(state, pauliSumFromList(reference.observable));
  const found: Numbers = {
    entropy02: entanglementEntropy(state, [0, 2]),
    entropy123: entanglementEntropy(state, [1, 2, 3], { base: Math.E }),
    purity13: purity(density(1, 3)),
    concurrence13: concurrence(density(1, 3)),
    concurrence02: concurrence(density(0, 2)),
    concurrence01: concurrence(density(0, 1)),
    mutualInformation01: mutualInformation(state, 0, 1),
    fidelity02with13: stateFidelity(density(0, 2), density(1, 3)),
    traceDistance02with13: traceDistance(density(0, 2), density(1, 3)),
    expectation: mean,
    variance,
  };
  for (const [name, value] of Object.entries(found)) {
    expect(Math.abs(value - reference[name as keyof Numbers]), name).toBeLessThan(tolerance);
  }
});
