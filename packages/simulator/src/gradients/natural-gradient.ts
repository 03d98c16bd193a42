import { InvalidArgumentError } from "../errors.ts";
import { symmetricEigen } from "../math/symmetric-eigen.ts";
import type { MetricTensor } from "./metric-tensor.ts";

export interface NaturalGradientOptions {
  /** λ ≥ 0 of (g + λ) δ = ∇E, by default 1e-6; 0 takes the pseudo-inverse. */
  readonly regularisation?: number;
}

const defaultRegularisation = 1e-6;
/** Eigenvalues below this part of the greatest are rounding of 0; metrics of redundant parameters have such. */
const negligible = 1e-10;

/**
 * The natural gradient δ = (g + λ)⁻¹ ∇E, with g the Fubini–Study metric: the steepest descent in the space of states, to be
 * used as θ ← θ − η δ. Without regularisation it is g⁺∇E, directions that do not change the state left alone.
 * Throws {@link InvalidArgumentError} for a gradient of another length, entries that are not finite, or λ < 0.
 * Source: Stokes, Izaac, Killoran and Carleo, Quantum 4, 269 (2020), eq. (6).
 */
export function naturalGradient(
  metric: Pick<MetricTensor, "entries">,
  gradient: ArrayLike<number>,
  { regularisation = defaultRegularisation }: NaturalGradientOptions = {},
): Float64Array {
  const size = gradient.length;
  if (metric.entries.length !== size * size) {
    throw new InvalidArgumentError(
      `the metric must have ${size}² entries, as many rows as the gradient has components, got ${metric.entries.length}`,
      { field: "metric" },
    );
  }
  if (!(regularisation >= 0) || regularisation === Infinity) {
    throw new InvalidArgumentError(`regularisation must be finite and at least 0, got ${regularisation}`, {
      field: "regularisation",
    });
  }
  for (let k = 0; k < size; k++) {
    if (!Number.isFinite(gradient[k])) {
      throw new InvalidArgumentError(`gradient[${k}] must be finite, got ${gradient[k]}`, {
        field: "gradient",
      });
    }
  }
  const at = metric.entries.findIndex((entry) => !Number.isFinite(entry));
  if (at >= 0) {
    throw new InvalidArgumentError(`metric.entries[${at}] must be finite, got ${metric.entries[at]}`, {
      field: "metric",
    });
  }
  const result = new Float64Array(size);
  if (size === 0) return result;
  const { values, vectors } = symmetricEigen(metric.entries, size);
  const greatest = Math.max(0, values[size - 1]);
  values.forEach((value, index) => {
    const eigenvalue = Math.max(0, value);
    if (regularisation === 0 && eigenvalue <= negligible * greatest) return;
    const vector = vectors.subarray(index * size, (index + 1) * size);
    let overlap = 0;
    for (let k = 0; k < size; k++) overlap += vector[k] * gradient[k];
    const factor = overlap / (eigenvalue + regularisation);
    for (let k = 0; k < size; k++) result[k] += factor * vector[k];
  });
  return result;
}
