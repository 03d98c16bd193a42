import type { Circuit } from "../circuit/circuit.ts";
import type { ParameterValues } from "../circuit/parameter.ts";
import { NumericalError } from "../errors.ts";
import { shiftRule } from "./parameter-rules.ts";
import { bindSplit, readSplit, shiftAngle } from "./split-occurrences.ts";
import type { SplitCircuit } from "./split-occurrences.ts";

/** The gradient of an expectation by the named parameters, in that order; for example by adjoint differentiation. */
export type EvaluateGradient = (
  circuit: Circuit,
  parameters: ParameterValues,
  parameterOrder: readonly string[],
) => Promise<ArrayLike<number>> | ArrayLike<number>;

/** Second derivatives of an expectation. */
export interface Hessian {
  readonly parameters: readonly string[];
  /** ∂²E/∂θᵢ∂θⱼ at i·(number of parameters) + j; symmetric. */
  readonly entries: Float64Array;
  readonly gradientEvaluations: number;
}

/**
 * All second derivatives of an expectation: the gradient at shifted angles, by the exact shift rules of
 * `parameterShiftGradient`; two gradients for each rotation's or phase's angle, four for controlled rotations. With a
 * gradient exact to rounding (adjoint differentiation of a state vector) so is the Hessian. Rounding's asymmetry is averaged.
 * Throws {@link InvalidArgumentError} for unknown parameters or missing values, and {@link NumericalError} when the
 * gradient has another length or is not finite.
 */
export async function hessian(
  evaluateGradient: EvaluateGradient,
  circuit: Circuit | SplitCircuit,
  values: ParameterValues,
  { parameters }: { readonly parameters?: readonly string[] } = {},
): Promise<Hessian> {
  const split = readSplit(circuit, parameters);
  const bound = bindSplit(split, values);
  const names = split.occurrences.map(({ name }) => name);
  const count = split.parameters.length;
  const sums = new Float64Array(count * count);
  let gradientEvaluations = 0;
  for (const occurrence of split.occurrences) {
    // d/dφ of the gradient by all parameters.
    const column = new Float64Array(count);
    for (const { shift, coefficient } of shiftRule(occurrence.rule.expectationFrequencies)) {
      const gradient = await evaluateGradient(split.circuit, shiftAngle(bound, occurrence, shift), names);
      gradientEvaluations++;
      checkGradient(gradient, names.length);
      split.occurrences.forEach(({ terms }, index) => {
        for (const term of terms) {
          column[split.indexOf.get(term.parameter)!] += coefficient * term.coefficient * gradient[index];
        }
      });
    }
    for (const term of occurrence.terms) {
      const row = split.indexOf.get(term.parameter)!;
      for (let k = 0; k < count; k++) sums[row * count + k] += term.coefficient * column[k];
    }
  }
  const entries = sums.map((entry, at) => (entry + sums[(at % count) * count + Math.floor(at / count)]) / 2);
  return { parameters: split.parameters, entries, gradientEvaluations };
}

function checkGradient(gradient: ArrayLike<number>, length: number): void {
  if (gradient.length !== length) {
    throw new NumericalError(`the gradient must have ${length} components, got ${gradient.length}`);
  }
  for (let k = 0; k < length; k++) {
    if (!Number.isFinite(gradient[k])) {
      throw new NumericalError(`component ${k} of the gradient must be finite, got ${gradient[k]}`);
    }
  }
}
