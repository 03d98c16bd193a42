import { multiplyMatrices } from "../../circuit/complex-matrix.ts";
import type { ComplexMatrix } from "../../circuit/complex-matrix.ts";
import type { UnitaryKindOperation } from "../../circuit/operation.ts";
import { operationMatrix } from "../../circuit/operation-matrix.ts";

/** Basis states of two qubits after their exchange. */
const exchanged = [0, 2, 1, 3] as const;

/** The matrix with the roles of its two qubits exchanged. */
function exchangeQubits({ size, real, imaginary }: ComplexMatrix): ComplexMatrix {
  const at = (index: number): number => exchanged[index >> 2] * 4 + exchanged[index & 3];
  return {
    size,
    real: real.map((_, index) => real[at(index)]),
    imaginary: imaginary.map((_, index) => imaginary[at(index)]),
  };
}

/** U·M for a bound operation U on one or both qubits of a pair, whose first qubit is the less significant one of M. */
export function applyToPair(
  operation: UnitaryKindOperation,
  pair: readonly [number, number],
  matrix: ComplexMatrix,
): ComplexMatrix {
  const own = operationMatrix(operation);
  const isInOrder = operation.qubits[0] === pair[0];
  if (operation.qubits.length === 1) return applyOne(own, isInOrder ? 0 : 1, matrix);
  return multiplyMatrices(isInOrder ? own : exchangeQubits(own), matrix);
}

/** (A ⊗ 1)·M or (1 ⊗ A)·M for a one-qubit matrix A on qubit 0 or 1 of two. */
function applyOne(one: ComplexMatrix, index: number, matrix: ComplexMatrix): ComplexMatrix {
  const real = new Float64Array(16);
  const imaginary = new Float64Array(16);
  const step = 1 << index;
  for (let row = 0; row < 4; row++) {
    const bit = (row >> index) & 1;
    for (let other = 0; other < 2; other++) {
      const [a, b] = [one.real[2 * bit + other], one.imaginary[2 * bit + other]];
      const from = ((row & ~step) | (other << index)) * 4;
      for (let column = 0; column < 4; column++) {
        const [re, im] = [matrix.real[from + column], matrix.imaginary[from + column]];
        real[row * 4 + column] += a * re - b * im;
        imaginary[row * 4 + column] += a * im + b * re;
      }
    }
  }
  return { size: 4, real, imaginary };
}
