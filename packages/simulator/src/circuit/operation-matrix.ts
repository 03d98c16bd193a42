import type { ComplexMatrix } from "./complex-matrix.ts";
import { gateMatrix } from "./gate-matrix.ts";
import type { UnitaryKindOperation } from "./operation.ts";

/** The Pauli product's matrix times −i sin(θ/2), plus cos(θ/2) on the diagonal. */
function pauliGadgetMatrix(pauli: string, theta: number): ComplexMatrix {
  const size = 2 ** pauli.length;
  const real = new Float64Array(size * size);
  const imaginary = new Float64Array(size * size);
  const [c, s] = [Math.cos(theta / 2), Math.sin(theta / 2)];
  let flips = 0;
  let signs = 0;
  let quarterTurns = 0;
  Array.from(pauli, (letter, index) => {
    if (letter !== "Z") flips |= 1 << index;
    if (letter !== "X") signs |= 1 << index;
    if (letter === "Y") quarterTurns++;
  });
  for (let column = 0; column < size; column++) {
    let minus = quarterTurns & 2 ? 1 : 0;
    for (let bits = column & signs; bits > 0; bits &= bits - 1) minus ^= 1;
    const sign = minus === 1 ? -1 : 1;
    const at = (column ^ flips) * size + column;
    // P|k⟩ = i^y (±1)|k ⊕ x⟩, times −i sin(θ/2).
    if (quarterTurns % 2 === 0) imaginary[at] -= sign * s;
    else real[at] += sign * s;
    real[column * size + column] += c;
  }
  return { size, real, imaginary };
}

/**
 * The matrix of a unitary operation with bound parameters on its own `qubits` (the first the least significant bit),
 * without its further controls.
 */
export function operationMatrix(operation: UnitaryKindOperation): ComplexMatrix {
  const parameters = operation.parameters.map((value) => {
    if (typeof value !== "number") throw new TypeError("operationMatrix needs bound parameters");
    return value;
  });
  const size = 2 ** operation.qubits.length;
  switch (operation.gate) {
    case "pauli":
      return pauliGadgetMatrix(operation.pauli, parameters[0]);
    case "unitary":
      return {
        size,
        real: Float64Array.from(operation.matrix.real),
        imaginary: Float64Array.from(operation.matrix.imaginary),
      };
    case "diagonal":
    case "permutation": {
      const real = new Float64Array(size * size);
      const imaginary = new Float64Array(size * size);
      for (let column = 0; column < size; column++) {
        if (operation.gate === "permutation") real[operation.images[column] * size + column] = 1;
        else {
          real[column * size + column] = Math.cos(operation.phases[column]);
          imaginary[column * size + column] = Math.sin(operation.phases[column]);
        }
      }
      return { size, real, imaginary };
    }
    default:
      return gateMatrix(operation.gate, parameters);
  }
}
