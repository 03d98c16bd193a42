import { visitFeasible } from "@ansatz/finance";
import { isAsGood, isEnumerable } from "./find-optimum.ts";
import type { KnownStates } from "./merge-outcomes.ts";
import type { PortfolioPlan } from "./plan-portfolio.ts";
import { restoreBits } from "./reduce-problem.ts";

/**
 * What is known of the states, told of portfolios: bits of weights and lots write one portfolio in several ways (an
 * integer by different bits, a cost by a bit that may also be set in vain), of which the least objective is its own.
 * Counts are null where the states are too many to be told apart.
 */
export function countPortfolios(
  { mandate: { problem }, reduced, request }: PortfolioPlan,
  known: KnownStates,
): KnownStates {
  if (request.form === "selection" || known.feasibleCount === null) return known;
  if (!isEnumerable(reduced.problem)) return { ...known, feasibleCount: null, optimumCount: null };
  const { variableCount } = problem.objective;
  const least = new Map<string, number>();
  visitFeasible(reduced.problem, (mask, value) => {
    const ones = reduced.kept.flatMap((_, index) => (Math.floor(mask / 2 ** index) % 2 === 1 ? [index] : []));
    const { units } = problem.decode(restoreBits(reduced, ones, variableCount));
    const key = units.join();
    least.set(key, Math.min(value, least.get(key) ?? Infinity));
  });
  let [optimumCount, worst] = [0, -Infinity];
  for (const value of least.values()) {
    if (isAsGood(value, known.optimum.objective)) optimumCount++;
    worst = Math.max(worst, value);
  }
  return { ...known, feasibleCount: least.size, optimumCount, worst };
}
