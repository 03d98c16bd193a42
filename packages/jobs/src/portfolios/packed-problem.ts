import type { ConstrainedBinaryProblem } from "@ansatz/finance";
import { numbersOfText, numbersToText } from "../backtests/number-text.ts";

/** A problem over bits, JSON-safe: a task's input. */
export interface PackedProblem {
  readonly variableCount: number;
  readonly constant: number;
  /** Base64 texts of 64-bit numbers. */
  readonly linear: string;
  readonly quadratic: string;
  readonly constraints: readonly {
    readonly name: string;
    readonly coefficients: string;
    /** null: no limit. */
    readonly lower: number | null;
    readonly upper: number | null;
  }[];
}

const limitOrNull = (value: number): number | null => (Number.isFinite(value) ? value : null);

export function packProblem({ objective, constraints }: ConstrainedBinaryProblem): PackedProblem {
  return {
    variableCount: objective.variableCount,
    constant: objective.constant,
    linear: numbersToText(objective.linear),
    quadratic: numbersToText(objective.quadratic),
    constraints: constraints.map(({ name, coefficients, lower, upper }) => ({
      name,
      coefficients: numbersToText(coefficients),
      lower: limitOrNull(lower),
      upper: limitOrNull(upper),
    })),
  };
}

export function unpackProblem(packed: PackedProblem): ConstrainedBinaryProblem {
  const { variableCount, constant, linear, quadratic, constraints } = packed;
  return {
    objective: {
      variableCount,
      constant,
      linear: numbersOfText(linear),
      quadratic: numbersOfText(quadratic),
      labels: Array.from({ length: variableCount }, (_, index) => `x${index}`),
    },
    constraints: constraints.map(({ name, coefficients, lower, upper }) => ({
      name,
      coefficients: numbersOfText(coefficients),
      lower: lower ?? -Infinity,
      upper: upper ?? Infinity,
    })),
  };
}
