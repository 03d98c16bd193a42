import type { ComplexMatrix } from "../circuit/complex-matrix.ts";
import { gateTable } from "../circuit/gate-table.ts";
import { operationMatrix } from "../circuit/operation-matrix.ts";
import { isTableGate } from "../circuit/operation.ts";
import type {
  DiagonalOperation,
  PauliGadgetOperation,
  PermutationOperation,
  UnitaryKindOperation,
} from "../circuit/operation.ts";
import { countBits } from "../operators/pauli-sum.ts";
import type { BitControls, ComplexVector, VectorKernels } from "./vector-kernels.ts";

/** Where an operation acts on a vector: qubit q is bit q + shift, and `conjugate` takes U* for U. */
export interface OperationPlace {
  readonly shift: number;
  readonly conjugate: boolean;
}

const onKet: OperationPlace = { shift: 0, conjugate: false };

/** Qubits up to which an operation is a matrix; beyond, gadgets, diagonals and permutations have their own loops. */
const greatestMatrixQubits = 3;

/** Matrices of operations with bound parameters, as they are and conjugated: an operation is applied many times. */
const matrices = new WeakMap<UnitaryKindOperation, readonly [ComplexMatrix, ComplexMatrix]>();

/** The matrix on the targets: the controls of a gate of the table are bits that must be 1. */
function matrixOf(operation: UnitaryKindOperation, conjugate: boolean): ComplexMatrix {
  let pair = matrices.get(operation);
  if (!pair) {
    const matrix = isTableGate(operation)
      ? gateTable[operation.gate].matrix(operation.parameters as readonly number[])
      : operationMatrix(operation);
    pair = [matrix, { ...matrix, imaginary: matrix.imaginary.map((entry) => -entry) }];
    matrices.set(operation, pair);
  }
  return pair[conjugate ? 1 : 0];
}

/** The value that qubits hold in an index, the first the least significant bit. */
function gather(index: number, bits: readonly number[]): number {
  let value = 0;
  for (let k = 0; k < bits.length; k++) value |= ((index >> bits[k]) & 1) << k;
  return value;
}

function applyGadget(
  { real, imaginary }: ComplexVector,
  { pauli, parameters }: PauliGadgetOperation,
  bits: readonly number[],
  { mask, value }: BitControls,
  conjugate: boolean,
): void {
  const theta = parameters[0] as number;
  const c = Math.cos(theta / 2);
  const s = conjugate ? -Math.sin(theta / 2) : Math.sin(theta / 2);
  let [flips, signs, quarterTurns] = [0, 0, 0];
  bits.forEach((bit, index) => {
    if (pauli[index] !== "Z") flips |= 1 << bit;
    if (pauli[index] !== "X") signs |= 1 << bit;
    if (pauli[index] === "Y") quarterTurns++;
  });
  // P* = (−1)^y P for y letters Y.
  if (conjugate && quarterTurns % 2 === 1) quarterTurns += 2;
  const [phaseReal, phaseImaginary] = [[1, 0, -1, 0][quarterTurns & 3], [0, 1, 0, -1][quarterTurns & 3]];
  // −i·s·phase = factor.
  const [factorReal, factorImaginary] = [s * phaseImaginary, -s * phaseReal];
  const top = flips === 0 ? 0 : 1 << (31 - Math.clz32(flips));
  const size = real.length;
  const fixed = mask | top;
  for (let free = 0; free < size; free = ((free | fixed) + 1) & ~fixed) {
    const low = free | value;
    const fromLow = countBits(low & signs) & 1 ? -1 : 1;
    if (flips === 0) {
      // Z products: phase 1, so that the factor is −i·s.
      const [ar, ai] = [real[low], imaginary[low]];
      real[low] = c * ar - fromLow * factorImaginary * ai;
      imaginary[low] = c * ai + fromLow * factorImaginary * ar;
      continue;
    }
    const high = low ^ flips;
    const fromHigh = countBits(high & signs) & 1 ? -1 : 1;
    const [ar, ai, br, bi] = [real[low], imaginary[low], real[high], imaginary[high]];
    real[low] = c * ar + fromHigh * (factorReal * br - factorImaginary * bi);
    imaginary[low] = c * ai + fromHigh * (factorReal * bi + factorImaginary * br);
    real[high] = c * br + fromLow * (factorReal * ar - factorImaginary * ai);
    imaginary[high] = c * bi + fromLow * (factorReal * ai + factorImaginary * ar);
  }
}

function applyDiagonal(
  { real, imaginary }: ComplexVector,
  { phases }: DiagonalOperation,
  bits: readonly number[],
  { mask, value }: BitControls,
  conjugate: boolean,
): void {
  const cosines = Float64Array.from(phases, Math.cos);
  const sines = Float64Array.from(phases, (phase) => (conjugate ? -Math.sin(phase) : Math.sin(phase)));
  for (let index = 0; index < real.length; index++) {
    if ((index & mask) !== value) continue;
    const local = gather(index, bits);
    const [re, im] = [real[index], imaginary[index]];
    real[index] = cosines[local] * re - sines[local] * im;
    imaginary[index] = cosines[local] * im + sines[local] * re;
  }
}

/** Needs a copy of the vector. */
function applyPermutation(
  { real, imaginary }: ComplexVector,
  { images }: PermutationOperation,
  bits: readonly number[],
  { mask, value }: BitControls,
): void {
  const [fromReal, fromImaginary] = [real.slice(), imaginary.slice()];
  const scatter = (local: number): number =>
    bits.reduce((sum, bit, k) => sum | (((local >> k) & 1) << bit), 0);
  const moved = Int32Array.from(images, scatter);
  const all = scatter(images.length - 1);
  for (let index = 0; index < real.length; index++) {
    if ((index & mask) !== value) continue;
    const to = (index & ~all) | moved[gather(index, bits)];
    real[to] = fromReal[index];
    imaginary[to] = fromImaginary[index];
  }
}

/**
 * Applies a unitary operation with bound parameters to a vector, in place. `place` says on which bits; by default qubit q is
 * bit q. For a density matrix, the rows' bits take U and the columns' bits U*.
 */
export function applyOperation(
  kernels: VectorKernels,
  vector: ComplexVector,
  operation: UnitaryKindOperation,
  { shift, conjugate }: OperationPlace = onKet,
): void {
  const bits = operation.qubits.map((qubit) => qubit + shift);
  const controls = { mask: 0, value: 0 };
  for (const { qubit, value } of operation.controls ?? []) {
    controls.mask |= 1 << (qubit + shift);
    controls.value |= value << (qubit + shift);
  }
  if (operation.gate === "gphase") {
    const phase = operation.parameters[0] as number;
    applyDiagonal(
      vector,
      { gate: "diagonal", qubits: [], parameters: [], phases: [phase] },
      [],
      controls,
      conjugate,
    );
  } else if (bits.length > greatestMatrixQubits && operation.gate === "pauli") {
    applyGadget(vector, operation, bits, controls, conjugate);
  } else if (bits.length > greatestMatrixQubits && operation.gate === "diagonal") {
    applyDiagonal(vector, operation, bits, controls, conjugate);
  } else if (bits.length > greatestMatrixQubits && operation.gate === "permutation") {
    applyPermutation(vector, operation, bits, controls);
  } else {
    const controlCount = isTableGate(operation) ? gateTable[operation.gate].controlCount : 0;
    for (const bit of bits.slice(0, controlCount)) {
      controls.mask |= 1 << bit;
      controls.value |= 1 << bit;
    }
    kernels.applyMatrix(vector, matrixOf(operation, conjugate), bits.slice(controlCount), controls);
  }
}
