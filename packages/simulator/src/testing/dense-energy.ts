import { bindParameters, parameterNames } from "../circuit/circuit.ts";
import type { Circuit } from "../circuit/circuit.ts";
import type { ParameterValues } from "../circuit/parameter.ts";
import { createRandom } from "../math/random.ts";
import { pauliSumExpectation } from "../operators/pauli-expectation.ts";
import { createPauliSum } from "../operators/pauli-sum.ts";
import type { PauliSum } from "../operators/pauli-sum.ts";
import type { StateRunner } from "../results/state-runner.ts";
import { basisState } from "../statevector/state-vector.ts";
import type { StateVector } from "../statevector/state-vector.ts";
import { applyDense, denseCircuit } from "./dense-circuit.ts";

/** A seeded Hermitian Pauli sum of six terms. */
export function randomObservable(qubitCount: number, seed: number, termCount = 6): PauliSum {
  const random = createRandom(seed);
  const mask = (): number => Math.floor(random.uniform() * 2 ** qubitCount);
  return createPauliSum(
    qubitCount,
    Array.from({ length: termCount }, () => ({ x: mask(), z: mask(), real: random.normal(), imaginary: 0 })),
  );
}

/** Seeded values of a circuit's parameters. */
export function valuesOf(circuit: Circuit, seed: number): Record<string, number> {
  const random = createRandom(seed);
  return Object.fromEntries(parameterNames(circuit).map((name) => [name, random.normal()]));
}

/** The expectation by dense matrices. */
export function denseEnergy(
  circuit: Circuit,
  values: ParameterValues,
  observable: PauliSum,
  initial?: StateVector,
): number {
  const { qubitCount } = circuit;
  const start = initial ?? basisState(qubitCount);
  const state = { qubitCount, ...applyDense(denseCircuit(bindParameters(circuit, values)), start) };
  return pauliSumExpectation(state, observable);
}

/** Runs by dense matrices. */
export const denseRunner: StateRunner = {
  run: (circuit, { parameters = {}, initial = basisState(circuit.qubitCount) } = {}) =>
    Promise.resolve({
      qubitCount: circuit.qubitCount,
      ...applyDense(denseCircuit(bindParameters(circuit, parameters)), initial),
    }),
};

/** maxₖ |aₖ − bₖ|; infinite for lists of different length. */
export const largestDifference = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  a.length === b.length
    ? Array.from(a).reduce((most, x, k) => Math.max(most, Math.abs(x - b[k])), 0)
    : Infinity;
