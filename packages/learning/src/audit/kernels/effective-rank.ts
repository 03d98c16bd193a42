import { ModelError } from "../../errors.ts";

/**
 * exp of the entropy of the eigenvalues' shares: N for equal ones, 1 for a single one.
 * Source: Roy and Vetterli, EUSIPCO 2007, equation 4.
 */
export function effectiveRank(eigenvalues: ArrayLike<number>): number {
  let total = 0;
  for (let k = 0; k < eigenvalues.length; k++) total += Math.max(0, eigenvalues[k]);
  let entropy = 0;
  for (let k = 0; k < eigenvalues.length; k++) {
    const share = Math.max(0, eigenvalues[k]) / total;
    if (share > 0) entropy -= share * Math.log(share);
  }
  return Math.exp(entropy);
}

/**
 * Σ λ_k/(λ_k + λ): how many directions a ridge regression with penalty λ leaves free, its degrees of freedom.
 * Source: Zhang, Neural Computation 17, 2077 (2005). Throws ModelError where λ is not positive.
 */
export function effectiveDimension(eigenvalues: ArrayLike<number>, regularisation: number): number {
  if (!(regularisation > 0 && regularisation < Infinity)) {
    throw new ModelError(`regularisation must be above 0 and finite, got ${regularisation}`);
  }
  let sum = 0;
  for (let k = 0; k < eigenvalues.length; k++)
    sum += Math.max(0, eigenvalues[k]) / (Math.max(0, eigenvalues[k]) + regularisation);
  return sum;
}
