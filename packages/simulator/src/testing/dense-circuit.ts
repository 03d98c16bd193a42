import type { Circuit } from "../circuit/circuit.ts";
import { complexMatrix, multiplyMatrices } from "../circuit/complex-matrix.ts";
import type { ComplexMatrix } from "../circuit/complex-matrix.ts";
import { gateMatrix } from "../circuit/gate-matrix.ts";
import type { Operation } from "../circuit/operation.ts";

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

/** The matrix over all qubits of an operation with bound parameters. */
export function denseOperation(operation: Operation, qubitCount: number): ComplexMatrix {
  const parameters = operation.parameters.map((value) => {
    if (typeof value !== "number") throw new Error(`parameter ${value.parameter} is not bound`);
    return value;
  });
  const size = 2 ** qubitCount;
  if (operation.gate === "pauli") {
    const letters = Array.from({ length: qubitCount }, () => "I");
    operation.qubits.forEach((qubit, index) => (letters[qubitCount - 1 - qubit] = operation.pauli[index]));
    const c = Math.cos(parameters[0] / 2);
    const s = Math.sin(parameters[0] / 2);
    return densePauliSum(qubitCount, [
      { pauli: "I".repeat(qubitCount), coefficient: [c, 0] },
      { pauli: letters.join(""), coefficient: [0, -s] },
    ]);
  }
  const small = gateMatrix(operation.gate, parameters);
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
      const local = (all: boolean[]): number =>
        operation.qubits.reduce((sum, qubit, index) => sum + (all[qubit] ? 2 ** index : 0), 0);
      const from = local(rowBits) * small.size + local(columnBits);
      real[row * size + column] = small.real[from];
      imaginary[row * size + column] = small.imaginary[from];
    }
  }
  return { size, real, imaginary };
}

/** The matrix of a circuit with bound parameters. */
export function denseCircuit({ qubitCount, operations }: Circuit): ComplexMatrix {
  const size = 2 ** qubitCount;
  const identity = { size, real: new Float64Array(size * size), imaginary: new Float64Array(size * size) };
  for (let index = 0; index < size; index++) identity.real[index * size + index] = 1;
  return operations.reduce<ComplexMatrix>(
    (matrix, operation) => multiplyMatrices(denseOperation(operation, qubitCount), matrix),
    identity,
  );
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
