import type { PortfolioRequest, PortfolioResult } from "@ansatz/contract";
import { PortfolioTooLargeError } from "@ansatz/finance";

/** A request whose algorithm is known. */
export type ChosenRequest = PortfolioRequest & { readonly algorithm: PortfolioResult["algorithm"] };

/** Most states, over all numbers of holdings, for which QAOA is the default: more take hours. */
export const defaultStates = 2 ** 24;

/** The request with the algorithm that is tried first. */
export function firstChoice(request: PortfolioRequest): ChosenRequest {
  return { ...request, algorithm: request.algorithm ?? "qaoa" };
}

/** Whether `exact` may answer in place of QAOA: no algorithm was named, and nothing that only a circuit has. */
function mayAnswerExactly({ algorithm, noise, warmStart, multiAngle }: PortfolioRequest): boolean {
  return algorithm === undefined && noise === undefined && !warmStart && !multiAngle;
}

/**
 * What `planWith` makes of the request; of a request that names no algorithm and is too large for QAOA by default, what
 * it makes of the same with `exact`.
 *
 * @throws PortfolioTooLargeError where the request asks for a circuit that does not fit.
 */
export function chooseAlgorithm<Plan extends { readonly spaces: readonly { readonly stateCount: number }[] }>(
  request: PortfolioRequest,
  planWith: (request: ChosenRequest) => Plan,
): Plan {
  const mayChange = mayAnswerExactly(request);
  try {
    const plan = planWith(firstChoice(request));
    const states = plan.spaces.reduce((sum, { stateCount }) => sum + stateCount, 0);
    if (!mayChange || states <= defaultStates) return plan;
  } catch (error) {
    if (!mayChange || !(error instanceof PortfolioTooLargeError)) throw error;
  }
  return planWith({ ...request, algorithm: "exact" });
}

/** The request as it was planned, told from what its tasks gave: a machine with another memory may combine them. */
export function plannedRequest(
  request: PortfolioRequest,
  outputs: readonly { readonly qaoa: readonly unknown[] }[],
): ChosenRequest {
  if (request.algorithm !== undefined) return firstChoice(request);
  return { ...request, algorithm: outputs.some(({ qaoa }) => qaoa.length > 0) ? "qaoa" : "exact" };
}

/** Says that `exact` was not asked for; nothing where it was, or where QAOA answered. */
export function choiceFindings({ algorithm }: PortfolioRequest, chosen: ChosenRequest): string[] {
  if (algorithm !== undefined || chosen.algorithm !== "exact") return [];
  return [
    `no algorithm was named, and this mandate has more states than QAOA takes by default (${defaultStates.toLocaleString("en-US")}, less where memory is short): the algorithm exact answered, without a quantum state; name an algorithm, or choose among fewer assets, for one`,
  ];
}
