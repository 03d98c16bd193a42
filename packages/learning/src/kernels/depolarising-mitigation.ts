import { ModelError } from "../errors.ts";
import type { KernelMatrix } from "./kernel.ts";

export const kernelMitigations = ["none", "single", "mean", "split"] as const;

/**
 * Which survival probabilities λ undo depolarising noise, each read from a diagonal element K_ii, which would be 1:
 * "single" from the first row, "mean" the mean over rows, "split" each row its own.
 * Source: Hubregtsen et al., Phys. Rev. A 106, 042431 (2022), arXiv:2105.02276, section on device noise mitigation (M-SINGLE,
 * M-MEAN, M-SPLIT).
 */
export type KernelMitigation = (typeof kernelMitigations)[number];

/** λ of one embedding circuit from K_ii = λ² + (1 − λ²)/2^n; at least the value that a tenth of the signal leaves. */
export function survivalProbability(diagonal: number, qubitCount: number): number {
  const floor = 2 ** -qubitCount;
  return Math.sqrt(Math.max(0.01, Math.min(1, (diagonal - floor) / (1 - floor))));
}

/**
 * The kernel without depolarising noise, k_ij = (K_ij − (1 − λ_i λ_j)/2^n)/(λ_i λ_j), for K_ij = λ_i λ_j k_ij + (1 − λ_i λ_j)/2^n.
 *
 * @param leftDiagonal Measured K_ii of the rows; `rightDiagonal` of the columns.
 * Throws {@link ModelError} where their lengths do not fit.
 */
export function undoDepolarising(
  gram: KernelMatrix,
  options: {
    readonly qubitCount: number;
    readonly mitigation: KernelMitigation;
    readonly leftDiagonal: Float64Array;
    readonly rightDiagonal: Float64Array;
  },
): KernelMatrix {
  const { rowCount, columnCount, values } = gram;
  const { qubitCount, mitigation, leftDiagonal, rightDiagonal } = options;
  if (!kernelMitigations.includes(mitigation)) {
    throw new ModelError(
      `mitigation must be one of ${kernelMitigations.join(", ")}, got ${mitigation as string}`,
      { option: "mitigation" },
    );
  }
  if (leftDiagonal.length !== rowCount || rightDiagonal.length !== columnCount) {
    throw new ModelError(
      `there must be a diagonal element for each of ${rowCount} rows and ${columnCount} columns, got ${leftDiagonal.length} and ${rightDiagonal.length}`,
    );
  }
  if (mitigation === "none") return gram;
  const survivals = (diagonal: Float64Array): Float64Array => {
    const all = diagonal.map((value) => survivalProbability(value, qubitCount));
    if (mitigation === "split") return all;
    const common = mitigation === "single" ? all[0] : all.reduce((sum, value) => sum + value, 0) / all.length;
    return all.fill(common);
  };
  const [rows, columns] = [survivals(leftDiagonal), survivals(rightDiagonal)];
  const floor = 2 ** -qubitCount;
  return {
    rowCount,
    columnCount,
    values: values.map((value, at) => {
      const survival = rows[Math.floor(at / columnCount)] * columns[at % columnCount];
      return (value - (1 - survival) * floor) / survival;
    }),
  };
}
