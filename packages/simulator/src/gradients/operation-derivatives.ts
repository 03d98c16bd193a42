import { adjointMatrix } from "../circuit/complex-matrix.ts";
import type { ComplexMatrix } from "../circuit/complex-matrix.ts";
import { gateMatrix, gateMatrixDerivative } from "../circuit/gate-matrix.ts";
import type { PauliGadgetOperation, UnitaryKindOperation } from "../circuit/operation.ts";
import type { LinearMap, MapAction } from "./linear-map.ts";
import { parameterRule } from "./parameter-rules.ts";

/** The map of an operation whose parameters have the values `angles`. */
export function operationMap(operation: UnitaryKindOperation, angles: readonly number[]): LinearMap {
  return { action: actionOf(operation, angles), controls: operation.controls ?? [], outside: 1 };
}

function actionOf(operation: UnitaryKindOperation, angles: readonly number[]): MapAction {
  const { qubits } = operation;
  switch (operation.gate) {
    case "pauli":
      return { kind: "pauli", ...masksOf(operation), a: Math.cos(angles[0] / 2), b: Math.sin(angles[0] / 2) };
    case "unitary": {
      const { real, imaginary } = operation.matrix;
      const matrix = {
        size: 2 ** qubits.length,
        real: Float64Array.from(real),
        imaginary: Float64Array.from(imaginary),
      };
      return { kind: "matrix", qubits, matrix };
    }
    case "diagonal":
      return { kind: "diagonal", qubits, phases: operation.phases, sign: 1 };
    case "permutation":
      return { kind: "permutation", qubits, images: operation.images };
    default:
      return { kind: "matrix", qubits, matrix: gateMatrix(operation.gate, angles) };
  }
}

function masksOf({ pauli, qubits }: PauliGadgetOperation): { x: number; z: number } {
  let [x, z] = [0, 0];
  qubits.forEach((qubit, index) => {
    if (pauli[index] !== "Z") x |= 1 << qubit;
    if (pauli[index] !== "X") z |= 1 << qubit;
  });
  return { x, z };
}

/** The adjoint map. */
export function adjointMap({ action, ...rest }: LinearMap): LinearMap {
  switch (action.kind) {
    case "matrix":
      return { ...rest, action: { ...action, matrix: adjointMatrix(action.matrix) } };
    case "pauli":
      return { ...rest, action: { ...action, b: -action.b } };
    case "diagonal":
      return { ...rest, action: { ...action, sign: action.sign === 1 ? -1 : 1 } };
    case "permutation": {
      const images = Array.from(action.images);
      action.images.forEach((image, index) => (images[image] = index));
      return { ...rest, action: { ...action, images } };
    }
  }
}

/** ∂U/∂φ_index. */
export function operationDerivative(
  operation: UnitaryKindOperation,
  angles: readonly number[],
  index: number,
): LinearMap {
  const common = { controls: operation.controls ?? [], outside: 0 } as const;
  if (operation.gate === "pauli") {
    const [a, b] = [-Math.sin(angles[0] / 2) / 2, Math.cos(angles[0] / 2) / 2];
    return { ...common, action: { kind: "pauli", ...masksOf(operation), a, b } };
  }
  const matrix = gateMatrixDerivative(operation.gate as "rx", angles, index);
  return { ...common, action: { kind: "matrix", qubits: operation.qubits, matrix } };
}

/**
 * ∂²U/∂φ_first∂φ_second. Entries of a derivative are trigonometric in φ with one frequency ω, so their derivative is
 * ω/2 · [f(φ + π/2ω) − f(φ − π/2ω)] without error.
 */
export function operationSecondDerivative(
  operation: UnitaryKindOperation,
  angles: readonly number[],
  first: number,
  second: number,
): LinearMap {
  const common = { controls: operation.controls ?? [], outside: 0 } as const;
  if (operation.gate === "pauli") {
    const [a, b] = [-Math.cos(angles[0] / 2) / 4, -Math.sin(angles[0] / 2) / 4];
    return { ...common, action: { kind: "pauli", ...masksOf(operation), a, b } };
  }
  const { entryFrequency } = parameterRule(operation, second);
  const at = (shift: number): ComplexMatrix =>
    gateMatrixDerivative(
      operation.gate as "rx",
      angles.map((angle, index) => (index === second ? angle + shift : angle)),
      first,
    );
  const shift = Math.PI / (2 * entryFrequency);
  const [plus, minus] = [at(shift), at(-shift)];
  const difference = (a: Float64Array, b: Float64Array): Float64Array =>
    a.map((entry, k) => (entryFrequency / 2) * (entry - b[k]));
  const matrix = {
    size: plus.size,
    real: difference(plus.real, minus.real),
    imaginary: difference(plus.imaginary, minus.imaginary),
  };
  return { ...common, action: { kind: "matrix", qubits: operation.qubits, matrix } };
}
