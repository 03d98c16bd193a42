import { RiskModelError } from "../errors.ts";
import { checkName, checkNumber } from "../risk/check.ts";

/** A stock that follows geometric Brownian motion, and the market's rate. */
export interface OptionMarket {
  readonly spot: number;
  /** A year. */
  readonly volatility: number;
  /** Continuously compounded, a year. */
  readonly rate: number;
  /** Continuously compounded, a year; by default 0. */
  readonly dividendYield?: number;
}

interface OptionTerms {
  readonly type: "call" | "put";
  readonly strike: number;
  /** In years. */
  readonly maturity: number;
}

export interface EuropeanOption extends OptionTerms {
  readonly kind: "european";
}

/** Pays on the average price at fixings in equal steps, the last one at maturity. */
export interface AsianOption extends OptionTerms {
  readonly kind: "asian";
  readonly average: "arithmetic" | "geometric";
  /** Count of fixings. */
  readonly fixings: number;
  /** Whether the first fixing is the spot at time 0; by default it is one step later. */
  readonly includesSpot?: boolean;
}

/** A European option that comes to life or dies when the price at an observation reaches the barrier. */
export interface BarrierOption extends OptionTerms {
  readonly kind: "barrier";
  readonly barrier: number;
  readonly direction: "up" | "down";
  readonly knock: "in" | "out";
  /** Observations in equal steps, the last one at maturity. */
  readonly observations: number;
}

export type OptionContract = EuropeanOption | AsianOption | BarrierOption;

const greatestDates = 64;

/** Throws {@link RiskModelError} with the field and the range of a value that cannot be used. */
export function checkMarket({ spot, volatility, rate, dividendYield = 0 }: OptionMarket): void {
  checkNumber("spot", spot, { above: 0 });
  checkNumber("volatility", volatility, { above: 0, most: 10 });
  checkNumber("rate", rate, { least: -1, most: 10 });
  checkNumber("dividendYield", dividendYield, { least: -1, most: 10 });
}

/** Throws {@link RiskModelError} with the field and the range of a value that cannot be used. */
export function checkTerms({ type, strike, maturity }: OptionTerms): void {
  checkName("type", type, ["call", "put"]);
  checkNumber("strike", strike, { above: 0 });
  checkNumber("maturity", maturity, { above: 0, most: 100 });
}

/** Throws {@link RiskModelError} with the field and the range of a value that cannot be used. */
export function checkContract(contract: OptionContract): void {
  checkName("kind", contract.kind, ["european", "asian", "barrier"]);
  checkTerms(contract);
  if (contract.kind === "asian") {
    checkName("average", contract.average, ["arithmetic", "geometric"]);
    const least = contract.includesSpot ? 2 : 1;
    checkNumber("fixings", contract.fixings, { least, most: greatestDates, isWhole: true });
  }
  if (contract.kind === "barrier") {
    checkNumber("barrier", contract.barrier, { above: 0 });
    checkName("direction", contract.direction, ["up", "down"]);
    checkName("knock", contract.knock, ["in", "out"]);
    checkNumber("observations", contract.observations, { least: 1, most: greatestDates, isWhole: true });
  }
}

/** Throws {@link RiskModelError} where the barrier is already reached. */
export function checkBarrierSide(
  spot: number,
  { barrier, direction }: Pick<BarrierOption, "barrier" | "direction">,
): void {
  if (direction === "up" ? spot >= barrier : spot <= barrier) {
    throw new RiskModelError(
      `barrier must be ${direction === "up" ? "above" : "below"} the spot of ${spot} for direction ${direction}, got ${barrier}`,
      { field: "barrier" },
    );
  }
}

/** (S − K)⁺ or (K − S)⁺. */
export function vanillaPayoff(type: "call" | "put", strike: number, price: number): number {
  return Math.max(0, type === "call" ? price - strike : strike - price);
}

/** Steps of a path between dates at which its price matters, not counting the start. */
export function pathSteps(contract: OptionContract): number {
  if (contract.kind === "asian") return contract.includesSpot ? contract.fixings - 1 : contract.fixings;
  return contract.kind === "barrier" ? contract.observations : 1;
}
