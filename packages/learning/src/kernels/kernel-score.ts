import { targetAlignment } from "../audit/kernels/alignment.ts";
import type { DataSet } from "../data/data-set.ts";
import { ModelError } from "../errors.ts";
import { solveSupportVectors } from "../kernel-methods/sequential-minimal-optimization.ts";
import type { KernelMatrix } from "./kernel.ts";

export const trainingObjectives = ["alignment", "margin"] as const;

/**
 * What a trained kernel is to be good at on its training rows:
 * - "alignment": the greatest centred alignment ⟨K_c, yyᵀ⟩/(‖K_c‖‖yyᵀ‖) with the targets (Cortes et al., JMLR 13, 795 (2012));
 * - "margin": the least optimum max_α Σα − ½ Σ α_i α_j y_i y_j K_ij, 0 ≤ α ≤ cost, of a support vector machine, half the inverse
 *   square of its margin plus the cost of errors; two classes. Glick et al., arXiv:2105.03406, section on kernel alignment.
 */
export type TrainingObjective = (typeof trainingObjectives)[number];

/** A number that is to be great, for a Gram matrix. */
export interface KernelScore {
  (gram: KernelMatrix): number;
  /**
   * A function of Gram matrices with the score's value and first derivatives at this one. Of an optimum over α it is that with α
   * held (the envelope theorem), which is smooth.
   */
  near(gram: KernelMatrix): (gram: KernelMatrix) => number;
}

/** Of the optimality conditions, as a share of 1: the objective's error is of second order in it. */
const tolerance = 1e-6;

/** Throws {@link ModelError} for an unknown objective, and for "margin" unless the targets are two classes. */
export function kernelScore(objective: TrainingObjective, data: DataSet, cost: number): KernelScore {
  if (objective === "alignment") {
    // A kernel of equal elements is aligned with nothing.
    const score = (gram: KernelMatrix): number => targetAlignment(gram, data).centred ?? 0;
    return Object.assign(score, { near: () => score });
  }
  if (!trainingObjectives.includes(objective)) {
    throw new ModelError(
      `objective must be one of ${trainingObjectives.join(", ")}, got ${objective as string}`,
      { option: "objective" },
    );
  }
  if (data.task !== "classification" || data.classes.length !== 2) {
    const task = data.task === "regression" ? "a regression" : `${data.classes.length} classes`;
    throw new ModelError(`the objective margin needs two classes, got ${task}: take alignment`, {
      option: "objective",
    });
  }
  if (!(cost > 0 && cost < Infinity)) {
    throw new ModelError(`cost must be finite and above 0, got ${cost}`, { option: "cost" });
  }
  const signs = Int8Array.from(data.targets, (target) => (target === 1 ? 1 : -1));
  const near = (kernel: KernelMatrix): ((gram: KernelMatrix) => number) => {
    const linear = new Float64Array(signs.length).fill(-1);
    const { unknowns } = solveSupportVectors({ kernel, signs, linear, cost, tolerance });
    const total = unknowns.reduce((sum, value) => sum + value, 0);
    const weights = unknowns.map((value, k) => value * signs[k]);
    return ({ values, columnCount }) => {
      let quadratic = 0;
      for (let i = 0; i < weights.length; i++) {
        if (weights[i] === 0) continue;
        for (let j = 0; j < weights.length; j++)
          quadratic += weights[i] * weights[j] * values[i * columnCount + j];
      }
      return quadratic / 2 - total;
    };
  };
  return Object.assign((gram: KernelMatrix): number => near(gram)(gram), { near });
}
