import { createRandom } from "@ansatz/simulator";
import { branchAndBound } from "../../classical/branch-and-bound.ts";
import { MandateError, SolverError } from "../../errors.ts";
import { evaluateBinaryQuadratic } from "../../problems/binary-quadratic-problem.ts";
import type { PortfolioProblem } from "../../problems/constrained-binary-problem.ts";
import { createSelectionProblem } from "../../problems/selection-problem.ts";
import { solveQaoa } from "../../qaoa/solve-qaoa.ts";
import type { BacktestStrategy, StrategyWindow } from "../strategy.ts";
import type { SelectionStrategyOptions, WindowEstimator } from "./built-in-strategies.ts";
import { estimateWindow, selectThenWeight } from "./built-in-strategies.ts";

type SolveQaoaOptions = NonNullable<Parameters<typeof solveQaoa>[1]>;

/** Which assets a mean–variance selection holds at each rebalancing: min q·xᵀΣx − μᵀx over bits x with Σx = pick. */
export interface SelectionRule extends Pick<SelectionStrategyOptions, "weighting"> {
  readonly pick: number;
  /** q. */
  readonly riskAversion: number;
  /** Of the moments in the objective and in the weighting. */
  readonly estimator?: WindowEstimator;
}

export interface QaoaSelectionOptions
  extends
    SelectionRule,
    Pick<
      SolveQaoaOptions,
      "layers" | "start" | "transferFrom" | "objective" | "maxIterations" | "restarts" | "shots" | "pool"
    > {
  /** One that keeps the number of holdings. Default "xy-ring". */
  readonly mixer?: Exclude<SolveQaoaOptions["mixer"], "x" | undefined>;
}

function selectionProblem(
  { pick, riskAversion, estimator }: SelectionRule,
  window: StrategyWindow,
): PortfolioProblem {
  if (!(Number.isInteger(pick) && pick >= 1 && pick <= window.assets.length)) {
    throw new MandateError(`pick must be an integer in [1, ${window.assets.length}], got ${pick}`, { pick });
  }
  const moments = estimateWindow(window, estimator);
  return createSelectionProblem({ moments, objective: { kind: "mean-variance", riskAversion }, pick });
}

/** The selection of least cost by branch and bound; the notes of each window say whether it is proven. */
export function exactSelection(rule: SelectionRule): BacktestStrategy {
  return selectThenWeight({
    ...rule,
    name: "exact selection",
    select: (window) => {
      const solution = branchAndBound(selectionProblem(rule, window));
      if (solution === undefined) throw new SolverError(`no selection of ${rule.pick} assets was found`);
      const { bits, objective, proven, gap } = solution;
      return {
        selection: Array.from(bits).flatMap((bit, asset) => (bit === 1 ? [asset] : [])),
        notes: { objective, proven, gap },
      };
    },
  });
}

/**
 * The best selection among the samples of a QAOA state, simulated exactly; seeds differ among windows. The notes of each
 * window hold its cost, the optimum and its probability beside that of a uniform draw: the best of 1000 samples is good
 * without any optimisation where there are few selections.
 */
export function qaoaSelection(options: QaoaSelectionOptions): BacktestStrategy {
  const { pick, riskAversion, weighting, estimator, ...qaoa } = options;
  const rule: SelectionRule = {
    pick,
    riskAversion,
    ...(weighting === undefined ? {} : { weighting }),
    ...(estimator === undefined ? {} : { estimator }),
  };
  return selectThenWeight({
    ...rule,
    name: "QAOA selection",
    select: async (window) => {
      const problem = selectionProblem(rule, window);
      const { seed, signal } = window;
      const result = await solveQaoa(
        { variableCount: window.assets.length, cost: problem.objective, weight: pick },
        { mixer: "xy-ring", ...qaoa, seed, ...(signal === undefined ? {} : { signal }) },
      );
      const { bestFound, optimum, approximationRatio, optimumProbability, uniformProbability } = result;
      if (bestFound === undefined) throw new SolverError("none of the samples is feasible: take more shots");
      return {
        selection: bestFound.selection,
        notes: {
          objective: bestFound.cost,
          optimum: optimum.cost,
          approximationRatio,
          optimumProbability,
          uniformProbability,
        },
      };
    },
  });
}

/**
 * The control of `qaoaSelection`: the best of as many selections drawn uniformly (default 1000, as QAOA's shots). What
 * QAOA reaches beyond it, its state contributes; the rest is due to keeping the best of many.
 */
export function randomSelection(rule: SelectionRule & { readonly shots?: number }): BacktestStrategy {
  const { shots = 1000, ...selectionRule } = rule;
  if (!(Number.isInteger(shots) && shots >= 1)) {
    throw new MandateError(`shots must be an integer of at least 1, got ${shots}`, { shots });
  }
  return selectThenWeight({
    ...selectionRule,
    name: "best of random selections",
    select: (window) => {
      const { objective } = selectionProblem(selectionRule, window);
      const { uniform } = createRandom(window.seed);
      const order = window.assets.map((_, asset) => asset);
      let best = { cost: Infinity, selection: [] as number[] };
      for (let shot = 0; shot < shots; shot++) {
        const bits = new Uint8Array(order.length);
        // The first steps of a Fisher–Yates shuffle draw without replacement.
        for (let k = 0; k < rule.pick; k++) {
          const other = k + Math.floor(uniform() * (order.length - k));
          [order[k], order[other]] = [order[other], order[k]];
          bits[order[k]] = 1;
        }
        const cost = evaluateBinaryQuadratic(objective, bits);
        if (cost < best.cost) best = { cost, selection: order.slice(0, rule.pick).sort((a, b) => a - b) };
      }
      return { selection: best.selection, notes: { objective: best.cost } };
    },
  });
}
