import { ModelError } from "../../errors.ts";
import type { KernelMatrix } from "../../kernels/kernel.ts";
import { checkGram } from "./gram-matrix.ts";

export interface KernelConcentration {
  /** Of the values off the diagonal. */
  readonly mean: number;
  readonly variance: number;
  readonly minimum: number;
  readonly maximum: number;
  /** Of Haar-random states of as many qubits, where the kernel is a fidelity of states of that many. */
  readonly haar?: { readonly mean: number; readonly variance: number };
  /** Variance over the Haar variance: towards 1 the kernel is concentrated as far as a kernel can be. */
  readonly varianceOverHaar?: number;
}

/**
 * Mean and variance of |⟨ψ|φ⟩|² of independent Haar-random states in d = 2ⁿ dimensions: 1/d and (d − 1)/(d² (d + 1)).
 * Both fall exponentially with the qubits. Source: Życzkowski and Sommers, Phys. Rev. A 71, 032313 (2005), section II.
 */
export function haarFidelity(qubitCount: number): { mean: number; variance: number } {
  const d = 2 ** qubitCount;
  return { mean: 1 / d, variance: (d - 1) / (d * d * (d + 1)) };
}

/**
 * How far the values of a kernel of different rows differ from each other: where their variance falls exponentially with
 * the qubits, exponentially many shots are needed to tell rows apart.
 *
 * @param qubitCount Of a fidelity kernel; the comparison with Haar-random states is then given.
 * @throws ModelError as checkGram.
 *
 * Source: Thanasilp et al., Nat. Commun. 15, 5200 (2024), definition 1.
 */
export function kernelConcentration(gram: KernelMatrix, qubitCount?: number): KernelConcentration {
  checkGram(gram);
  const { rowCount, values } = gram;
  const count = (rowCount * (rowCount - 1)) / 2;
  let [sum, minimum, maximum] = [0, Infinity, -Infinity];
  const each = (visit: (value: number) => void): void => {
    for (let row = 1; row < rowCount; row++)
      for (let column = 0; column < row; column++) visit(values[row * rowCount + column]);
  };
  each((value) => {
    sum += value;
    minimum = Math.min(minimum, value);
    maximum = Math.max(maximum, value);
  });
  const mean = sum / count;
  let squares = 0;
  each((value) => (squares += (value - mean) ** 2));
  const variance = squares / count;
  const base = { mean, variance, minimum, maximum };
  if (qubitCount === undefined) return base;
  const haar = haarFidelity(qubitCount);
  return { ...base, haar, varianceOverHaar: variance / haar.variance };
}

export interface ShotsToResolve {
  /** For each pair of rows. */
  readonly perEntry: number;
  /** For all pairs of the rows. */
  readonly total: number;
  /** Standard error over the standard deviation of the kernel's values. */
  readonly precision: number;
}

/**
 * Shots with which a fidelity kernel's values off the diagonal are known to within `precision` times their own spread:
 * each value k is a share of shots with variance k (1 − k)/shots, so that shots = mean(k (1 − k)) / (precision² variance).
 *
 * @param precision Default 0.1.
 * @throws ModelError where values are not in [0, 1], all are equal (no number of shots resolves them) or precision is not
 * positive.
 */
export function shotsToResolve(gram: KernelMatrix, precision = 0.1): ShotsToResolve {
  const { mean, variance, minimum, maximum } = kernelConcentration(gram);
  if (!(precision > 0 && precision < Infinity))
    throw new ModelError(`precision must be above 0, got ${precision}`);
  if (!(minimum >= -1e-9 && maximum <= 1 + 1e-9)) {
    throw new ModelError(`values of a fidelity kernel must be in [0, 1], got ${minimum} to ${maximum}`);
  }
  if (!(variance > 0))
    throw new ModelError(`values of the kernel must differ to be resolved, got ${mean} for every pair`);
  const binomial = Math.max(0, mean - mean * mean - variance);
  const perEntry = Math.max(1, Math.ceil(binomial / (precision * precision * variance)));
  return { perEntry, total: (perEntry * gram.rowCount * (gram.rowCount - 1)) / 2, precision };
}
