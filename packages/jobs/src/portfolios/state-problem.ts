import type { PortfolioRequest } from "@ansatz/contract";
import {
  createLotProblem,
  createSelectionProblem,
  createWeightStepProblem,
  MandateError,
  trackBenchmark,
  type GroupLimit,
  type PortfolioObjective,
  type PortfolioProblem,
} from "@ansatz/finance";
import { assetNames } from "./asset-names.ts";
import { groupLimitsOf } from "./group-limits.ts";
import type { Market } from "./read-market.ts";

/** A request's mandate with its names looked up. */
export interface StatedMandate {
  readonly problem: PortfolioProblem;
  readonly objective: PortfolioObjective;
  readonly groups: readonly GroupLimit[];
  readonly required: readonly number[];
  readonly excluded: readonly number[];
  /** Weights held today; undefined where the request does not tell. */
  readonly today: Float64Array | undefined;
  /** Price of a lot of each asset; undefined for another form. */
  readonly lotPrices: Float64Array | undefined;
  /** What was rounded. */
  readonly findings: readonly string[];
}

export interface PickLimits {
  readonly minimum: number;
  readonly maximum: number;
}

const asPercent = (share: number): string => `${Number((100 * share).toPrecision(3))} %`;

function refuse(isGiven: boolean, field: string, form: string): void {
  if (isGiven) throw new MandateError(`${field} must be left out for the form ${form}`, { field, form });
}

/** The numbers of holdings asked for, between 0 (1 for a selection) and the number of assets; null for any. */
export function pickLimits({ pick, form }: PortfolioRequest, assetCount: number): PickLimits | null {
  if (pick === undefined) return null;
  const least = form === "selection" ? 1 : 0;
  const limits =
    typeof pick === "number"
      ? { minimum: pick, maximum: pick }
      : { minimum: pick.minimum ?? least, maximum: pick.maximum ?? assetCount };
  const check = (name: string, value: number): void => {
    if (value >= least && value <= assetCount) return;
    throw new MandateError(
      `${name} must be in [${least}, ${assetCount}], the number of assets to choose from, got ${value}`,
      { pick: value, assetCount },
    );
  };
  check(typeof pick === "number" ? "pick" : "pick.minimum", limits.minimum);
  check(typeof pick === "number" ? "pick" : "pick.maximum", limits.maximum);
  if (limits.minimum > limits.maximum) {
    throw new MandateError(
      `pick.minimum must not exceed pick.maximum, got ${limits.minimum} > ${limits.maximum}`,
      { pick },
    );
  }
  return limits;
}

function objectiveOf(request: PortfolioRequest, { returns }: Market): PortfolioObjective {
  if (request.objective === "mean-variance") {
    return { kind: "mean-variance", riskAversion: request.riskAversion };
  }
  if (returns === undefined) {
    throw new MandateError("the objective tracking needs prices with a benchmark column, not moments", {
      field: "objective",
    });
  }
  if (request.estimator !== "sample" || request.views !== undefined) {
    throw new MandateError(
      "the objective tracking takes sample moments: leave estimator and views at their defaults",
      { field: "estimator", estimator: request.estimator },
    );
  }
  return trackBenchmark(returns);
}

/** Assets by name, each once. */
function indicesOf(market: Market, names: readonly string[] | undefined, field: string): number[] {
  const { indexOf } = assetNames(market.moments);
  return [...new Set((names ?? []).map((name) => indexOf(name, field)))];
}

function todayOf(market: Market, { today }: PortfolioRequest): Float64Array | undefined {
  if (today === undefined) return undefined;
  const weights = assetNames(market.moments).toNumbers(today, "today");
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (sum <= 1 + 1e-9) return weights;
  throw new MandateError(`today must hold weights that add up to at most 1, got ${sum}`, { sum });
}

type Common = Pick<StatedMandate, "objective" | "groups" | "required" | "excluded" | "today">;

