import { InvalidArgumentError } from "../errors.ts";
import type { Circuit } from "./circuit.ts";
import type { ComplexMatrix } from "./complex-matrix.ts";
import { operationMatrix } from "./operation-matrix.ts";
import { isUnitaryOperation } from "./operation.ts";
import type { UnitaryKindOperation } from "./operation.ts";

/** 4¹⁰ · 16 bytes are 17 MB. */
const greatestQubitCount = 10;

/** Vectors of 2^qubits amplitudes side by side: component k of vector j at k·count + j. */
export interface Columns {
  readonly count: number;
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
}

/** Applies an operation with bound parameters to vectors, in place. */
export function applyOperationToColumns(
  operation: UnitaryKindOperation,
  { count, real, imaginary }: Columns,
): void {
  const size = real.length / count;
  const { qubits, controls = [] } = operation;
  const matrix = operationMatrix(operation);
  const spread = (index: number): number =>
    qubits.reduce((sum, qubit, bit) => sum + ((index >> bit) & 1) * 2 ** qubit, 0);
  const offsets = Array.from({ length: matrix.size }, (_, index) => spread(index));
  const nonzero = offsets.map((_, row) =>
    offsets
      .map((_, k) => row * matrix.size + k)
      .filter((at) => matrix.real[at] !== 0 || matrix.imaginary[at] !== 0),
  );
  const mask = spread(matrix.size - 1);
  const inReal = new Float64Array(matrix.size);
  const inImaginary = new Float64Array(matrix.size);
  for (let base = 0; base < size; base++) {
    if ((base & mask) !== 0) continue;
    if (controls.some(({ qubit, value }) => ((base >> qubit) & 1) !== value)) continue;
    for (let column = 0; column < count; column++) {
      offsets.forEach((offset, k) => {
        inReal[k] = real[(base + offset) * count + column];
        inImaginary[k] = imaginary[(base + offset) * count + column];
      });
      offsets.forEach((offset, row) => {
        let [re, im] = [0, 0];
        for (const at of nonzero[row]) {
          const k = at - row * matrix.size;
          re += matrix.real[at] * inReal[k] - matrix.imaginary[at] * inImaginary[k];
          im += matrix.real[at] * inImaginary[k] + matrix.imaginary[at] * inReal[k];
        }
        real[(base + offset) * count + column] = re;
        imaginary[(base + offset) * count + column] = im;
      });
    }
  }
}

/**
 * The matrix of a unitary circuit with bound parameters, 2ⁿ × 2ⁿ, row-major; qubit 0 is the least significant bit of
 * its index. Global phase included.
 * Throws {@link InvalidArgumentError} for more than 10 qubits, an unbound parameter, and a circuit that measures,
 * resets or branches.
 */
export function circuitMatrix(circuit: Circuit): ComplexMatrix {
  const { qubitCount, operations } = circuit;
  if (qubitCount > greatestQubitCount) {
    throw new InvalidArgumentError(
      `circuitMatrix takes circuits of at most ${greatestQubitCount} qubits, got ${qubitCount}`,
      { qubitCount },
    );
  }
  const size = 2 ** qubitCount;
  const matrix = { size, real: new Float64Array(size * size), imaginary: new Float64Array(size * size) };
  for (let index = 0; index < size; index++) matrix.real[index * size + index] = 1;
  operations.forEach((operation, index) => {
    if (operation.gate === "barrier") return;
    const field = `operations[${index}]`;
    if (!isUnitaryOperation(operation)) {
      throw new InvalidArgumentError(`${field}: ${operation.gate} has no matrix`, { field });
    }
    if (operation.parameters.some((value) => typeof value !== "number")) {
      throw new InvalidArgumentError(`${field}: parameters must be bound first`, { field });
    }
    applyOperationToColumns(operation, { count: size, ...matrix });
  });
  return matrix;
}
