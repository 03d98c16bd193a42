import type { PortfolioRequest } from "@ansatz/contract";
import {
  MandateError,
  type GroupLimit,
  type PortfolioObjective,
  type PortfolioProblem,
} from "@ansatz/finance";

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

/** What every form of a mandate has. */
export type Common = Pick<StatedMandate, "objective" | "groups" | "required" | "excluded" | "today">;

/** A share as a percentage of three digits. */
export const asPercent = (share: number): string => `${Number((100 * share).toPrecision(3))} %`;

/** Refuses a field that does not belong to a form. */
export function refuse(isGiven: boolean, field: string, form: string): void {
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
