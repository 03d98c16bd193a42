import type { Circuit } from "../circuit/circuit.ts";
import type { ParameterValues } from "../circuit/parameter.ts";
import { InvalidArgumentError, NumericalError } from "../errors.ts";
import { shiftRule } from "./parameter-rules.ts";
import { bindSplit, readSplit, shiftAngle } from "./split-occurrences.ts";
import type { SplitCircuit } from "./split-occurrences.ts";

/** An expectation, exact or with the standard error of a finite number of shots. */
export type Evaluation = number | { readonly value: number; readonly standardError?: number };

/** Evaluates an expectation of a circuit with its parameters at the given values; any engine or device. */
export type EvaluateExpectation = (
  circuit: Circuit,
  parameters: ParameterValues,
) => Promise<Evaluation> | Evaluation;

export interface ParameterShiftOptions {
  /** The parameters to derive by, in the order of the result; by default all, as `parameterNames(circuit)` lists them. */
  readonly parameters?: readonly string[];
  /** Evaluations that may be under way at once, by default 1. */
  readonly concurrency?: number;
}

export interface ShiftGradient {
  readonly parameters: readonly string[];
  readonly gradient: Float64Array;
  /** √Σ (coefficient · standard error)² by parameter; zeros where `evaluate` gives no errors. */
  readonly standardErrors: Float64Array;
  readonly evaluations: number;
}

/**
 * The exact gradient of an expectation from expectations at shifted angles. Each angle φ = Σ coefficient · θ + offset of
 * each operation is shifted for itself, by the rule of its gate: two evaluations for rotations exp(−iφP/2) and phases, four
 * for controlled rotations, xx_plus_yy and xx_minus_yy; dE/dθ = Σ_φ coefficient · dE/dφ. This holds for any circuit, with
 * measurements, conditionals and noise that does not depend on φ.
 *
 * `evaluate` receives one and the same circuit every time, in which every angle has a parameter of its own, and different
 * values; a loop that passes `splitParameters(circuit)` has it compiled once. With a finite number of shots the evaluations must be independent (different seeds); the standard errors of
 * different parameters are correlated where an angle holds several parameters.
 *
 * Throws {@link InvalidArgumentError} for unknown parameters or missing values, and {@link NumericalError} when
 * `evaluate` gives a number that is not finite.
 * Sources: Schuld et al., Phys. Rev. A 99, 032331 (2019); Wierichs et al., Quantum 6, 677 (2022).
 */
export async function parameterShiftGradient(
  evaluate: EvaluateExpectation,
  circuit: Circuit | SplitCircuit,
  values: ParameterValues,
  { parameters, concurrency = 1 }: ParameterShiftOptions = {},
): Promise<ShiftGradient> {
  if (!Number.isInteger(concurrency) || concurrency < 1) {
    throw new InvalidArgumentError(`concurrency must be an integer of at least 1, got ${concurrency}`, {
      field: "concurrency",
    });
  }
  const split = readSplit(circuit, parameters);
  const bound = bindSplit(split, values);
  const tasks = split.occurrences.flatMap((occurrence) =>
    shiftRule(occurrence.rule.expectationFrequencies).map(({ shift, coefficient }) => ({
      occurrence,
      shift,
      coefficient,
    })),
  );
  const results = new Array<{ value: number; standardError: number }>(tasks.length);
  let next = 0;
  const work = async (): Promise<void> => {
    while (next < tasks.length) {
      const index = next++;
      const { occurrence, shift } = tasks[index];
      results[index] = readEvaluation(await evaluate(split.circuit, shiftAngle(bound, occurrence, shift)));
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, tasks.length) }, work));
  // Added up in the order of the tasks, whatever the order in which they ended.
  const gradient = new Float64Array(split.parameters.length);
  const variances = new Float64Array(split.parameters.length);
  tasks.forEach(({ occurrence, coefficient }, index) => {
    const { value, standardError } = results[index];
    for (const term of occurrence.terms) {
      const at = split.indexOf.get(term.parameter)!;
      gradient[at] += term.coefficient * coefficient * value;
      variances[at] += (term.coefficient * coefficient * standardError) ** 2;
    }
  });
  return {
    parameters: split.parameters,
    gradient,
    standardErrors: variances.map(Math.sqrt),
    evaluations: tasks.length,
  };
}

function readEvaluation(evaluation: Evaluation): { value: number; standardError: number } {
  const { value, standardError = 0 } = typeof evaluation === "number" ? { value: evaluation } : evaluation;
  if (!Number.isFinite(value) || !(standardError >= 0)) {
    throw new NumericalError(
      `evaluate must give a finite value and a standard error of at least 0, got ${value} ± ${standardError}`,
    );
  }
  return { value, standardError };
}
