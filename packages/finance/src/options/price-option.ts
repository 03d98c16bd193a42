import { estimateClassically, greatestSampleCount } from "../risk/classical-monte-carlo.ts";
import type { ClassicalEstimate } from "../risk/classical-monte-carlo.ts";
import type { ReferenceValue } from "../risk/error-budget.ts";
import { estimateExpectation } from "../risk/estimate-expectation.ts";
import type { EstimationOptions, ExpectationEstimate } from "../risk/estimate-expectation.ts";
import type { Discretisation } from "../risk/scenarios/scenario-distribution.ts";
import { compareSampling, describeEstimate, noSpeedUp } from "../risk/verdict.ts";
import { blackScholesPrice } from "./black-scholes.ts";
import { arithmeticAsianPrice, discreteBarrierPrice } from "./discrete-dates.ts";
import { geometricAsianPrice } from "./geometric-asian.ts";
import { checkBarrierSide, checkContract, checkMarket } from "./option.ts";
import type { OptionContract, OptionMarket } from "./option.ts";
import { optionScenarios } from "./path-scenarios.ts";
import type { OptionGrid } from "./path-scenarios.ts";
import { continuousBarrierPrice } from "./reiner-rubinstein.ts";

/** The discounted price of an option by amplitude estimation, beside its references. */
export interface OptionPrice {
  readonly market: OptionMarket;
  readonly contract: OptionContract;
  readonly seed: number;
  readonly scenarios: {
    readonly name: string;
    readonly qubitCount: number;
    readonly discretisation: Discretisation;
  };
  /** Discounted; its reference is the contract's price under the model. */
  readonly price: ExpectationEstimate;
  /** For barriers: the price under continuous observation, which dates replace. */
  readonly continuousObservation?: {
    readonly price: number;
    readonly method: string;
    /** Price at the contract's dates less that under continuous observation. */
    readonly observationDifference: number;
  };
  /** Monte Carlo with as many samples as shots, and as many as applications of the state preparation. */
  readonly classical: { readonly atShots: ClassicalEstimate; readonly atCalls: ClassicalEstimate };
  readonly verdict: string;
}

/**
 * The price of a contract without amplitude estimation: Black–Scholes, the geometric Asian closed form, or a recursion
 * of densities from date to date for arithmetic averages and discretely observed barriers.
 * Throws {@link RiskModelError} for values out of range.
 */
export function referencePrice(market: OptionMarket, contract: OptionContract): ReferenceValue {
  checkMarket(market);
  checkContract(contract);
  switch (contract.kind) {
    case "european":
      return { value: blackScholesPrice(market, contract), method: "Black–Scholes" };
    case "asian":
      return contract.average === "geometric"
        ? { value: geometricAsianPrice(market, contract), method: "the geometric Asian closed form" }
        : {
            value: arithmeticAsianPrice(market, contract),
            method: "a recursion of densities over the fixings",
          };
    case "barrier":
      return {
        value: discreteBarrierPrice(market, contract),
        method: "a recursion of densities over the observations",
      };
  }
}

/**
 * Prices an option by amplitude estimation on discretised scenarios, with the sampling error, the bias of the payoff's
 * rotation and that of the discretisation apart, beside the reference price and classical Monte Carlo.
 * Throws {@link RiskModelError} for values out of range, a barrier that is already reached and more than 20 qubits.
 * Source: Stamatopoulos et al., Quantum 4, 291 (2020), arXiv:1905.02666.
 */
export async function priceOption(
  market: OptionMarket,
  contract: OptionContract,
  options: EstimationOptions & OptionGrid,
): Promise<OptionPrice> {
  checkMarket(market);
  checkContract(contract);
  if (contract.kind === "barrier") checkBarrierSide(market.spot, contract);
  const { scenarios, payoff } = optionScenarios(market, contract, options);
  const discount = Math.exp(-market.rate * contract.maturity);
  const discounted = payoff.map((value) => discount * value);
  const reference = referencePrice(market, contract);
  const price = await estimateExpectation(scenarios, discounted, { ...options, reference });
  const { seed, confidence = 0.95 } = options;
  const sample = (sampleCount: number, shift: number): ClassicalEstimate =>
    estimateClassically(scenarios, discounted, {
      sampleCount: Math.min(sampleCount, greatestSampleCount),
      seed: seed + shift,
      confidence,
    });
  const atCalls = sample(price.amplitude.statePreparations, 0.7);
  return {
    market,
    contract,
    seed,
    scenarios: {
      name: scenarios.name,
      qubitCount: scenarios.qubitCount,
      discretisation: scenarios.discretisation,
    },
    price,
    ...(contract.kind === "barrier" && {
      continuousObservation: continuousObservation(market, contract, reference),
    }),
    classical: { atShots: sample(price.amplitude.shots, 0.6), atCalls },
    verdict: [
      describeEstimate("Price", price),
      compareSampling(price, price.amplitude.statePreparations, atCalls),
      noSpeedUp,
    ].join(" "),
  };
}

function continuousObservation(
  market: OptionMarket,
  contract: Extract<OptionContract, { kind: "barrier" }>,
  reference: ReferenceValue,
): NonNullable<OptionPrice["continuousObservation"]> {
  const price = continuousBarrierPrice(market, contract);
  return { price, method: "Reiner–Rubinstein", observationDifference: reference.value - price };
}
