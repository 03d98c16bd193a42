import { RiskModelError } from "../errors.ts";
import { checkNumber, greatestScenarioQubits } from "../risk/check.ts";
import {
  logNormalMoments,
  logNormalScenarios,
  normalScenarios,
} from "../risk/scenarios/continuous-models.ts";
import type { ScenarioDistribution } from "../risk/scenarios/scenario-distribution.ts";
import { fixingTimes } from "./geometric-asian.ts";
import { checkContract, checkMarket, pathSteps, vanillaPayoff } from "./option.ts";
import type { AsianOption, BarrierOption, OptionContract, OptionMarket } from "./option.ts";

export interface OptionGrid {
  /** Qubits of each step of the path (of the price at maturity for a European option); by default 5 or what fits 15. */
  readonly qubitsPerStep?: number;
  /** See `GridOptions`; by default mass. */
  readonly rule?: "mass" | "density";
  /** Standard deviations on either side, by default 4. */
  readonly deviations?: number;
}

/** Scenarios and the undiscounted payoff in each. */
export interface OptionScenarios {
  readonly scenarios: ScenarioDistribution;
  readonly payoff: Float64Array;
}

const comfortableQubits = 15;

/** The payoff of a path of prices (the spot first), undiscounted. */
export function pathPayoff(contract: OptionContract, path: ArrayLike<number>): number {
  const last = path[path.length - 1];
  switch (contract.kind) {
    case "european":
      return vanillaPayoff(contract.type, contract.strike, last);
    case "asian":
      return vanillaPayoff(contract.type, contract.strike, averageOf(contract, path));
    case "barrier":
      return isAlive(contract, path) ? vanillaPayoff(contract.type, contract.strike, last) : 0;
  }
}

function averageOf({ average, includesSpot = false }: AsianOption, path: ArrayLike<number>): number {
  const first = includesSpot ? 0 : 1;
  let sum = 0;
  for (let k = first; k < path.length; k++) sum += average === "geometric" ? Math.log(path[k]) : path[k];
  const mean = sum / (path.length - first);
  return average === "geometric" ? Math.exp(mean) : mean;
}

function isAlive({ barrier, direction, knock }: BarrierOption, path: ArrayLike<number>): boolean {
  let isReached = false;
  for (let k = 1; k < path.length && !isReached; k++) {
    isReached = direction === "up" ? path[k] >= barrier : path[k] <= barrier;
  }
  return isReached === (knock === "in");
}

/**
 * The scenarios of an option. European: the log-normal price at maturity on 2^qubitsPerStep points. Asian and barrier:
 * a register of a discretised standard normal increment for each date, the first date in the lowest qubits.
 * Throws {@link RiskModelError} for values out of range and more than 20 qubits.
 */
export function optionScenarios(
  market: OptionMarket,
  contract: OptionContract,
  grid: OptionGrid = {},
): OptionScenarios {
  checkMarket(market);
  checkContract(contract);
  const steps = pathSteps(contract);
  const { qubitsPerStep = Math.max(1, Math.min(5, Math.floor(comfortableQubits / steps))) } = grid;
  checkNumber("qubitsPerStep", qubitsPerStep, { least: 1, most: 16, isWhole: true });
  const qubitCount = steps * qubitsPerStep;
  if (qubitCount > greatestScenarioQubits) {
    throw new RiskModelError(
      `dates times qubitsPerStep must be at most ${greatestScenarioQubits} qubits, got ${steps} × ${qubitsPerStep}`,
      { field: "qubitsPerStep", qubitCount },
    );
  }
  const { spot, volatility, rate, dividendYield = 0 } = market;
  const { rule = "mass", deviations = 4 } = grid;
  const time = contract.maturity / steps;
  const step = volatility * Math.sqrt(time);
  const nu = (rate - dividendYield) * time - (step * step) / 2;
  if (contract.kind === "european") {
    const scenarios = logNormalScenarios(
      { logMean: Math.log(spot) + nu, logStandardDeviation: step },
      { qubitCount, rule, deviations },
    );
    return { scenarios, payoff: scenarios.values.map((price) => pathPayoff(contract, [spot, price])) };
  }
  const increment = normalScenarios(
    { mean: 0, standardDeviation: 1 },
    { qubitCount: qubitsPerStep, rule, deviations },
  );
  const growth = increment.values.map((z) => Math.exp(nu + step * z));
  const size = 2 ** qubitCount;
  const mask = 2 ** qubitsPerStep - 1;
  const probabilities = new Float64Array(size);
  const values = new Float64Array(size);
  const payoff = new Float64Array(size);
  const path = new Float64Array(steps + 1);
  path[0] = spot;
  for (let index = 0; index < size; index++) {
    let probability = 1;
    for (let date = 0; date < steps; date++) {
      const cell = (index >>> (date * qubitsPerStep)) & mask;
      probability *= increment.probabilities[cell];
      path[date + 1] = path[date] * growth[cell];
    }
    probabilities[index] = probability;
    values[index] = path[steps];
    payoff[index] = pathPayoff(contract, path);
  }
  const forward = logNormalMoments(Math.log(spot) + nu * steps, step * Math.sqrt(steps)).mean;
  let mean = 0;
  for (let index = 0; index < size; index++) mean += probabilities[index] * values[index];
  return {
    scenarios: {
      name:
        contract.kind === "asian"
          ? `paths of ${fixingTimes(contract).length} fixings`
          : `paths of ${steps} observations`,
      qubitCount,
      values,
      probabilities,
      loading: { kind: "product", registers: Array.from({ length: steps }, () => increment.probabilities) },
      discretisation: {
        rule,
        meanError: mean - forward,
        truncatedProbability: 1 - (1 - increment.discretisation.truncatedProbability) ** steps,
      },
    },
    payoff,
  };
}
