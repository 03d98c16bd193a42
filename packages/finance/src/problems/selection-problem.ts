import { MandateError } from "../errors.ts";
import type { Moments } from "../moments/moments.ts";
import { type Bits, createBinaryQuadraticProblem } from "./binary-quadratic-problem.ts";
import {
  createConstraint,
  type Holdings,
  type LinearConstraint,
  type PortfolioProblem,
} from "./constrained-binary-problem.ts";
import { checkAssetIndices, checkGroupLimits, type GroupLimit, perAsset } from "./group-limit.ts";
import { objectiveInWeights, type PortfolioObjective } from "./portfolio-objective.ts";

/** Which assets to hold, each with the same weight. */
export interface SelectionMandate {
  readonly moments: Moments;
  /**
   * Mean–variance is q·xᵀΣx − μᵀx over the bits x; tracking takes the weights x/K and so needs one number of
   * holdings.
   */
  readonly objective: PortfolioObjective;
  /** Number of holdings, or its limits; default any. */
  readonly pick?: number | { readonly minimum?: number; readonly maximum?: number };
  /** Limits of the number of holdings in groups of assets. */
  readonly groups?: readonly GroupLimit[];
  /** Assets that must be held. */
  readonly required?: readonly number[];
  /** Assets that must not be held. */
  readonly excluded?: readonly number[];
  /** Assets held today: what turnover and costs are counted against; default none. */
  readonly today?: readonly number[];
  /** Greatest number of assets bought plus sold. */
  readonly maximumChanges?: number;
  /** Added to the objective for each asset bought or sold, in its units: one number or one an asset. */
  readonly costs?: {
    readonly fixed?: number | ArrayLike<number>;
    readonly proportional?: number | ArrayLike<number>;
  };
}

/**
 * The selection of assets as a problem over one bit an asset (variable i = asset i). Fixed and proportional costs
 * both count per asset traded, since a holding is one unit. Throws {@link MandateError} for values out of range; a
 * mandate that nothing fulfils is told by {@link findConflict}.
 */
export function createSelectionProblem(mandate: SelectionMandate): PortfolioProblem {
  const { moments, objective, groups = [], required = [], excluded = [], today = [] } = mandate;
  const quadratic = objectiveInWeights(moments, objective);
  const n = moments.assets.length;
  const { minimum, maximum } = readPick(mandate, n);
  checkGroupLimits(groups, n);
  checkAssetIndices("required", required, n);
  checkAssetIndices("excluded", excluded, n);
  checkAssetIndices("today", today, n);
  let unit = 1;
  if (objective.kind === "tracking") {
    if (minimum !== maximum || minimum === 0) {
      throw new MandateError("index tracking by selection needs one number of holdings (pick), at least 1");
    }
    unit = 1 / minimum;
  }
  const held = new Set(today);
  const linear = quadratic.linear.map((value) => unit * value);
  let constant = quadratic.constant;
  const fixed = perAsset("costs.fixed", mandate.costs?.fixed, n, 0, [0, Number.MAX_VALUE]);
  const proportional = perAsset("costs.proportional", mandate.costs?.proportional, n, 0, [
    0,
    Number.MAX_VALUE,
  ]);
  for (let i = 0; i < n; i++) {
    const cost = fixed[i] + unit * proportional[i];
    // |x − h| is 1 − x for what is held today and x for what is not.
    linear[i] += held.has(i) ? -cost : cost;
    if (held.has(i)) constant += cost;
  }
  const indicator = (assets: readonly number[]): Float64Array => {
    const coefficients = new Float64Array(n);
    for (const asset of assets) coefficients[asset] = 1;
    return coefficients;
  };
  const constraints: LinearConstraint[] = [];
  if (mandate.pick !== undefined) {
    const name =
      minimum === maximum ? `pick ${minimum} of ${n} assets` : `pick ${minimum} to ${maximum} of ${n} assets`;
    constraints.push(createConstraint(name, new Float64Array(n).fill(1), { lower: minimum, upper: maximum }));
  }
  for (const group of groups) {
    const limits = describeLimits(group.minimum, group.maximum);
    constraints.push(
      createConstraint(`${group.name}: ${limits} holdings`, indicator(group.assets), {
        lower: group.minimum ?? -Infinity,
        upper: group.maximum ?? Infinity,
      }),
    );
  }
  for (const asset of required) {
    constraints.push(
      createConstraint(`hold ${moments.assets[asset].name}`, indicator([asset]), { lower: 1 }),
    );
  }
  for (const asset of excluded) {
    constraints.push(
      createConstraint(`do not hold ${moments.assets[asset].name}`, indicator([asset]), { upper: 0 }),
    );
  }
  if (mandate.maximumChanges !== undefined) {
    const { maximumChanges } = mandate;
    if (!Number.isInteger(maximumChanges) || maximumChanges < 0) {
      throw new MandateError(`maximumChanges must be an integer of at least 0, got ${maximumChanges}`);
    }
    const signs = Float64Array.from({ length: n }, (_, i) => (held.has(i) ? -1 : 1));
    constraints.push(
      createConstraint(`at most ${maximumChanges} changes of today's holdings`, signs, {
        upper: maximumChanges - held.size,
      }),
    );
  }
  return {
    kind: "selection",
    objective: createBinaryQuadraticProblem({
      constant,
      linear,
      quadratic: quadratic.quadratic.map((value) => unit * unit * value),
      labels: moments.assets.map(({ name }) => name),
    }),
    constraints,
    decode: (bits) => decodeSelection(bits, n),
  };
}

function readPick({ pick }: SelectionMandate, n: number): { minimum: number; maximum: number } {
  const { minimum = 0, maximum = n } =
    typeof pick === "number" ? { minimum: pick, maximum: pick } : (pick ?? {});
  for (const [name, value] of [
    ["minimum", minimum],
    ["maximum", maximum],
  ] as const) {
    if (!Number.isInteger(value) || value < 0 || value > n) {
      const field = typeof pick === "number" ? "pick" : `pick.${name}`;
      throw new MandateError(`${field} must be an integer in [0, ${n}], the number of assets, got ${value}`);
    }
  }
  if (minimum > maximum) {
    throw new MandateError(`pick.minimum must not exceed pick.maximum, got ${minimum} > ${maximum}`);
  }
  return { minimum, maximum };
}

/** "at least 1", "at most 3", "1 to 3" or "exactly 2". */
export function describeLimits(minimum: number | undefined, maximum: number | undefined, unit = ""): string {
  if (minimum === undefined) return maximum === undefined ? "any" : `at most ${maximum}${unit}`;
  if (maximum === undefined) return `at least ${minimum}${unit}`;
  return minimum === maximum ? `exactly ${minimum}${unit}` : `${minimum} to ${maximum}${unit}`;
}

function decodeSelection(bits: Bits, n: number): Holdings {
  const units = Array.from({ length: n }, (_, index) => (bits[index] ? 1 : 0));
  const selection = units.flatMap((value, index) => (value ? [index] : []));
  return {
    selection,
    units,
    weights: Float64Array.from(units, (value) => (value ? 1 / selection.length : 0)),
  };
}
