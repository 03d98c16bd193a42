import { symmetricEigen } from "../linear-algebra/symmetric-eigen.ts";
import { ModelError } from "../errors.ts";
import type { KernelMatrix } from "./kernel.ts";

function multiply(left: Float64Array, right: Float64Array, size: number): Float64Array {
  const product = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < size; k++) {
      const factor = left[i * size + k];
      for (let j = 0; j < size; j++) product[i * size + j] += factor * right[k * size + j];
    }
  }
  return product;
}

/** f(K) of a symmetric matrix scaled to trace N. */
function functionOf(gram: KernelMatrix, f: (eigenvalue: number) => number): Float64Array {
  const size = gram.rowCount;
  let trace = 0;
  for (let k = 0; k < size; k++) trace += gram.values[k * (size + 1)];
  const { values, vectors } = symmetricEigen(gram.values, size);
  const result = new Float64Array(size * size);
  for (let k = 0; k < size; k++) {
    const factor = f(Math.max(0, (values[k] * size) / trace));
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) {
        result[i * size + j] += factor * vectors[k * size + i] * vectors[k * size + j];
      }
    }
  }
  return result;
}

/**
 * Targets that suit one kernel and not another: y = √K_Q·v, v the eigenvector of the greatest eigenvalue of
 * √K_Q √K_C (K_C + λ)⁻² √K_C √K_Q. They saturate the geometric difference g(K_C‖K_Q), the root of that eigenvalue: the model
 * complexity yᵀK⁻¹y of the classical kernel is g² times that of the quantum one. Scaled to mean square 1.
 * Source: Huang et al., Nature Communications 12, 2631 (2021), supplementary section on engineered data sets.
 *
 * Throws {@link ModelError} for matrices that are not square and of one size, and for λ that is not above 0.
 */
export function engineerTargets(
  unsuited: KernelMatrix,
  suited: KernelMatrix,
  regularisation: number,
): Float64Array {
  const size = suited.rowCount;
  if (suited.columnCount !== size || unsuited.rowCount !== size || unsuited.columnCount !== size) {
    throw new ModelError(
      `both kernel matrices must be square and of one size, got ${unsuited.rowCount} × ${unsuited.columnCount} and ${size} × ${suited.columnCount}`,
    );
  }
  if (!(regularisation > 0 && regularisation < Infinity)) {
    throw new ModelError(`regularisation must be finite and above 0, got ${regularisation}`, {
      option: "regularisation",
    });
  }
  const root = functionOf(suited, Math.sqrt);
  const middle = functionOf(unsuited, (value) => value / (value + regularisation) ** 2);
  const { vectors } = symmetricEigen(multiply(multiply(root, middle, size), root, size), size);
  const targets = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) targets[i] += root[i * size + j] * vectors[j];
  }
  const scale = Math.sqrt(size / targets.reduce((sum, value) => sum + value * value, 0));
  return targets.map((value) => scale * value);
}
