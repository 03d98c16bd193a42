import type { ComplexMatrix } from "../circuit/complex-matrix.ts";
import { InvalidArgumentError } from "../errors.ts";
import type { StateVector } from "../statevector/state-vector.ts";

/** Indices of basis states are 32-bit integers. */
const greatestQubitCount = 30;

/** Throws {@link InvalidArgumentError} unless both arrays of a state have 2^qubitCount entries. */
export function checkState({ qubitCount, real, imaginary }: StateVector, name = "state"): void {
  if (!Number.isInteger(qubitCount) || qubitCount < 1 || qubitCount > greatestQubitCount) {
    throw new InvalidArgumentError(
      `${name}.qubitCount must be an integer in [1, ${greatestQubitCount}], got ${qubitCount}`,
      { field: `${name}.qubitCount` },
    );
  }
  for (const [part, entries] of [
    ["real", real],
    ["imaginary", imaginary],
  ] as const) {
    if (entries.length !== 2 ** qubitCount) {
      throw new InvalidArgumentError(
        `${name}.${part} must have 2^${qubitCount} = ${2 ** qubitCount} entries, got ${entries.length}`,
        { field: `${name}.${part}` },
      );
    }
  }
}

/** Throws {@link InvalidArgumentError} unless the qubits are different ones of the state, between `least` and `most`. */
export function checkQubits(
  qubits: readonly number[],
  qubitCount: number,
  { least = 1, most = qubitCount, name = "qubits" } = {},
): void {
  for (const qubit of qubits) {
    if (!Number.isInteger(qubit) || qubit < 0 || qubit >= qubitCount) {
      throw new InvalidArgumentError(`qubit must be in [0, ${qubitCount - 1}], got ${qubit}`, {
        field: name,
        qubit,
      });
    }
  }
  if (new Set(qubits).size !== qubits.length) {
    throw new InvalidArgumentError(`${name} must differ, got ${qubits.join(", ")}`, { field: name });
  }
  if (qubits.length < least || qubits.length > most) {
    throw new InvalidArgumentError(`${name} must list ${least} to ${most} qubits, got ${qubits.length}`, {
      field: name,
    });
  }
}

/** How far a density matrix may be from Hermitian and from trace 1. */
const densityTolerance = 1e-6;

/** Throws {@link InvalidArgumentError} unless the matrix is Hermitian with trace 1. */
export function checkDensityMatrix({ size, real, imaginary }: ComplexMatrix, name = "density"): void {
  if (!Number.isInteger(size) || size < 1 || real.length !== size ** 2 || imaginary.length !== size ** 2) {
    throw new InvalidArgumentError(
      `${name} must have size² entries, got size ${size} with ${real.length} and ${imaginary.length} entries`,
      { field: name },
    );
  }
  let trace = 0;
  for (let row = 0; row < size; row++) {
    trace += real[row * size + row];
    for (let column = 0; column <= row; column++) {
      const [at, across] = [row * size + column, column * size + row];
      const deviation = Math.hypot(real[at] - real[across], imaginary[at] + imaginary[across]);
      if (!(deviation <= densityTolerance)) {
        throw new InvalidArgumentError(
          `${name} must be Hermitian, got a difference of ${deviation} in row ${row}, column ${column}`,
          { field: name },
        );
      }
    }
  }
  if (!(Math.abs(trace - 1) <= densityTolerance)) {
    throw new InvalidArgumentError(`${name} must have trace 1, got ${trace}`, { field: name, trace });
  }
}
