import { operationMatrix } from "../circuit/operation-matrix.ts";
import type { PauliGadgetOperation, UnitaryKindOperation } from "../circuit/operation.ts";
import type { ComplexMatrix } from "../circuit/complex-matrix.ts";

/**
 * What a Clifford operation U on k qubits makes of their 4^k Pauli products, P → U P U†.
 *
 * A product is numbered x | (z << k): bit j of x and of z say whether qubit j of {@link operationQubits} holds X, Z or
 * (both) Y.
 */
export interface CliffordMap {
  readonly qubitCount: number;
  /** Number of the product that product p becomes. */
  readonly images: Uint16Array;
  /** 1 where the image carries a minus sign. */
  readonly signs: Uint8Array;
}

/** An operation on more qubits (its controls among them) is taken to be no Clifford operation, unless it is a Pauli gadget. */
export const greatestCliffordMapQubits = 5;

/** How far an entry of U P U† may be from that of a Pauli product: angles such as 1.5707963 for π/2 pass. */
const cliffordTolerance = 1e-7;

/** Qubits that an operation acts on, its further controls last. */
export function operationQubits({ qubits, controls = [] }: UnitaryKindOperation): number[] {
  return [...qubits, ...controls.map(({ qubit }) => qubit)];
}

/** The matrix on {@link operationQubits}, the first one the least significant bit. */
export function controlledMatrix(operation: UnitaryKindOperation): ComplexMatrix {
  const inner = operationMatrix(operation);
  const controls = operation.controls ?? [];
  if (controls.length === 0) return inner;
  const size = inner.size * 2 ** controls.length;
  const real = new Float64Array(size * size);
  const imaginary = new Float64Array(size * size);
  const wanted = controls.reduce((sum, { value }, at) => sum + value * 2 ** at, 0) * inner.size;
  for (let index = 0; index < size; index++) {
    if (index < wanted || index >= wanted + inner.size) real[index * size + index] = 1;
  }
  for (let row = 0; row < inner.size; row++) {
    for (let column = 0; column < inner.size; column++) {
      const at = (wanted + row) * size + wanted + column;
      real[at] = inner.real[row * inner.size + column];
      imaginary[at] = inner.imaginary[row * inner.size + column];
    }
  }
  return { size, real, imaginary };
}

function parity(mask: number): number {
  let odd = 0;
  for (let bits = mask; bits > 0; bits &= bits - 1) odd ^= 1;
  return odd;
}

/** i^turns of a Hermitian Pauli product P(x, z) = i^|x∧z| XˣZᶻ, whose entries are P|c⟩ = i^|x∧z| (−1)^|z∧c| |c⊕x⟩. */
function quarterTurns(x: number, z: number): number {
  let turns = 0;
  for (let bits = x & z; bits > 0; bits &= bits - 1) turns++;
  return turns & 3;
}

/** U P U† as a signed Pauli product, or null when it is none. */
function conjugate(matrix: ComplexMatrix, x: number, z: number): { product: number; sign: 0 | 1 } | null {
  const { size, real, imaginary } = matrix;
  const turns = quarterTurns(x, z);
  const qubitCount = Math.log2(size);
  // Entry (row, column) of U P U†: Σ_c U[row, c⊕x] i^turns (−1)^|z∧c| conj(U[column, c]).
  const entry = (row: number, column: number): [number, number] => {
    let [re, im] = [0, 0];
    for (let c = 0; c < size; c++) {
      const [a, b] = [row * size + (c ^ x), column * size + c];
      const sign = parity(z & c) === 1 ? -1 : 1;
      re += sign * (real[a] * real[b] + imaginary[a] * imaginary[b]);
      im += sign * (imaginary[a] * real[b] - real[a] * imaginary[b]);
    }
    switch (turns) {
      case 0:
        return [re, im];
      case 1:
        return [-im, re];
      case 2:
        return [-re, -im];
      default:
        return [im, -re];
    }
  };
  let imageX = -1;
  for (let row = 0; row < size && imageX < 0; row++) {
    if (Math.hypot(...entry(row, 0)) > 0.5) imageX = row;
  }
  if (imageX < 0) return null;
  // Entries of ±P(x′, z′) in column c are ±i^t (−1)^|z′∧c|: columns that are powers of two give the bits of z′.
  const first = entry(imageX, 0);
  let imageZ = 0;
  for (let qubit = 0; qubit < qubitCount; qubit++) {
    const [re, im] = entry((1 << qubit) ^ imageX, 1 << qubit);
    if (re * first[0] + im * first[1] < 0) imageZ |= 1 << qubit;
  }
  const imageTurns = quarterTurns(imageX, imageZ);
  const unit: readonly [number, number] = (
    [
      [1, 0],
      [0, 1],
      [-1, 0],
      [0, -1],
    ] as const
  )[imageTurns];
  const sign = first[0] * unit[0] + first[1] * unit[1] < 0 ? 1 : 0;
  // A product of modulus-one entries in the right places that all match is the whole matrix, as U P U† is unitary.
  for (let column = 0; column < size; column++) {
    const [re, im] = entry(column ^ imageX, column);
    const factor = (parity(imageZ & column) ^ sign) === 1 ? -1 : 1;
    if (Math.hypot(re - factor * unit[0], im - factor * unit[1]) > cliffordTolerance) return null;
  }
  return { product: imageX | (imageZ << qubitCount), sign };
}

/**
 * The table of a Clifford operation with bound parameters, or null when the operation is not Clifford or acts on more
 * than {@link greatestCliffordMapQubits} qubits. Global phase plays no part.
 */
export function cliffordMap(operation: UnitaryKindOperation): CliffordMap | null {
  const qubits = operationQubits(operation);
  if (qubits.length > greatestCliffordMapQubits) return null;
  if (operation.parameters.some((value) => typeof value !== "number")) return null;
  const matrix = controlledMatrix(operation);
  const count = qubits.length;
  const products = 4 ** count;
  const images = new Uint16Array(products);
  const signs = new Uint8Array(products);
  for (let qubit = 0; qubit < 2 * count; qubit++) {
    const generator = 1 << qubit;
    if (!conjugate(matrix, generator & ((1 << count) - 1), generator >> count)) return null;
  }
  for (let product = 0; product < products; product++) {
    const image = conjugate(matrix, product & ((1 << count) - 1), product >> count);
    if (!image) return null;
    images[product] = image.product;
    signs[product] = image.sign;
  }
  return { qubitCount: count, images, signs };
}

/** Answers {@link cliffordMap}, each kind of operation worked out once. */
export function createCliffordMaps(): (operation: UnitaryKindOperation) => CliffordMap | null {
  const maps = new Map<string, CliffordMap | null>();
  return (operation) => {
    const { controls = [] } = operation;
    const key = JSON.stringify({
      ...operation,
      qubits: operation.qubits.length,
      controls: controls.map(({ value }) => value),
    });
    let map = maps.get(key);
    if (map === undefined) maps.set(key, (map = cliffordMap(operation)));
    return map;
  };
}

/** Number m of quarter turns of a Pauli gadget exp(−iθP/2) with θ = mπ/2, in [0, 4); null for other angles or controls. */
export function gadgetQuarterTurns({
  parameters,
  controls = [],
}: PauliGadgetOperation): 0 | 1 | 2 | 3 | null {
  const theta = parameters[0];
  if (typeof theta !== "number" || controls.length > 0) return null;
  const turns = Math.round(theta / (Math.PI / 2));
  if (Math.abs(theta - turns * (Math.PI / 2)) > cliffordTolerance) return null;
  return (((turns % 4) + 4) % 4) as 0 | 1 | 2 | 3;
}
