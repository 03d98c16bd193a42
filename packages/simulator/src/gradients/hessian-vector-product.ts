import { isUnitaryCircuit, parameterNames } from "../circuit/circuit.ts";
import type { Circuit } from "../circuit/circuit.ts";
import { isUnitaryOperation } from "../circuit/operation.ts";
import type { UnitaryKindOperation } from "../circuit/operation.ts";
import { bindParameter } from "../circuit/parameter.ts";
import type { ParameterTerm, ParameterValue, ParameterValues } from "../circuit/parameter.ts";
import { InvalidArgumentError } from "../errors.ts";
import { applyPauliSum } from "../operators/pauli-expectation.ts";
import type { PauliSum } from "../operators/pauli-sum.ts";
import { checkState } from "../results/check-input.ts";
import { basisState, innerProduct } from "../statevector/state-vector.ts";
import type { StateVector } from "../statevector/state-vector.ts";
import { applyMap } from "./linear-map.ts";
import type { LinearMap } from "./linear-map.ts";
import {
  adjointMap,
  operationDerivative,
  operationMap,
  operationSecondDerivative,
} from "./operation-derivatives.ts";

/** A value, its gradient and its Hessian times a vector. */
export interface HessianVectorProduct {
  readonly value: number;
  readonly parameters: readonly string[];
  readonly gradient: Float64Array;
  readonly product: Float64Array;
}

export interface HessianVectorProductOptions {
  /** By default all, as `parameterNames(circuit)` lists them. The vector is 0 for all others. */
  readonly parameters?: readonly string[];
  /** The state to start from, by default |0…0⟩. */
  readonly initial?: StateVector;
}

/** An operation at its angles, and how they move along the vector. */
interface Step {
  readonly operation: UnitaryKindOperation;
  readonly angles: readonly number[];
  /** Indices of angles with a chosen parameter. */
  readonly symbolic: readonly number[];
  readonly terms: readonly (readonly ParameterTerm[])[];
  /** dφ along the vector. */
  readonly velocities: readonly number[];
}

/**
 * ⟨O⟩, its gradient and the product of its Hessian with a vector, Σⱼ ∂²E/∂θᵢ∂θⱼ vⱼ, exact to rounding at the cost of some
 * ten runs, however many parameters there are: the sweep of adjoint differentiation, itself differentiated along v. With
 * ψ̇ and λ̇ the derivatives along v of the state and of |λ⟩ = O|ψ⟩, undone step by step,
 *
 *   (Hv)ᵢ = 2 Re(⟨λ̇|∂ᵢU|φ⟩ + ⟨λ|∂ᵢU|φ̇⟩ + ⟨λ|∂ᵢU̇|φ⟩),   |φ⟩ the state before the step.
 *
 * Runs in plain TypeScript and holds eight states. Throws {@link InvalidArgumentError} for a circuit that is not unitary, an
 * observable of another width or with complex coefficients, a vector of another length, or a missing value.
 * Sources: Jones and Gacon, arXiv:2009.02823 (2020); Pearlmutter, Neural Comput. 6, 147 (1994).
 */
export function hessianVectorProduct(
  circuit: Circuit,
  observable: PauliSum,
  values: ParameterValues,
  vector: ArrayLike<number>,
  options: HessianVectorProductOptions = {},
): HessianVectorProduct {
  const { parameters = parameterNames(circuit), initial = basisState(circuit.qubitCount) } = options;
  checkArguments(circuit, observable, vector, parameters, initial);
  const indexOf = new Map(parameters.map((name, index) => [name, index]));
  const steps = circuit.operations
    .filter(isUnitaryOperation)
    .map((operation) => createStep(operation, values, vector, indexOf));

  let psi = initial;
  let psiDot = zeroState(circuit.qubitCount);
  for (const step of steps) {
    const map = operationMap(step.operation, step.angles);
    psiDot = applyMap(map, psiDot);
    addMoved(psiDot, step, psi, false);
    psi = applyMap(map, psi);
  }
  let lambda = applyPauliSum(psi, observable);
  let lambdaDot = applyPauliSum(psiDot, observable);
  const [value] = innerProduct(psi, lambda);
  const gradient = new Float64Array(parameters.length);
  const product = new Float64Array(parameters.length);
  for (const step of steps.toReversed()) {
    const inverse = adjointMap(operationMap(step.operation, step.angles));
    psi = applyMap(inverse, psi);
    addMoved(psiDot, step, psi, false, -1);
    psiDot = applyMap(inverse, psiDot);
    for (const index of step.symbolic) {
      const derivative = operationDerivative(step.operation, step.angles, index);
      const image = applyMap(derivative, psi);
      const slope = 2 * innerProduct(lambda, image)[0];
      let curvature =
        innerProduct(lambdaDot, image)[0] + innerProduct(lambda, applyMap(derivative, psiDot))[0];
      step.velocities.forEach((velocity, other) => {
        if (velocity === 0) return;
        const second = operationSecondDerivative(step.operation, step.angles, index, other);
        curvature += velocity * innerProduct(lambda, applyMap(second, psi))[0];
      });
      for (const { parameter, coefficient } of step.terms[index]) {
        gradient[indexOf.get(parameter)!] += coefficient * slope;
        product[indexOf.get(parameter)!] += coefficient * 2 * curvature;
      }
    }
    lambdaDot = applyMap(inverse, lambdaDot);
    addMoved(lambdaDot, step, lambda, true);
    lambda = applyMap(inverse, lambda);
  }
  return { value, parameters, gradient, product };
}

