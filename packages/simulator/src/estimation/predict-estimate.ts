import { pauliSumVariance } from "../operators/pauli-expectation.ts";
import { createPauliSum } from "../operators/pauli-sum.ts";
import type { PauliSum } from "../operators/pauli-sum.ts";
import type { StateVector } from "../statevector/state-vector.ts";
import { allocateShots } from "./allocate-shots.ts";
import { checkAllocation, coefficientNorm, combineGroups } from "./group-statistics.ts";
import type { AllocationOptions, ExpectationEstimate } from "./group-statistics.ts";
import { measurementCircuits } from "./measurement-circuits.ts";

/**
 * What `estimateExpectation` would find on average in a known state of norm 1: the exact ⟨O⟩, with the standard
 * errors that so many shots leave, from the exact variance of every group. The allocation "variance" is the best possible
 * one here and takes no shots in advance.
 * Throws {@link InvalidArgumentError} for different qubit counts, complex coefficients or too few shots.
 */
export function predictEstimate(
  state: StateVector,
  observable: PauliSum,
  options: AllocationOptions,
): ExpectationEstimate {
  checkAllocation(options);
  const { shots, allocation = "weighted" } = options;
  const { constant, groups, qubitCount } = measurementCircuits(observable, options);
  const exact = groups.map(({ terms }) =>
    pauliSumVariance(
      state,
      createPauliSum(
        qubitCount,
        terms.map(({ x, z, coefficient }) => ({ x, z, real: coefficient, imaginary: 0 })),
      ),
    ),
  );
  if (groups.length === 0) return { value: constant, standardError: 0, shots: 0, groups: [] };
  const weights = groups.map((group, index) => {
    if (allocation === "uniform") return 1;
    return allocation === "weighted" ? coefficientNorm(group) : Math.sqrt(exact[index].variance);
  });
  const parts = allocateShots(shots, weights);
  return combineGroups(
    constant,
    groups,
    exact.map(({ mean, variance }, index) => ({ mean, variance, shots: parts[index] })),
    0,
  );
}
