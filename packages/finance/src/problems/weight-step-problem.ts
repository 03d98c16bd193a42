import { MandateError } from "../errors.ts";
import type { PortfolioProblem } from "./constrained-binary-problem.ts";
import { perAsset } from "./group-limit.ts";
import { createIntegerProblem, type IntegerMandate } from "./integer-problem.ts";

/** Weights that are whole multiples of 1/steps and sum to 1. */
export interface WeightStepMandate extends IntegerMandate {
  /** Steps that make up the whole: 10 gives weights of 0%, 10%, 20%, … */
  readonly steps: number;
  /** Least weight of each asset; default 0. Rounded up to a step. */
  readonly minimumWeight?: number | ArrayLike<number>;
  /** Greatest weight of each asset; default 1. Rounded down to a step. */
  readonly maximumWeight?: number | ArrayLike<number>;
}

/** The mandate as a problem over bits. Throws {@link MandateError} for values out of range. */
export function createWeightStepProblem(mandate: WeightStepMandate): PortfolioProblem {
  const n = mandate.moments.assets.length;
  const { steps } = mandate;
  if (!Number.isSafeInteger(steps) || steps < 1) {
    throw new MandateError(`steps must be a positive integer, got ${steps}`);
  }
  const minimum = perAsset("minimumWeight", mandate.minimumWeight, n, 0, [0, 1]);
  const maximum = perAsset("maximumWeight", mandate.maximumWeight, n, 1, [0, 1]);
  const minimumUnits = minimum.map((weight) => Math.ceil(weight * steps - 1e-9));
  const maximumUnits = maximum.map((weight) => Math.floor(weight * steps + 1e-9));
  for (let i = 0; i < n; i++) {
    if (minimumUnits[i] > maximumUnits[i]) {
      throw new MandateError(
        `weights of ${mandate.moments.assets[i].name} must have a multiple of 1/${steps} in [${minimum[i]}, ${maximum[i]}]`,
      );
    }
  }
  return createIntegerProblem(mandate, {
    kind: "weight-steps",
    unitSteps: new Float64Array(n).fill(1),
    unitWeights: new Float64Array(n).fill(1 / steps),
    budgetSteps: steps,
    minimumSteps: steps,
    minimumUnits,
    maximumUnits,
    budgetName: "weights sum to 1",
  });
}
