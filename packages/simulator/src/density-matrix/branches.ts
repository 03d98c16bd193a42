import type { MeasureStep } from "../noise/noisy-program.ts";
import { formatBits } from "../noise/readout-distribution.ts";
import { scatterTable } from "../results/gather-bits.ts";
import type { DensityMatrix } from "./density-matrix.ts";
import { densityMatrixOf, pauliVectorOf } from "./pauli-vector.ts";
import type { PauliVector } from "./pauli-vector.ts";
import type { TransferKernels } from "./transfer-kernels.ts";
import { greatestTransferMeasurement, measurementTransfer } from "./transfer-plan.ts";

/** What the classical bits are, and the part of ρ that goes with it: its trace is the probability. */
export interface Branch {
  readonly bits: Uint8Array;
  state: PauliVector;
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
    const { values } = known.state;
    for (let at = 0; at < values.length; at++) values[at] += branch.state.values[at];
  }

  get size(): number {
    return this.#branches.size;
  }

  values(): Branch[] {
    return [...this.#branches.values()];
  }
}

/** ρ → Σₐ C(a, read) PₐρPₐ, Pₐ the projector on the actual outcome a; ρ is left as it is. */
function projectRead(rho: DensityMatrix, { qubits, confusion }: MeasureStep, read: number): DensityMatrix {
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
  return result;
}

/** What is left of a branch when a measurement reads `read`; the branch itself stays as it is. */
export function measuredBranch(
  { bits, state }: Branch,
  step: MeasureStep,
  read: number,
  kernels: TransferKernels,
): Branch {
  const { qubitCount } = state;
  const { qubits } = step;
  const after = bits.slice();
  step.bits.forEach((bit, index) => (after[bit] = (read >> index) & 1));
  const values = state.values.slice();
  if (qubits.length > greatestTransferMeasurement) {
    const rho = densityMatrixOf({ qubitCount, values });
    return { bits: after, state: pauliVectorOf(projectRead(rho, step, read)) };
  }
  kernels.apply(values, measurementTransfer(step, read), [
    ...qubits,
    ...qubits.map((qubit) => qubit + qubitCount),
  ]);
  return { bits: after, state: { qubitCount, values } };
}
