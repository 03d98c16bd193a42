import { ModelError } from "../../errors.ts";
import { largestEigenvalue } from "./largest-eigenvalue.ts";
import type { KernelSpectrum } from "./gram-matrix.ts";

export interface GeometricDifference {
  /** g: how much worse, at worst, the first kernel predicts than the second on data that suits the second. */
  readonly value: number;
  /** What the first kernel, regularised, fails to fit of that data: 0 without regularisation. */
  readonly trainingTerm: number;
  readonly regularisation: number;
}

/** Share of the largest eigenvalue below which an eigenvalue counts as 0 where nothing regularises. */
const rankTolerance = 1e-12;

/** Largest singular value of M = D₁ · U₁ᵀ U₂ · √Λ₂, for a diagonal D₁. */
function largestSingularValue(
  overlaps: Float64Array,
  size: number,
  left: Float64Array,
  right: Float64Array,
): number {
  const multiply = (vector: Float64Array): Float64Array => {
    const weighted = vector.map((value, k) => right[k] * value);
    const product = new Float64Array(size);
    for (let k = 0; k < size; k++) {
      const weight = left[k] ** 2;
      if (weight === 0) continue;
      let sum = 0;
      for (let i = 0; i < size; i++) sum += overlaps[k * size + i] * weighted[i];
      sum *= weight;
      for (let i = 0; i < size; i++) product[i] += overlaps[k * size + i] * sum;
    }
    return product.map((value, k) => right[k] * value);
  };
  return Math.sqrt(Math.max(0, largestEigenvalue(multiply, size)));
}

/** Element [k, i]: eigenvector k of the first times eigenvector i of the second. */
function eigenvectorOverlaps(first: KernelSpectrum, second: KernelSpectrum): Float64Array {
  const { size } = first;
  const overlaps = new Float64Array(size * size);
  for (let k = 0; k < size; k++) {
    for (let i = 0; i < size; i++) {
      let sum = 0;
      for (let row = 0; row < size; row++)
        sum += first.vectors[k * size + row] * second.vectors[i * size + row];
      overlaps[k * size + i] = sum;
    }
  }
  return overlaps;
}

/**
 * The geometric difference g(K₁‖K₂) of two kernels on the same N rows, both scaled to trace N, for each regularisation λ:
 *
 *   g = √‖√K₂ √K₁ (K₁ + λ)⁻² √K₁ √K₂‖,  without regularisation √‖√K₂ K₁⁻¹ √K₂‖,
 *
 * and the training term λ √‖√K₂ (K₁ + λ)⁻² √K₂‖. The norm is the spectral one, so that g(K‖K) = 1 without
 * regularisation, and at least 1 for any two kernels; it is not symmetric. Of order √N (with K₁ classical, K₂ quantum) some
 * data are predicted far better by the quantum kernel; near 1 none are.
 *
 * @throws ModelError where sizes differ, λ is negative, or λ = 0 and K₁ is singular where K₂ is not: g is infinite then.
 *
 * Source: Huang et al., Nat. Commun. 12, 2631 (2021), equation 5 and supplementary section 6.
 */
export function geometricDifferences(
  first: KernelSpectrum,
  second: KernelSpectrum,
  regularisations: readonly number[] = [0],
): GeometricDifference[] {
  if (first.size !== second.size) {
    throw new ModelError(`kernels must be of the same rows, got ${first.size} and ${second.size}`);
  }
  const { size } = first;
  const overlaps = eigenvectorOverlaps(first, second);
  const roots = second.values.map(Math.sqrt);
  const isZero = first.values.map((value) => Number(value <= rankTolerance * first.values[0]));
  const outside = largestSingularValue(overlaps, size, isZero, roots);
  return regularisations.map((regularisation) => {
    if (!(regularisation >= 0 && regularisation < Infinity)) {
      throw new ModelError(`regularisation must be at least 0 and finite, got ${regularisation}`);
    }
    if (regularisation === 0) {
      if (outside > 1e-6) {
        throw new ModelError(
          "the first kernel is singular where the second is not, so their geometric difference is infinite: give a regularisation above 0",
        );
      }
      const left = first.values.map((value, k) => (isZero[k] === 1 ? 0 : 1 / Math.sqrt(value)));
      return { value: largestSingularValue(overlaps, size, left, roots), trainingTerm: 0, regularisation };
    }
    const general = first.values.map((value) => Math.sqrt(value) / (value + regularisation));
    const training = first.values.map((value) => regularisation / (value + regularisation));
    return {
      value: largestSingularValue(overlaps, size, general, roots),
      trainingTerm: largestSingularValue(overlaps, size, training, roots),
      regularisation,
    };
  });
}

/** The geometric difference for one regularisation; see {@link geometricDifferences}. */
export function geometricDifference(
  first: KernelSpectrum,
  second: KernelSpectrum,
  regularisation = 0,
): GeometricDifference {
  return geometricDifferences(first, second, [regularisation])[0];
}
