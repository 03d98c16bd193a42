import type { ComplexMatrix } from "./complex-matrix.ts";
import { gateQubitCount, gateTable } from "./gate-table.ts";
import type { GateName } from "./operation.ts";

/** The target matrix where all control bits are 1, `elsewhere` (1 or 0) times the identity where they are not. */
function withControls(
  target: ComplexMatrix,
  controlCount: number,
  size: number,
  elsewhere: number,
): ComplexMatrix {
  const controls = (1 << controlCount) - 1;
  const real = new Float64Array(size * size);
  const imaginary = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const at = row * size + column;
      if ((row & controls) !== (column & controls)) continue;
      if ((row & controls) === controls) {
        const from = (row >> controlCount) * target.size + (column >> controlCount);
        real[at] = target.real[from];
        imaginary[at] = target.imaginary[from];
      } else if (row === column) {
        real[at] = elsewhere;
      }
    }
  }
  return { size, real, imaginary };
}

/** The matrix of a gate on all its qubits, controls included; its first qubit is the least significant bit. */
export function gateMatrix(name: GateName, parameters: readonly number[]): ComplexMatrix {
  const row = gateTable[name];
  return withControls(row.matrix(parameters), row.controlCount, 1 << gateQubitCount(row), 1);
}

/** ∂(gateMatrix)/∂(parameter `index`); a matrix of zeros for a gate without parameters. */
export function gateMatrixDerivative(
  name: GateName,
  parameters: readonly number[],
  index: number,
): ComplexMatrix {
  const row = gateTable[name];
  const size = 1 << gateQubitCount(row);
  if (!row.derivative) {
    return { size, real: new Float64Array(size * size), imaginary: new Float64Array(size * size) };
  }
  return withControls(row.derivative(parameters, index), row.controlCount, size, 0);
}
