import type { BacktestRequest, FrontierRequest, OptionRequest, RiskRequest } from "@ansatz/contract";

import { mandateWords, sideFileWords, weightsText } from "./mandate-words.ts";

type Word = string | number;

/** An option with its value; nothing for a value that is missing or the usual one. */
export function option(name: string, value: Word | undefined, usual?: Word): string[] {
  return value === undefined || value === usual ? [] : [name, String(value)];
}

export function flag(name: string, isSet: boolean): string[] {
  return isSet ? [name] : [];
}

interface MarketWordsRequest {
  readonly prices?: string | undefined;
  readonly sample?: string | undefined;
  readonly moments?: unknown;
  readonly frequency?: string | undefined;
  readonly benchmark?: string | undefined;
}

/** The file that a command reads, as a person would call it; undefined where it reads none. */
export function marketFiles({ prices, moments }: MarketWordsRequest): string | undefined {
  if (prices !== undefined) return "prices.csv";
  if (moments === undefined) return undefined;
  return (moments as { risk?: string }).risk === undefined ? "means.txt" : "means.csv and risks.csv";
}

export function marketWords(request: MarketWordsRequest): string[] {
  const { prices, sample, moments, frequency, benchmark } = request;
  const source =
    sample !== undefined
      ? ["--sample", sample]
      : prices !== undefined
        ? ["--prices", "prices.csv"]
        : moments === undefined
          ? []
          : [
              "--moments",
              (moments as { risk?: string }).risk === undefined ? "means.txt" : "means.csv,risks.csv",
            ];
  return [...source, ...option("--frequency", frequency), ...option("--benchmark", benchmark)];
}

export function estimatorWords({
  estimator,
  halfLife,
  factors,
}: Pick<BacktestRequest, "estimator" | "halfLife" | "factors">): string[] {
  return [
    ...option("--estimator", estimator, "sample"),
    ...(estimator === "exponential" ? option("--half-life", halfLife, 63) : []),
    ...(estimator === "factor-model" ? option("--factors", factors, 3) : []),
  ];
}

/** The words of the command that repeats a frontier job; options at their defaults are left out. */
export function frontierCommandWords(request: FrontierRequest): string[] {
  return [
    "frontier",
    ...marketWords(request),
    ...estimatorWords(request),
    ...sideFileWords(request),
    ...flag("--repair", request.repair),
    ...option("--points", request.points, 50),
    ...option("--cardinality", request.cardinality),
    ...option("--pick", request.pick),
    ...option("--layers", request.layers, 3),
    ...(request.returns ? ["--returns", request.returns.join(",")] : []),
    ...mandateWords(request),
    ...option("--risk-free-rate", request.riskFreeRate, 0),
    ...option("--seconds-per-point", request.secondsPerPoint, 10),
    ...option("--seed", request.seed, 42),
  ];
}

export function backtestCommandWords(request: BacktestRequest): string[] {
  const all = 7;
  return [
    "backtest",
    ...marketWords(request),
    ...option("--pick", request.pick),
    ...(request.strategies.length === all ? [] : ["--strategies", request.strategies.join(",")]),
    ...option("--risk-aversion", request.riskAversion, 0.5),
    ...option("--layers", request.layers, 3),
    ...option("--mixer", request.mixer, "xy-ring"),
    ...option("--shots", request.shots, 1000),
    ...estimatorWords(request),
    ...option("--window", request.window),
    ...flag("--expanding", request.expanding),
    ...option("--rebalance", request.rebalancing, "monthly"),
    ...option("--costs", request.proportionalCosts, 0.001),
    ...option("--fixed-costs", request.fixedCosts, 0),
    ...option("--turnover-limit", request.turnoverLimit, 1),
    ...option("--capital", request.initialCapital, 1_000_000),
    ...option("--cash-rate", request.cashRate, 0),
    ...option("--resamples", request.resamples, 1000),
    ...option("--seed", request.seed, 42),
  ];
}

type Amplitude = Pick<
  RiskRequest,
  | "method"
  | "accuracy"
  | "rounds"
  | "evaluationQubits"
  | "confidence"
  | "payoffRotation"
  | "rotationScale"
  | "errorSeries"
  | "seed"
>;

function amplitudeWords(request: Amplitude): string[] {
  return [
    ...option("--method", request.method, "iterative"),
    ...option("--accuracy", request.accuracy, 0.005),
    ...option("--rounds", request.rounds, 6),
    ...option("--evaluation-qubits", request.evaluationQubits, 7),
    ...option("--confidence", request.confidence, 0.95),
    ...option("--rotation", request.payoffRotation, "exact"),
    ...(request.payoffRotation === "linear" ? option("--rotation-scale", request.rotationScale, 0.1) : []),
    ...flag("--no-error-series", !request.errorSeries),
    ...option("--seed", request.seed, 42),
  ];
}

export function riskCommandWords(request: RiskRequest): string[] {
  const weights = weightsText(request.weights ?? {});
  const isCredit = request.model === "credit";
  return [
    "risk",
    ...marketWords(request),
    ...option("--model", request.model, "historical"),
    ...(isCredit ? ["--credit", "credit.csv"] : []),
    ...(weights === "" ? [] : ["--weights", weights]),
    ...(isCredit ? [] : option("--value", request.value, 1_000_000)),
    ...option("--horizon", request.horizon, 1),
    ...(request.model === "t" ? option("--degrees-of-freedom", request.degreesOfFreedom, 5) : []),
    ...option("--level", request.level, 0.95),
    ...option("--qubits", request.qubits, 7),
    ...amplitudeWords(request),
  ];
}

export function optionCommandWords(request: OptionRequest): string[] {
  const { kind } = request;
  const isPath = kind !== "european";
  const isBarrier = kind === "barrier";
  return [
    "option",
    ...option("--kind", kind, "european"),
    ...option("--type", request.type, "call"),
    ...option("--spot", request.spot),
    ...option("--strike", request.strike),
    ...option("--maturity", request.maturity, 1),
    ...option("--volatility", request.volatility),
    ...option("--rate", request.rate, 0),
    ...option("--dividend-yield", request.dividendYield, 0),
    ...(kind === "asian" ? option("--average", request.average, "arithmetic") : []),
    ...(isPath ? option("--dates", request.dates, 3) : []),
    ...(isBarrier ? option("--barrier", request.barrier) : []),
    ...(isBarrier ? option("--direction", request.direction, "up") : []),
    ...(isBarrier ? option("--knock", request.knock, "out") : []),
    ...option("--qubits", request.qubits, 12),
    ...amplitudeWords(request),
  ];
}