function stateSelection(request: PortfolioRequest, { moments }: Market, common: Common): StatedMandate {
  const { objective, groups, required, excluded, today } = common;
  refuse(request.maximumTurnover !== undefined, "maximumTurnover (maximumChanges limits them)", "selection");
  refuse(request.lotPrices !== undefined, "lotPrices", "selection");
  const n = moments.assets.length;
  const limits = pickLimits(request, n)!;
  for (const [field, isBroken, parts] of [
    ["maximumWeight", 1 / limits.minimum > request.maximumWeight + 1e-12, limits.minimum],
    ["minimumWeight", 1 / limits.maximum < request.minimumWeight - 1e-12, limits.maximum],
  ] as const) {
    if (!isBroken) continue;
    throw new MandateError(
      `${field} contradicts pick: ${parts} equal parts are ${asPercent(1 / parts)} each, got ${field} ${request[field]}`,
      { field, pick: request.pick },
    );
  }
  const { minimum, maximum } = limits;
  const held = today && [...today.keys()].filter((index) => today[index] > 0);
  const problem = createSelectionProblem({
    moments,
    objective,
    pick: minimum === maximum ? minimum : limits,
    groups,
    required,
    excluded,
    ...(held ? { today: held } : {}),
    ...(request.maximumChanges === undefined ? {} : { maximumChanges: request.maximumChanges }),
    ...(request.costs ? { costs: request.costs } : {}),
  });
  return { ...common, problem, lotPrices: undefined, findings: [] };
}

/** What weights and lots have in common; `toUnits` turns a weight of an asset into units. */
function integerFields(
  request: PortfolioRequest,
  { moments }: Market,
  { groups, today }: Common,
  round: (weight: number, index: number, how: "up" | "down" | "nearest") => number,
) {
  refuse(request.maximumChanges !== undefined, "maximumChanges (maximumTurnover limits them)", request.form);
  refuse(request.warmStart, "warmStart", request.form);
  const n = moments.assets.length;
  const limits = pickLimits(request, n);
  const minimumHolding = Float64Array.from({ length: n }, (_, index) =>
    Math.max(1, round(request.minimumWeight, index, "up")),
  );
  return {
    minimumHolding,
    options: {
      groups,
      minimumHolding,
      ...(limits ? { holdings: limits } : {}),
      ...(today ? { today: today.map((weight, index) => round(weight, index, "nearest")) } : {}),
      ...(request.maximumTurnover === undefined ? {} : { maximumTurnover: request.maximumTurnover }),
      ...(request.costs ? { costs: request.costs } : {}),
    },
  };
}

function roundingFindings(
  moments: Market["moments"],
  today: Float64Array | undefined,
  unitWeight: (index: number) => number,
  what: string,
): string[] {
  const moved = [...(today?.keys() ?? [])].filter((index) => {
    const units = today![index] / unitWeight(index);
    return Math.abs(units - Math.round(units)) > 1e-6;
  });
  if (moved.length === 0) return [];
  const names = moved.slice(0, 5).map((index) => moments.assets[index].name);
  return [
    `today's weights of ${names.join(", ")}${moved.length > 5 ? ` and ${moved.length - 5} more` : ""} are no whole ${what}; limits and costs of trades count from the nearest ones`,
  ];
}

function stateWeights(request: PortfolioRequest, market: Market, common: Common): StatedMandate {
  const { moments } = market;
  const { steps } = request;
  refuse(request.lotPrices !== undefined, "lotPrices", "weights");
  const rounds = { up: Math.ceil, down: Math.floor, nearest: Math.round };
  const slack = { up: -1e-9, down: 1e-9, nearest: 0 };
  const { minimumHolding, options } = integerFields(request, market, common, (weight, _, how) =>
    rounds[how](weight * steps + slack[how]),
  );
  const n = moments.assets.length;
  const lower = new Float64Array(n);
  const upper = new Float64Array(n).fill(request.maximumWeight);
  for (const index of common.required) lower[index] = minimumHolding[index] / steps;
  for (const index of common.excluded) upper[index] = 0;
  const problem = createWeightStepProblem({
    moments,
    objective: common.objective,
    steps,
    minimumWeight: lower,
    maximumWeight: upper,
    ...options,
  });
  const findings = roundingFindings(
    moments,
    common.today,
    () => 1 / steps,
    `steps of ${asPercent(1 / steps)}`,
  );
  return { ...common, problem, lotPrices: undefined, findings };
}

