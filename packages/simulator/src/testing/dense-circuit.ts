import type { Circuit } from "../circuit/circuit.ts";
import { complexMatrix, multiplyMatrices } from "../circuit/complex-matrix.ts";
import type { ComplexMatrix } from "../circuit/complex-matrix.ts";
import { gateMatrix } from "../circuit/gate-matrix.ts";
import { isUnitaryOperation } from "../circuit/operation.ts";
import type { UnitaryKindOperation } from "../circuit/operation.ts";

/**
 * The slow oracle of circuits and Pauli sums: whole matrices over all qubits, made of Kronecker products and entry by
 * entry from a gate's matrix. Only the gates' matrices are shared with the engine.
 */

/** Single Pauli matrices by letter. */
const pauliMatrices: Readonly<Record<string, ComplexMatrix>> = {
  I: complexMatrix([
    [1, 0],
    [0, 1],
  ]),
  X: complexMatrix([
    [0, 1],
    [1, 0],
  ]),
  Y: complexMatrix(
    [
      [0, 0],
      [0, 0],
    ],
    [
      [0, -1],
      [1, 0],
    ],
  ),
  Z: complexMatrix([
    [1, 0],
    [0, -1],
  ]),
};

function kronecker(a: ComplexMatrix, b: ComplexMatrix): ComplexMatrix {
  const size = a.size * b.size;
  const real = new Float64Array(size * size);
  const imaginary = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const left = Math.floor(row / b.size) * a.size + Math.floor(column / b.size);
      const right = (row % b.size) * b.size + (column % b.size);
      real[row * size + column] = a.real[left] * b.real[right] - a.imaginary[left] * b.imaginary[right];
      imaginary[row * size + column] = a.real[left] * b.imaginary[right] + a.imaginary[left] * b.real[right];
    }
  }
  return { size, real, imaginary };
}

/** The matrix of a Pauli product printed from the highest qubit to the lowest, such as "XIZ". */
export function densePauli(text: string): ComplexMatrix {
  return Array.from(text, (letter) => pauliMatrices[letter]).reduce(kronecker);
}

/** Σₖ cₖ Pₖ for printed Pauli products and complex coefficients [real, imaginary]. */
export function densePauliSum(
  qubitCount: number,
  terms: readonly { readonly pauli: string; readonly coefficient: readonly [number, number] }[],
): ComplexMatrix {
  const size = 2 ** qubitCount;
  const sum = { size, real: new Float64Array(size * size), imaginary: new Float64Array(size * size) };
  for (const { pauli, coefficient } of terms) {
    const { real, imaginary } = densePauli(pauli);
    for (let at = 0; at < size * size; at++) {
      sum.real[at] += coefficient[0] * real[at] - coefficient[1] * imaginary[at];
      sum.imaginary[at] += coefficient[0] * imaginary[at] + coefficient[1] * real[at];
    }
  }
  return sum;
}

/** The small matrix of an operation on its own qubits, from its definition. */
function smallMatrix(operation: UnitaryKindOperation): ComplexMatrix {
  const parameters = operation.parameters.map((value) => {
    if (typeof value !== "number") throw new Error("a parameter is not bound");
    return value;
  });
  const size = 2 ** operation.qubits.length;
  switch (operation.gate) {
    case "pauli": {
      const [c, s] = [Math.cos(parameters[0] / 2), Math.sin(parameters[0] / 2)];
      return densePauliSum(operation.qubits.length, [
        { pauli: "I".repeat(operation.qubits.length), coefficient: [c, 0] },
        { pauli: Array.from(operation.pauli).reverse().join(""), coefficient: [0, -s] },
      ]);
    }
    case "unitary":
      return {
        size,
        real: Float64Array.from(operation.matrix.real),
        imaginary: Float64Array.from(operation.matrix.imaginary),
      };
    case "diagonal":
    case "permutation": {
      const rows = (part: (row: number, column: number) => number): number[][] =>
        Array.from({ length: size }, (_, row) =>
          Array.from({ length: size }, (_, column) => part(row, column)),
        );
      if (operation.gate === "permutation") {
        return complexMatrix(rows((row, column) => (operation.images[column] === row ? 1 : 0)));
      }
      const { phases } = operation;
      return complexMatrix(
        rows((row, column) => (row === column ? Math.cos(phases[row]) : 0)),
        rows((row, column) => (row === column ? Math.sin(phases[row]) : 0)),
      );
    }
    default:
      return gateMatrix(operation.gate, parameters);
  }
}

/** The matrix over all qubits of a unitary operation with bound parameters. */
export function denseOperation(operation: UnitaryKindOperation, qubitCount: number): ComplexMatrix {
  const size = 2 ** qubitCount;
  const small = smallMatrix(operation);
  const bits = (index: number): boolean[] =>
    Array.from({ length: qubitCount }, (_, qubit) => Math.floor(index / 2 ** qubit) % 2 === 1);
  const real = new Float64Array(size * size);
  const imaginary = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const [rowBits, columnBits] = [bits(row), bits(column)];
      const others = rowBits.every(
        (bit, qubit) => operation.qubits.includes(qubit) || bit === columnBits[qubit],
      );
      if (!others) continue;
      if ((operation.controls ?? []).some(({ qubit, value }) => rowBits[qubit] !== (value === 1))) {
        real[row * size + column] = row === column ? 1 : 0;
        continue;
      }
      const local = (all: boolean[]): number =>
        operation.qubits.reduce((sum, qubit, index) => sum + (all[qubit] ? 2 ** index : 0), 0);
      const from = local(rowBits) * small.size + local(columnBits);
      real[row * size + column] = small.real[from];
      imaginary[row * size + column] = small.imaginary[from];
    }
  }
  return { size, real, imaginary };
}

/** The matrix of a unitary circuit with bound parameters. */
export function denseCircuit({ qubitCount, operations }: Circuit): ComplexMatrix {
  const size = 2 ** qubitCount;
  const identity = { size, real: new Float64Array(size * size), imaginary: new Float64Array(size * size) };
  for (let index = 0; index < size; index++) identity.real[index * size + index] = 1;
  return operations.reduce<ComplexMatrix>((matrix, operation) => {
    if (operation.gate === "barrier") return matrix;
    if (!isUnitaryOperation(operation)) throw new Error(`${operation.gate} has no matrix`);
    return multiplyMatrices(denseOperation(operation, qubitCount), matrix);
  }, identity);
}

/** M·v for a complex vector. */
export function applyDense(
  { size, real, imaginary }: ComplexMatrix,
  vector: { readonly real: Float64Array; readonly imaginary: Float64Array },
): { real: Float64Array; imaginary: Float64Array } {
  const result = { real: new Float64Array(size), imaginary: new Float64Array(size) };
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const at = row * size + column;
      result.real[row] += real[at] * vector.real[column] - imaginary[at] * vector.imaginary[column];
      result.imaginary[row] += real[at] * vector.imaginary[column] + imaginary[at] * vector.real[column];
    }
  }
  return result;
}

/** maxᵢⱼ |Aᵢⱼ − Bᵢⱼ|. */
export function matrixDistance(a: ComplexMatrix, b: ComplexMatrix): number {
  let largest = a.size === b.size ? 0 : Infinity;
  for (let at = 0; at < a.real.length; at++) {
    largest = Math.max(largest, Math.hypot(a.real[at] - b.real[at], a.imaginary[at] - b.imaginary[at]));
  }
  return largest;
}
