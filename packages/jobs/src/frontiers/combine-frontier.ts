import type { FrontierRequest, FrontierResult } from "@ansatz/contract";
import type { Moments } from "@ansatz/finance";
import { numbersOfText } from "../backtests/number-text.ts";
import type { TaskContext } from "../definitions/job-definition.ts";
import { continuousPortfolios, type ContinuousPortfolio } from "../portfolios/continuous-portfolios.ts";
import { assetFigures, figuresOf, weightsByName } from "../portfolios/describe-holdings.ts";
import { isAsGood } from "../portfolios/find-optimum.ts";
import { restoreBits } from "../portfolios/reduce-problem.ts";
import { frontierSentences, toWeightMandate } from "./frontier-mandate.ts";
import { frontierVerdict, frontierWarnings, type FrontierFigures } from "./frontier-verdict.ts";
import { planFrontier, reduceSelection, type FrontierPlan } from "./plan-frontier.ts";
import type { FoundPoint, FoundSelection, FrontierTaskOutput } from "./run-frontier-task.ts";

type Point = FrontierResult["frontier"][number];

function pointOf(moments: Moments, weights: Float64Array): Point {
  const figures = figuresOf(moments, weights);
  return { ...figures, variance: figures.volatility ** 2, weights: weightsByName(moments, weights) };
}

function selectionOf(
  request: FrontierRequest,
  { market, mandate }: FrontierPlan,
  { riskAversion, found, optimum, optimumProbability, uniformProbability }: FoundSelection,
): NonNullable<FrontierResult["selections"]>[number] {
  const { moments } = market;
  const reduced = reduceSelection(request, market, mandate, riskAversion);
  const chosen = found ? restoreBits(reduced, found.ones, moments.assets.length) : new Uint8Array(0);
  const indices = Array.from(chosen).flatMap((bit, index) => (bit === 1 ? [index] : []));
  const weights = new Float64Array(moments.assets.length);
  for (const index of indices) weights[index] = 1 / indices.length;
  return {
    ...pointOf(moments, weights),
    riskAversion,
    selection: indices.map((index) => moments.assets[index].name),
    objective: found?.objective ?? optimum.objective,
    optimumObjective: optimum.objective,
    proven: optimum.proven,
    isOptimal: found !== null && isAsGood(found.objective, optimum.objective),
    optimumProbability,
    uniformProbability,
  };
}

function pointsOf(
  outputs: readonly FrontierTaskOutput[],
  kind: "points" | "cardinality",
): (FoundPoint | null)[] {
  return outputs.flatMap((output) => (output.kind === kind && "points" in output ? output.points : []));
}

function named(
  moments: Moments,
  portfolios: readonly ContinuousPortfolio[],
  name: string,
): Point | undefined {
  const found = portfolios.find((portfolio) => portfolio.name === name);
  return found && pointOf(moments, found.weights);
}

/** The result: the frontiers, the selections and what stands beside them. */
export async function combineFrontier(
  {
    request,
    outputs,
  }: {
    readonly request: FrontierRequest;
    readonly outputs: readonly FrontierTaskOutput[];
  },
  context: TaskContext,
): Promise<FrontierResult> {
  const began = performance.now();
  const { signal, onProgress } = context;
  const plan = await planFrontier(request, context);
  const { market, mandate } = plan;
  const { moments, returns, covariance } = market;
  onProgress({ stage: "frontier", message: "Portfolios beside the frontier" });
  const { riskFreeRate } = request;
  const { portfolios, missing } = await continuousPortfolios(moments, {
    mandate: toWeightMandate(mandate),
    returns,
    riskFreeRate,
    signal,
  });
  const frontier = pointsOf(outputs, "points").map((point) =>
    pointOf(moments, numbersOfText(point!.weights)),
  );
  const limited = pointsOf(outputs, "cardinality");
  const best = named(moments, portfolios, "Maximum Sharpe ratio");
  const equal = new Float64Array(moments.assets.length).fill(1 / moments.assets.length);
  const figures: FrontierFigures = {
    frontier,
    cardinalityFrontier:
      request.cardinality === undefined
        ? null
        : limited.map(
            (point) =>
              point && {
                ...pointOf(moments, numbersOfText(point.weights)),
                proven: point.proven,
                gap: point.gap,
                seconds: point.seconds,
              },
          ),
    selections:
      request.pick === undefined
        ? null
        : outputs.flatMap((output) =>
            output.kind === "selection" ? [selectionOf(request, plan, output.selection)] : [],
          ),
    minimumVariance: named(moments, portfolios, "Minimum variance") ?? frontier[0],
    maximumSharpe: best
      ? { ...best, sharpeRatio: (best.expectedReturn - riskFreeRate) / best.volatility }
      : null,
    comparisons: [
      { name: "Equal weights", ...pointOf(moments, equal) },
      ...portfolios
        .filter(({ name }) => name !== "Minimum variance" && name !== "Maximum Sharpe ratio")
        .map(({ name, weights }) => ({ name, ...pointOf(moments, weights) })),
    ],
    assetPoints: moments.assets.map(({ name, sector }, index) => ({
      name,
      sector: sector ?? null,
      ...assetFigures(moments, index),
    })),
    riskFreeRate,
    cardinality: request.cardinality ?? null,
    pick: request.pick ?? null,
    mandate: frontierSentences(request, market, mandate),
    assets: moments.assets.length,
    observations: market.observations,
    estimator: moments.source.estimator,
    covariance: {
      status: covariance.status,
      smallestEigenvalue: covariance.smallestEigenvalue,
      message: covariance.message,
    },
    findings: [...market.findings],
  };
  const seconds = [...pointsOf(outputs, "points"), ...limited].reduce(
    (sum, point) => sum + (point?.seconds ?? 0),
    0,
  );
  const selecting = outputs.reduce(
    (sum, output) => sum + (output.kind === "selection" ? (output.selection.found?.seconds ?? 0) : 0),
    0,
  );
  return {
    ...figures,
    verdict: frontierVerdict(figures),
    warnings: frontierWarnings(figures, [...market.warnings, ...missing]),
    seed: request.seed,
    seconds: seconds + selecting + (performance.now() - began) / 1000,
    threads: 1,
  };
}