function checkArguments(
  circuit: Circuit,
  observable: PauliSum,
  vector: ArrayLike<number>,
  parameters: readonly string[],
  initial: StateVector,
): void {
  if (!isUnitaryCircuit(circuit)) {
    throw new InvalidArgumentError(
      "a Hessian takes a circuit without measurements, resets and conditionals",
      {
        field: "circuit",
      },
    );
  }
  if (observable.terms.some(({ imaginary }) => imaginary !== 0)) {
    throw new InvalidArgumentError(
      "an observable must have real coefficients: take the Hermitian part first",
      {
        field: "observable",
      },
    );
  }
  for (const [name, qubitCount] of [
    ["observable", observable.qubitCount],
    ["initial", initial.qubitCount],
  ] as const) {
    if (qubitCount === circuit.qubitCount) continue;
    throw new InvalidArgumentError(
      `${name} must have the circuit's ${circuit.qubitCount} qubits, got ${qubitCount}`,
      { field: name, qubitCount },
    );
  }
  checkState(initial, "initial");
  const known = new Set(parameterNames(circuit));
  const unknown = parameters.find((name, index) => !known.has(name) || parameters.indexOf(name) !== index);
  if (unknown !== undefined) {
    throw new InvalidArgumentError(`parameters must be different ones of the circuit, got ${unknown}`, {
      field: "parameters",
      parameter: unknown,
    });
  }
  if (vector.length !== parameters.length) {
    throw new InvalidArgumentError(
      `vector must have ${parameters.length} components, one a parameter, got ${vector.length}`,
      { field: "vector" },
    );
  }
  for (let k = 0; k < vector.length; k++) {
    if (Number.isFinite(vector[k])) continue;
    throw new InvalidArgumentError(`vector[${k}] must be finite, got ${vector[k]}`, { field: "vector" });
  }
}

function createStep(
  operation: UnitaryKindOperation,
  values: ParameterValues,
  vector: ArrayLike<number>,
  indexOf: ReadonlyMap<string, number>,
): Step {
  const parameters = operation.parameters as readonly ParameterValue[];
  const terms = parameters.map((value) =>
    typeof value === "number" ? [] : value.terms.filter(({ parameter }) => indexOf.has(parameter)),
  );
  return {
    operation,
    angles: parameters.map((value) => bindParameter(value, values)),
    terms,
    symbolic: Array.from(terms.keys()).filter((index) => terms[index].length > 0),
    velocities: terms.map((list) =>
      list.reduce(
        (sum, { parameter, coefficient }) => sum + coefficient * vector[indexOf.get(parameter)!],
        0,
      ),
    ),
  };
}

function zeroState(qubitCount: number): StateVector {
  return {
    qubitCount,
    real: new Float64Array(2 ** qubitCount),
    imaginary: new Float64Array(2 ** qubitCount),
  };
}

/** target ← target + factor·U̇ source, or its adjoint, with U̇ = Σ_p velocity_p ∂_pU. */
function addMoved(
  target: StateVector,
  { operation, angles, velocities }: Step,
  source: StateVector,
  isAdjoint: boolean,
  factor = 1,
): void {
  velocities.forEach((velocity, index) => {
    if (velocity === 0) return;
    const derivative: LinearMap = operationDerivative(operation, angles, index);
    const image = applyMap(isAdjoint ? adjointMap(derivative) : derivative, source);
    for (let k = 0; k < image.real.length; k++) {
      target.real[k] += factor * velocity * image.real[k];
      target.imaginary[k] += factor * velocity * image.imaginary[k];
    }
  });
}
