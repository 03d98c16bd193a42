import type { OptionRequest } from "@ansatz/contract";
import { RiskModelError, type OptionContract, type OptionGrid, type OptionMarket } from "@ansatz/finance";

export interface OptionTask {
  readonly market: OptionMarket;
  readonly contract: OptionContract;
  readonly grid: OptionGrid;
}

function contractOf(request: OptionRequest): OptionContract {
  const { type, strike, maturity, kind, average, dates, barrier, direction, knock } = request;
  const terms = { type, strike, maturity };
  switch (kind) {
    case "european":
      return { ...terms, kind };
    case "asian":
      return { ...terms, kind, average, fixings: dates };
    case "barrier":
      return { ...terms, kind, barrier: barrier!, direction, knock, observations: dates };
  }
}

/** Qubits of each date's register. Throws RiskModelError where there are fewer qubits than dates. */
function qubitsPerStepOf({ kind, dates, qubits }: OptionRequest): number {
  if (kind === "european") return qubits;
  if (dates > qubits) {
    throw new RiskModelError(
      `dates must be at most the number of scenario qubits, ${qubits} (each date takes one or more, 16 at most in all), got ${dates}`,
      { field: "dates", dates, qubits },
    );
  }
  return Math.floor(qubits / dates);
}

/**
 * A request as the library takes it.
 *
 * @throws RiskModelError for more dates than qubits and a barrier that is already reached.
 */
export function optionTaskOf(request: OptionRequest): OptionTask {
  const { spot, volatility, rate, dividendYield, kind, barrier, direction } = request;
  if (kind === "barrier" && (direction === "up" ? spot >= barrier! : spot <= barrier!)) {
    throw new RiskModelError(
      `barrier must be ${direction === "up" ? "above" : "below"} the spot of ${spot} for the direction ${direction}, got ${barrier!}`,
      { field: "barrier" },
    );
  }
  return {
    market: { spot, volatility, rate, dividendYield },
    contract: contractOf(request),
    grid: { qubitsPerStep: qubitsPerStepOf(request) },
  };
}
