import { multiplyMatrices } from "../circuit/complex-matrix.ts";
import type { ComplexMatrix } from "../circuit/complex-matrix.ts";
import { gateMatrix } from "../circuit/gate-matrix.ts";
import { eulerAngles } from "./euler-angles.ts";
import { productOf } from "./matrix-tools.ts";
import type { WeylDecomposition } from "./weyl-decomposition.ts";

const { PI } = Math;
const hadamard = gateMatrix("h", []);

/**
 * Coordinates (x, 0, 0) and (π/4, π/4, z) leave freedom in the local gates: rotations about X, or about Z with the qubits
 * exchanged, pass the canonical gate, and half turns about another axis pass it with the sign of its angle changed. They are
 * moved from before to after here, so that gates like cp or swap keep as little as possible before them. The returned
 * coordinates may lie outside the chamber (x in [−π/4, π/4], or z in [0, π/2]).
 */
export function alignLocals(found: WeylDecomposition, tolerance: number): WeylDecomposition {
  const [x, y, z] = found.coordinates;
  const isRotation = Math.abs(y) <= tolerance && Math.abs(z) <= tolerance;
  const isSwapLike = Math.abs(x - PI / 4) <= tolerance && Math.abs(y - PI / 4) <= tolerance;
  if (!isRotation && !isSwapLike) return found;
  const toZ = (matrix: ComplexMatrix): ComplexMatrix =>
    isRotation ? multiplyMatrices(hadamard, matrix) : matrix;
  const fromZ = (matrix: ComplexMatrix): ComplexMatrix =>
    isRotation ? multiplyMatrices(matrix, hadamard) : matrix;
  let { phase } = found;
  // The canonical gate is a fixed exchange (or nothing) and exp(i·angle·ZZ) in the frame of toZ.
  let angle = isRotation ? x : z - PI / 4;
  const before: [ComplexMatrix, ComplexMatrix] = [...found.before];
  const after: [ComplexMatrix, ComplexMatrix] = [...found.after];
  for (const qubit of [0, 1] as const) {
    const { theta, phi, lambda, phase: own } = eulerAngles(toZ(found.before[qubit]));
    phase += own;
    const isFlipped = theta > PI / 2;
    if (isFlipped) angle = -angle;
    const kept = productOf(gateMatrix("ry", [isFlipped ? theta - PI : theta]), gateMatrix("rz", [lambda]));
    before[qubit] = toZ(kept);
    const moved = productOf(gateMatrix("rz", [phi]), gateMatrix("ry", [isFlipped ? PI : 0]));
    const to = isRotation ? qubit : 1 - qubit;
    after[to] = multiplyMatrices(found.after[to], fromZ(toZ(moved)));
  }
  const turnAll = (pauli: "x" | "z", by: number): void => {
    // exp(±iπ/2 PP) = ±i PP.
    phase += by;
    for (const qubit of [0, 1] as const) after[qubit] = multiplyMatrices(after[qubit], gateMatrix(pauli, []));
  };
  if (isRotation) {
    if (Math.abs(angle + PI / 4) <= tolerance) {
      turnAll("x", -PI / 2);
      angle = PI / 4;
    }
    return { phase, before, after, coordinates: [angle, 0, 0] };
  }
  if (Math.abs(angle - PI / 4) <= tolerance && Math.abs(z) <= tolerance) {
    turnAll("z", PI / 2);
    angle = -PI / 4;
  }
  return { phase, before, after, coordinates: [PI / 4, PI / 4, angle + PI / 4] };
}
