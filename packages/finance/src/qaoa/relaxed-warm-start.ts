import { convexify } from "../classical/convexify.ts";
import { solveProgram } from "../classical/highs-solver.ts";
import { MandateError, SolverError } from "../errors.ts";
import {
  type BinaryQuadraticProblem,
  bitsToMask,
  evaluateBinaryQuadratic,
} from "../problems/binary-quadratic-problem.ts";
import type { WarmStart } from "./warm-start.ts";

/** A warm start with the classical work behind it, which is what it has to be measured by. */
export interface RelaxedWarmStart {
  /** For `solveQaoa`, with the aligned mixer. */
  readonly warmStart: WarmStart;
  /** Least value of the relaxation: no state costs less. */
  readonly lowerBound: number;
  /** The control: the relaxed solution rounded, without any quantum state. */
  readonly rounded: { readonly selection: readonly number[]; readonly mask: number; readonly cost: number };
  readonly seconds: number;
}

/** Options of {@link relaxedWarmStart}. */
export interface RelaxedWarmStartOptions {
  /** Number of bits set in every feasible state. */
  readonly weight?: number;
  /** Distance ε of the probabilities from 0 and 1, in (0, 0.5]; default 0.25, the source's. */
  readonly margin?: number;
}

/**
 * The warm start of Egger, Mareček and Woerner (Quantum 5, 479 (2021)): variables relaxed to [0, 1] (with Σx = weight), a
 * convex function that equals the cost on all bits minimised by a quadratic programme (HiGHS), its solution taken for
 * probabilities, and the mixer turned about the state that they give. `rounded` sets the `weight` greatest entries, or those
 * of at least ½.
 *
 * Throws {@link MandateError} for a weight out of range, {@link SolverError} where the programme fails.
 */
export async function relaxedWarmStart(
  cost: BinaryQuadraticProblem,
  options: RelaxedWarmStartOptions = {},
): Promise<RelaxedWarmStart> {
  const start = performance.now();
  const { weight, margin = 0.25 } = options;
  const n = cost.variableCount;
  if (weight !== undefined && !(Number.isInteger(weight) && weight >= 0 && weight <= n)) {
    throw new MandateError(`weight must be an integer in [0, ${n}], got ${weight}`, {
      field: "weight",
      weight,
    });
  }
  const { constant, linear, matrix } = convexify(cost, weight === undefined ? {} : { weight });
  const indices = Array.from({ length: n }, (_, index) => index);
  const { status, x, objective } = await solveProgram({
    cost: linear,
    quadratic: { size: n, matrix },
    lower: new Float64Array(n),
    upper: new Float64Array(n).fill(1),
    rows:
      weight === undefined ? [] : [{ indices, values: indices.map(() => 1), lower: weight, upper: weight }],
  });
  if (status !== "optimal")
    throw new SolverError(`HiGHS ended the relaxation with status ${status}`, { status });
  const probabilities = Array.from(x, (value) => Math.min(1, Math.max(0, value)));
  const ranked = indices.toSorted((a, b) => probabilities[b] - probabilities[a] || a - b);
  const chosen =
    weight === undefined ? indices.filter((i) => probabilities[i] >= 0.5) : ranked.slice(0, weight);
  const bits = Uint8Array.from(indices, (i) => (chosen.includes(i) ? 1 : 0));
  return {
    warmStart: { probabilities, margin, mixer: "aligned" },
    lowerBound: constant + objective,
    rounded: {
      selection: indices.filter((i) => bits[i] === 1),
      mask: bitsToMask(bits),
      cost: evaluateBinaryQuadratic(cost, bits),
    },
    seconds: (performance.now() - start) / 1000,
  };
}