function lotPricesOf({ lotPrices }: PortfolioRequest, { moments, lastPrices }: Market): Float64Array {
  const prices = lastPrices?.slice() ?? new Float64Array(moments.assets.length);
  const { indexOf } = assetNames(moments);
  for (const [name, price] of Object.entries(lotPrices ?? {})) prices[indexOf(name, "lotPrices")] = price;
  const missing = prices.findIndex((price) => !(price > 0));
  if (missing < 0) return prices;
  throw new MandateError(
    `lotPrices must price every asset where the table holds no prices, got none for ${moments.assets[missing].name}`,
    { field: "lotPrices", asset: moments.assets[missing].name },
  );
}

function stateLots(request: PortfolioRequest, market: Market, common: Common): StatedMandate {
  const { moments } = market;
  const budget = request.budget!;
  const prices = lotPricesOf(request, market);
  const n = moments.assets.length;
  const lots = (weight: number, index: number, how: "up" | "down" | "nearest"): number => {
    const exact = (weight * budget) / prices[index];
    if (how === "nearest") return Math.round(exact);
    return how === "up" ? Math.ceil(exact - 1e-9) : Math.floor(exact + 1e-9);
  };
  const { minimumHolding, options } = integerFields(request, market, common, lots);
  const affordable = Float64Array.from({ length: n }, (_, index) =>
    lots(request.maximumWeight, index, "down"),
  );
  const required = new Set(common.required);
  const excluded = new Set(common.excluded);
  for (const index of required) {
    if (minimumHolding[index] <= affordable[index]) continue;
    throw new MandateError(
      `required names ${moments.assets[index].name}, of which budget and maximumWeight allow ${affordable[index]} lots`,
      { field: "required", asset: moments.assets[index].name },
    );
  }
  const problem = createLotProblem({
    moments,
    objective: common.objective,
    budget,
    prices,
    minimumLots: minimumHolding.map((units, index) => (required.has(index) ? units : 0)),
    maximumLots: affordable.map((units, index) =>
      excluded.has(index) || units < minimumHolding[index] ? 0 : units,
    ),
    ...options,
    minimumHolding: minimumHolding.map((units, index) => Math.min(units, Math.max(1, affordable[index]))),
  });
  const findings = roundingFindings(moments, common.today, (index) => prices[index] / budget, "lots");
  return { ...common, problem, lotPrices: prices, findings };
}

/**
 * The problem over bits that a request's mandate is.
 *
 * @throws MandateError for unknown names, limits out of range and fields that do not belong to the form.
 */
export function stateProblem(request: PortfolioRequest, market: Market): StatedMandate {
  const common: Common = {
    objective: objectiveOf(request, market),
    groups: groupLimitsOf(market.moments, request),
    required: indicesOf(market, request.required, "required"),
    excluded: indicesOf(market, request.excluded, "excluded"),
    today: todayOf(market, request),
  };
  const both = common.required.find((index) => common.excluded.includes(index));
  if (both !== undefined) {
    const { name } = market.moments.assets[both];
    throw new MandateError(
      `the mandate contradicts itself: "hold ${name}", "do not hold ${name}" cannot hold together; relax one of them`,
      { conflict: [`hold ${name}`, `do not hold ${name}`] },
    );
  }
  if (request.form === "selection") return stateSelection(request, market, common);
  return request.form === "weights"
    ? stateWeights(request, market, common)
    : stateLots(request, market, common);
}
