import type { MeasureStep } from "../noise/noisy-program.ts";
import { formatBits } from "../noise/readout-distribution.ts";
import { scatterTable } from "../results/gather-bits.ts";
import { densityMatrixTrace } from "./density-matrix.ts";
import type { DensityMatrix } from "./density-matrix.ts";

/** What the classical bits are, and the part of ρ that goes with it: its trace is the probability. */
export interface Branch {
  readonly bits: Uint8Array;
  readonly rho: DensityMatrix;
}

/** Branches by their bits, each bitstring once. */
export class BranchTable {
  readonly #branches = new Map<string, Branch>();

  add(branch: Branch): void {
    const key = formatBits(branch.bits);
    const known = this.#branches.get(key);
    if (!known) {
      this.#branches.set(key, branch);
      return;
    }
    for (let at = 0; at < branch.rho.real.length; at++) {
      known.rho.real[at] += branch.rho.real[at];
      known.rho.imaginary[at] += branch.rho.imaginary[at];
    }
  }

  get size(): number {
    return this.#branches.size;
  }

  values(): Branch[] {
    return [...this.#branches.values()];
  }
}

/**
 * What is left of a branch when a measurement reads `read`: ρ → Σₐ C(a, read) PₐρPₐ, Pₐ the projector on the actual
 * outcome a.
 */
export function measuredBranch({ bits, rho }: Branch, step: MeasureStep, read: number): Branch {
  const { qubits, confusion } = step;
  const after = bits.slice();
  step.bits.forEach((bit, index) => (after[bit] = (read >> index) & 1));
  const { size } = rho;
  const result = { size, real: new Float64Array(size * size), imaginary: new Float64Array(size * size) };
  const actuals = scatterTable(qubits);
  const mask = actuals[actuals.length - 1];
  actuals.forEach((actual, index) => {
    const weight = confusion ? confusion[index][read] : Number(index === read);
    if (weight === 0) return;
    const free = ~mask & (size - 1);
    // Rows and columns whose measured qubits hold the actual outcome.
    for (let row = 0; row <= free; row = ((row | mask) + 1) & ~mask) {
      for (let column = 0; column <= free; column = ((column | mask) + 1) & ~mask) {
        const at = (row | actual) * size + (column | actual);
        result.real[at] = weight * rho.real[at];
        result.imaginary[at] = weight * rho.imaginary[at];
      }
    }
  });
  return { bits: after, rho: result };
}

export function branchProbability({ rho }: Branch): number {
  return densityMatrixTrace(rho);
}
