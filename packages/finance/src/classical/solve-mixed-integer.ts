import { evaluateBinaryQuadratic } from "../problems/binary-quadratic-problem.ts";
import {
  cardinalityRange,
  type ConstrainedBinaryProblem,
  isFeasible,
} from "../problems/constrained-binary-problem.ts";
import type { BinarySolution } from "./exact-result.ts";
import { type ProgramRow, solveProgram } from "./highs-solver.ts";

/** Options of {@link solveMixedInteger}. */
export interface MixedIntegerOptions {
  /** Seconds after which the best state so far is returned unproven; default 60. */
  readonly maximumSeconds?: number;
}

/**
 * The optimum by a mixed-integer linear programme (HiGHS), with every product xᵢxⱼ a variable zᵢⱼ of [0, 1]:
 * zᵢⱼ ≥ xᵢ + xⱼ − 1 where it costs, zᵢⱼ ≤ xᵢ, xⱼ where it pays (Fortet, 1960); with a fixed number K of set bits
 * instead Σⱼ zᵢⱼ = (K − 1)·xᵢ, which also holds for fractions and tightens the bound (Sherali and Adams, 1986).
 * Undefined where nothing is feasible or nothing was found in time.
 */
export async function solveMixedInteger(
  problem: ConstrainedBinaryProblem,
  options: MixedIntegerOptions = {},
): Promise<BinarySolution | undefined> {
  const start = performance.now();
  const { objective, constraints } = problem;
  const n = objective.variableCount;
  const { minimum, maximum } = cardinalityRange(problem);
  const isFixedWeight = minimum === maximum;
  const cost: number[] = [...objective.linear];
  const product = new Map<number, number>();
  const rows: ProgramRow[] = constraints.map(({ coefficients, lower, upper }) => {
    const indices = [...coefficients.keys()].filter((i) => coefficients[i] !== 0);
    return { indices, values: indices.map((i) => coefficients[i]), lower, upper };
  });
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const coefficient = 2 * objective.quadratic[i * n + j];
      if (coefficient === 0 && !isFixedWeight) continue;
      const z = cost.length;
      cost.push(coefficient);
      product.set(i * n + j, z);
      if (isFixedWeight) continue;
      if (coefficient > 0) rows.push({ indices: [z, i, j], values: [1, -1, -1], lower: -1, upper: Infinity });
      else {
        for (const k of [i, j]) rows.push({ indices: [z, k], values: [1, -1], lower: -Infinity, upper: 0 });
      }
    }
  }
  if (isFixedWeight) {
    for (let i = 0; i < n; i++) {
      const others = Array.from({ length: n }, (_, j) => j).filter((j) => j !== i);
      const indices = others.map((j) => product.get(Math.max(i, j) * n + Math.min(i, j)) as number);
      rows.push({
        indices: [...indices, i],
        values: [...indices.map(() => 1), 1 - minimum],
        lower: 0,
        upper: 0,
      });
    }
  }
  const integral = Uint8Array.from(cost, (_, column) => (column < n ? 1 : 0));
  const result = await solveProgram(
    {
      cost,
      lower: new Float64Array(cost.length),
      upper: new Float64Array(cost.length).fill(1),
      rows,
      integral,
    },
    { maximumSeconds: options.maximumSeconds ?? 60 },
  );
  if (result.x.length === 0) return undefined;
  const bits = Uint8Array.from(result.x.subarray(0, n), (value) => Math.round(value));
  if (!isFeasible(problem, bits)) return undefined;
  const value = evaluateBinaryQuadratic(objective, bits);
  const proven = result.status === "optimal";
  return {
    objective: value,
    bits,
    method: "integer programme (HiGHS)",
    proven,
    gap: proven ? 0 : Math.max(0, value - objective.constant - result.bound),
    seconds: (performance.now() - start) / 1000,
  };
}
