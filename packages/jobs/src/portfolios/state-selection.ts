import type { PortfolioRequest } from "@ansatz/contract";
import { createSelectionProblem, MandateError } from "@ansatz/finance";
import { asPercent, pickLimits, refuse, type Common, type StatedMandate } from "./mandate-form.ts";
import type { Market } from "./read-market.ts";

/** The mandate of a selection: one bit an asset. */
export function stateSelection(
  request: PortfolioRequest,
  { moments }: Market,
  common: Common,
): StatedMandate {
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
