import { parameterNames } from "../circuit/circuit.ts";
import type { Circuit } from "../circuit/circuit.ts";
import { InvalidArgumentError } from "../errors.ts";

/**
 * Many states by one circuit: row i binds `parameterOrder[p]` to `values[i·parameters + p]`. Where the circuit has
 * one-qubit operations only, its states are products, which are never multiplied out for a Gram matrix.
 */
export interface CircuitPreparation {
  readonly kind: "circuit";
  readonly circuit: Circuit;
  readonly rowCount: number;
  readonly parameterOrder: readonly string[];
  /** Row-major, rowCount × parameters. */
  readonly values: Float64Array;
}

/**
 * Many states (D·H^⊗n)^repetitions |0…0⟩ with the diagonal D|k⟩ = exp(i Σ_S θ_S·parity(k ∧ S))|k⟩: Hadamards on all qubits,
 * then phases on the parities of sets of qubits (P(θ) on one qubit; CX, P(θ), CX on two). ZZ and IQP feature maps have this
 * form, and are prepared by fast Walsh–Hadamard transforms.
 */
export interface LayersPreparation {
  readonly kind: "hadamard-diagonal";
  readonly qubitCount: number;
  readonly rowCount: number;
  readonly repetitions: number;
  /** The sets S, bit q for qubit q. */
  readonly masks: readonly number[];
  /** θ, row-major, rowCount × masks. */
  readonly phases: Float64Array;
}

/** How a table's rows become states. */
export type StatePreparation = CircuitPreparation | LayersPreparation;

export function qubitCountOf(preparation: StatePreparation): number {
  return preparation.kind === "circuit" ? preparation.circuit.qubitCount : preparation.qubitCount;
}

function checkInteger(field: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw new InvalidArgumentError(`${field} must be an integer in [${least}, ${most}], got ${value}`, {
    field,
  });
}

function checkTable(field: string, values: Float64Array, rowCount: number, columnCount: number): void {
  if (values.length !== rowCount * columnCount) {
    throw new InvalidArgumentError(
      `${field} must have ${rowCount} × ${columnCount} entries, got ${values.length}`,
      { field, length: values.length },
    );
  }
  const fault = values.findIndex((value) => !Number.isFinite(value));
  if (fault >= 0) {
    throw new InvalidArgumentError(`${field}[${fault}] must be a finite number, got ${values[fault]}`, {
      field,
      index: fault,
    });
  }
}

/** Throws {@link InvalidArgumentError} for a preparation whose parts do not fit each other. */
export function checkPreparation(field: string, preparation: StatePreparation): void {
  const { rowCount } = preparation;
  checkInteger(`${field}.rowCount`, rowCount, 1, 2 ** 31 - 1);
  if (preparation.kind === "hadamard-diagonal") {
    const { qubitCount, repetitions, masks, phases } = preparation;
    checkInteger(`${field}.qubitCount`, qubitCount, 1, 27);
    checkInteger(`${field}.repetitions`, repetitions, 1, 1000);
    masks.forEach((mask, index) => checkInteger(`${field}.masks[${index}]`, mask, 1, 2 ** qubitCount - 1));
    checkTable(`${field}.phases`, phases, rowCount, masks.length);
    return;
  }
  const { circuit, parameterOrder, values } = preparation;
  const missing = parameterNames(circuit).find((name) => !parameterOrder.includes(name));
  if (missing !== undefined) {
    throw new InvalidArgumentError(
      `${field}.parameterOrder must name every parameter of the circuit, ${missing} is missing`,
      { field: `${field}.parameterOrder`, parameter: missing },
    );
  }
  checkTable(`${field}.values`, values, rowCount, parameterOrder.length);
}
