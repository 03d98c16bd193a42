import { adjointMatrix, largestDifference, multiplyMatrices } from "../circuit/complex-matrix.ts";
import type { ComplexMatrix } from "../circuit/complex-matrix.ts";
import { gateMatrix } from "../circuit/gate-matrix.ts";
import { multiplexedRotation } from "../circuit/library/multiplexed-rotation.ts";
import { gate, unitary } from "../circuit/operation.ts";
import type { Operation, UnitaryOperation } from "../circuit/operation.ts";
import { cosineSineDecomposition } from "./cosine-sine.ts";
import { diagonaliseUnitary } from "../circuit/unitary-eigen.ts";
import { nearestUnitary } from "../circuit/nearest-unitary.ts";
import { phaseMatrix, productOf } from "./matrix-tools.ts";
import { mergeOneQubitRuns } from "./one-qubit-runs.ts";
import { multiplexedRyWithoutLastCz } from "./parity-rotations.ts";
import { diagonalBefore, twoQubitGates } from "./two-qubit-synthesis.ts";

/** Angles and differences below this are rounding. */
const vanishing = 1e-14;

/** The blocks a (top qubit 0) and b (top qubit 1) as V · (D ⊕ D†) · W, W first, with D = diag(e^(iδₖ)). */
function demultiplex(
  a: ComplexMatrix,
  b: ComplexMatrix,
): { readonly v: ComplexMatrix; readonly deltas: Float64Array; readonly w: ComplexMatrix } {
  const { phases, vectors } = diagonaliseUnitary(multiplyMatrices(a, adjointMatrix(b)));
  const deltas = phases.map((phase) => phase / 2);
  return { v: vectors, deltas, w: productOf(phaseMatrix(deltas), adjointMatrix(vectors), b) };
}

/** The block-diagonal matrix a ⊕ b, selected by the top qubit. */
function multiplexer(a: ComplexMatrix, b: ComplexMatrix, qubits: readonly number[]): Operation[] {
  const lower = qubits.slice(0, -1);
  const top = qubits[qubits.length - 1];
  if (largestDifference(a, b) < vanishing) return recurse(a, lower);
  const { v, deltas, w } = demultiplex(a, b);
  return [
    ...recurse(w, lower),
    // D on 0 and D† on 1 is rz by −2δ.
    ...multiplexedRotation(
      deltas.map((delta) => -2 * delta),
      { axis: "rz", controls: lower, target: top },
    ),
    ...recurse(v, lower),
  ];
}

/** cz between the top qubit and a lower one of the block, as a factor of the block for top qubit 1: M·Z. */
function withZ(matrix: ComplexMatrix, bit: number): ComplexMatrix {
  const flip = (entries: Float64Array): Float64Array =>
    entries.map((entry, at) => (((at % matrix.size) >> bit) & 1 ? -entry : entry));
  return { size: matrix.size, real: flip(matrix.real), imaginary: flip(matrix.imaginary) };
}

/** Operations down to unitaries on two qubits (kept as such), rz, ry, cx and cz. */
function recurse(matrix: ComplexMatrix, qubits: readonly number[]): Operation[] {
  if (qubits.length <= 2) return [unitary(matrix, qubits)];
  const lower = qubits.slice(0, -1);
  const top = qubits[qubits.length - 1];
  const { left, angles, right } = cosineSineDecomposition(matrix);
  if (angles.every((angle) => angle < vanishing)) {
    return multiplexer(multiplyMatrices(left[0], right[0]), multiplyMatrices(left[1], right[1]), qubits);
  }
  return [
    ...multiplexer(right[0], right[1], qubits),
    ...multiplexedRyWithoutLastCz(
      angles.map((angle) => 2 * angle),
      lower,
      top,
    ),
    ...multiplexer(left[0], withZ(left[1], lower.length - 1), qubits),
  ];
}

const isPair = (operation: Operation): operation is UnitaryOperation =>
  operation.gate === "unitary" && operation.qubits.length === 2;

/**
 * Operations u, cx and gphase of a unitary on three or more qubits, exact with the global phase.
 *
 * Quantum Shannon decomposition: cosine–sine decomposition with the top qubit as the block index, multiplexers split by
 * eigenvectors, two-qubit unitaries at the end. Both optimisations of the paper's appendix: the last cz of a multiplexed ry
 * goes into its neighbour, and diagonals that make two-qubit unitaries cost two cx travel to the one before. At most
 * (23/48)·4ⁿ − (3/2)·2ⁿ + 4/3 cx: 20 for three qubits, 100 for four.
 * Source: Shende, Bullock and Markov, IEEE Trans. CAD 25, 1000 (2006), arXiv:quant-ph/0406176, theorem 15 and appendix.
 */
export function shannonDecomposition(matrix: ComplexMatrix, qubits: readonly number[]): Operation[] {
  const parts = recurse(nearestUnitary(matrix), qubits);
  const [a, b] = qubits;
  const written: Operation[][] = [];
  let pending: ComplexMatrix | null = null;
  const isFirstPair = (index: number): boolean => !parts.slice(0, index).some(isPair);
  for (let index = parts.length - 1; index >= 0; index--) {
    const part = parts[index];
    if (!isPair(part)) {
      written.push(part.gate === "cz" ? overCx(part.qubits[0], part.qubits[1]) : [part]);
      continue;
    }
    let own: ComplexMatrix = {
      size: 4,
      real: Float64Array.from(part.matrix.real),
      imaginary: Float64Array.from(part.matrix.imaginary),
    };
    if (pending) own = multiplyMatrices(pending, own);
    pending = null;
    if (!isFirstPair(index)) {
      const psi = diagonalBefore(own);
      own = multiplyMatrices(own, gateMatrix("rzz", [psi]));
      pending = gateMatrix("rzz", [-psi]);
    }
    written.push(twoQubitGates(own, [a, b]));
  }
  return mergeOneQubitRuns(written.toReversed().flat());
}

const overCx = (a: number, b: number): Operation[] => [gate("h", [b]), gate("cx", [a, b]), gate("h", [b])];
