import type { DataSet } from "../../data/data-set.ts";
import { ModelError } from "../../errors.ts";
import { type KernelSpectrum, project } from "./gram-matrix.ts";

export interface ModelComplexity {
  /** s_K = yᵀ (K + λ)⁻¹ K (K + λ)⁻¹ y: the squared norm of what ridge regression learns. */
  readonly complexity: number;
  /** √(s_K/N): the scale of the error on new rows. */
  readonly generalisationTerm: number;
  /** √(λ² yᵀ (K + λ)⁻² y / N): the error left on the training rows. */
  readonly trainingTerm: number;
  readonly regularisation: number;
}

/**
 * Targets as a kernel sees them, of mean 0 and mean square 1: a column for a regression or two classes, one a class for
 * more.
 */
export function standardisedTargets({
  task,
  targets,
  classes,
}: Pick<DataSet, "task" | "targets" | "classes">): Float64Array[] {
  const columns =
    task === "regression" || classes.length === 2
      ? [targets]
      : classes.map((_, k) => targets.map((target) => Number(target === k)));
  return columns.map((column) => {
    const mean = column.reduce((sum, value) => sum + value, 0) / column.length;
    const scale = Math.sqrt(column.reduce((sum, value) => sum + (value - mean) ** 2, 0) / column.length);
    if (scale === 0)
      throw new ModelError("targets must differ to be compared with a kernel, got one value only");
    return column.map((value) => (value - mean) / scale);
  });
}

/**
 * How much of a kernel's room it takes to learn some targets y: small where they lie along its large eigenvalues. K has
 * trace N; without regularisation s_K = yᵀ K⁻¹ y.
 *
 * @param targets Usually of mean square 1, as {@link standardisedTargets} makes them.
 * @throws ModelError where lengths differ, or λ = 0 and the kernel is singular.
 *
 * Source: Huang et al., Nat. Commun. 12, 2631 (2021), equations 3 and 4 and supplementary section 6.
 */
export function modelComplexity(
  spectrum: KernelSpectrum,
  targets: ArrayLike<number>,
  regularisation: number,
): ModelComplexity {
  const { size, values } = spectrum;
  if (targets.length !== size) throw new ModelError(`targets must number ${size}, got ${targets.length}`);
  if (!(regularisation >= 0 && regularisation < Infinity)) {
    throw new ModelError(`regularisation must be at least 0 and finite, got ${regularisation}`);
  }
  if (regularisation === 0 && values[size - 1] <= 1e-12 * values[0]) {
    throw new ModelError("the kernel is singular on these rows: give a regularisation above 0");
  }
  let complexity = 0;
  let left = 0;
  project(spectrum, targets).forEach((coefficient, k) => {
    const ratio = coefficient / (values[k] + regularisation);
    complexity += values[k] * ratio * ratio;
    left += (regularisation * ratio) ** 2;
  });
  return {
    complexity,
    generalisationTerm: Math.sqrt(complexity / size),
    trainingTerm: Math.sqrt(left / size),
    regularisation,
  };
}
