import {
  createBinaryQuadraticProblem,
  type ConstrainedBinaryProblem,
  type LinearConstraint,
} from "@ansatz/finance";

/** A problem without the variables that its demands fix. */
export interface ReducedProblem {
  readonly problem: ConstrainedBinaryProblem;
  /** Variable of the whole problem for each one kept. */
  readonly kept: readonly number[];
  /** Variables of the whole problem that are fixed at 1. */
  readonly fixedOnes: readonly number[];
}

/** The value that a demand on a single variable leaves it. */
function fixedValue({ coefficients, lower, upper }: LinearConstraint): [number, number] | undefined {
  const variable = coefficients.findIndex((value) => value !== 0);
  if (variable < 0 || coefficients.some((value, index) => value !== 0 && index !== variable))
    return undefined;
  const allows = (activity: number): boolean => activity >= lower && activity <= upper;
  const [zero, one] = [allows(0), allows(coefficients[variable])];
  if (zero === one) return undefined;
  return [variable, one ? 1 : 0];
}

/** Whether every state meets a constraint. */
function isAlwaysMet({ coefficients, lower, upper }: LinearConstraint): boolean {
  let [least, greatest] = [0, 0];
  for (const value of coefficients) {
    least += Math.min(0, value);
    greatest += Math.max(0, value);
  }
  return least >= lower && greatest <= upper;
}

/**
 * Puts in the variables that demands such as "hold A" fix, and leaves out the constraints that then hold anyway: fewer
 * variables, and often a number of holdings as the only demand left. A problem of which nothing would be left stays whole.
 */
export function reduceProblem(problem: ConstrainedBinaryProblem): ReducedProblem {
  const { objective } = problem;
  const n = objective.variableCount;
  const fixed = new Map<number, number>();
  for (const constraint of problem.constraints) {
    const found = fixedValue(constraint);
    if (found && !fixed.has(found[0])) fixed.set(...found);
  }
  const kept = Array.from({ length: n }, (_, index) => index).filter((index) => !fixed.has(index));
  const fixedOnes = [...fixed].flatMap(([variable, value]) => (value === 1 ? [variable] : []));
  if (kept.length === 0 || fixed.size === 0) {
    return { problem, kept: Array.from({ length: n }, (_, index) => index), fixedOnes: [] };
  }
  let constant = objective.constant;
  const linear = Float64Array.from(kept, (variable) => objective.linear[variable]);
  fixedOnes.forEach((one, place) => {
    constant += objective.linear[one];
    for (const other of fixedOnes.slice(0, place)) constant += 2 * objective.quadratic[one * n + other];
    kept.forEach((variable, index) => (linear[index] += 2 * objective.quadratic[one * n + variable]));
  });
  const constraints = problem.constraints.map((constraint): LinearConstraint => {
    const activity = fixedOnes.reduce((sum, one) => sum + constraint.coefficients[one], 0);
    return {
      name: constraint.name,
      coefficients: Float64Array.from(kept, (variable) => constraint.coefficients[variable]),
      lower: constraint.lower - activity,
      upper: constraint.upper - activity,
    };
  });
  return {
    problem: {
      objective: createBinaryQuadraticProblem({
        constant,
        linear,
        quadratic: kept.flatMap((a) => kept.map((b) => objective.quadratic[a * n + b])),
        labels: kept.map((variable) => objective.labels[variable]),
      }),
      constraints: constraints.filter((constraint) => isCardinality(constraint) || !isAlwaysMet(constraint)),
    },
    kept,
    fixedOnes,
  };
}

function isCardinality({ coefficients }: LinearConstraint): boolean {
  return coefficients.every((value) => value === 1);
}

/** Bits of the whole problem for the variables that are 1 in the reduced one. */
export function restoreBits(
  { kept, fixedOnes }: Pick<ReducedProblem, "kept" | "fixedOnes">,
  ones: readonly number[],
  variableCount: number,
): Uint8Array {
  const bits = new Uint8Array(variableCount);
  for (const one of fixedOnes) bits[one] = 1;
  for (const one of ones) bits[kept[one]] = 1;
  return bits;
}
