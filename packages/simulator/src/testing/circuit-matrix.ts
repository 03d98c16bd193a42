import type { Circuit } from "../circuit/circuit.ts";
import type { ComplexMatrix } from "../circuit/complex-matrix.ts";
import { isUnitaryOperation } from "../circuit/operation.ts";
import { operationMatrix } from "../circuit/operation-matrix.ts";

/** Vectors of 2^qubits amplitudes side by side: component k of vector j at k·count + j. */
export interface Columns {
  readonly count: number;
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
}

/**
 * The matrix of a unitary circuit with bound parameters, column by column: what `denseCircuit` gives (a test holds them
 * against each other), fast enough for circuits of thousands of operations.
 */
export function circuitMatrix(circuit: Circuit): ComplexMatrix {
  const size = 2 ** circuit.qubitCount;
  const real = new Float64Array(size * size);
  const imaginary = new Float64Array(size * size);
  for (let k = 0; k < size; k++) real[k * size + k] = 1;
  applyToColumns(circuit, { count: size, real, imaginary });
  return { size, real, imaginary };
}

/** Applies a unitary circuit with bound parameters to vectors, in place. */
export function applyToColumns(
  { qubitCount, operations }: Circuit,
  { count, real, imaginary }: Columns,
): void {
  const size = 2 ** qubitCount;
  for (const operation of operations) {
    if (operation.gate === "barrier") continue;
    if (!isUnitaryOperation(operation)) throw new Error(`${operation.gate} has no matrix`);
    const small = operationMatrix(operation);
    const offsets = Array.from({ length: small.size }, (_, index) =>
      operation.qubits.reduce((sum, qubit, bit) => sum + (((index >> bit) & 1) << qubit), 0),
    );
    const own = offsets[small.size - 1];
    const rowReal = new Float64Array(small.size);
    const rowImaginary = new Float64Array(small.size);
    for (let base = 0; base < size; base++) {
      if (base & own) continue;
      if ((operation.controls ?? []).some(({ qubit, value }) => ((base >> qubit) & 1) !== value)) continue;
      for (let column = 0; column < count; column++) {
        for (let row = 0; row < small.size; row++) {
          let [re, im] = [0, 0];
          for (let k = 0; k < small.size; k++) {
            const [at, from] = [row * small.size + k, (base + offsets[k]) * count + column];
            re += small.real[at] * real[from] - small.imaginary[at] * imaginary[from];
            im += small.real[at] * imaginary[from] + small.imaginary[at] * real[from];
          }
          rowReal[row] = re;
          rowImaginary[row] = im;
        }
        for (let row = 0; row < small.size; row++) {
          real[(base + offsets[row]) * count + column] = rowReal[row];
          imaginary[(base + offsets[row]) * count + column] = rowImaginary[row];
        }
      }
    }
  }
}
