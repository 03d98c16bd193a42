import type { PortfolioRequest } from "@ansatz/contract";
import { createLotProblem, createWeightStepProblem, MandateError } from "@ansatz/finance";
import { assetNames } from "./asset-names.ts";
import { asPercent, pickLimits, refuse, type Common, type StatedMandate } from "./mandate-form.ts";
import type { Market } from "./read-market.ts";

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

/** The mandate of weights in steps: the bits of whole numbers of steps. */
export function stateWeights(request: PortfolioRequest, market: Market, common: Common): StatedMandate {
  const { moments } = market;
  const { steps } = request;
  refuse(request.lotPrices !== undefined, "lotPrices", "weights");
  const rounds = { up: Math.ceil, down: Math.floor, nearest: Math.round };
  const slack = { up: -1e-9, down: 1e-9, nearest: 0 };
  const { minimumHolding, options } = integerFields(request, market, common, (weight, _, how) =>
    rounds[how](weight * steps + slack[how]),
  );
  const n = moments.assets.length;
  const most = Math.floor(request.maximumWeight * steps + 1e-9);
  const least = Math.max(1, Math.ceil(request.minimumWeight * steps - 1e-9));
  const open = n - common.excluded.length;
  if (most < least) {
    throw new MandateError(
      `minimumWeight and maximumWeight leave no multiple of 1/${steps}, got ${request.minimumWeight} to ${request.maximumWeight}: widen them, or take other steps`,
      { field: "maximumWeight", steps, minimumWeight: request.minimumWeight },
    );
  }
  if (most * open < steps) {
    throw new MandateError(
      `maximumWeight contradicts the sum of 1: ${open} assets of at most ${asPercent(most / steps)} each, in steps of ${asPercent(1 / steps)}, reach ${asPercent((most * open) / steps)}; got maximumWeight ${request.maximumWeight}`,
      { field: "maximumWeight", assets: open, steps },
    );
  }
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

/** The mandate of lots: the bits of whole numbers of lots. */
export function stateLots(request: PortfolioRequest, market: Market, common: Common): StatedMandate {
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
  if (affordable.every((units) => units === 0)) {
    throw new MandateError(
      `budget must buy a lot of some asset within maximumWeight, got ${budget}; the cheapest lot costs ${Math.min(...prices)}`,
      { field: "budget", budget },
    );
  }
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
