import type { PortfolioHolding, PortfolioRequest, PortfolioResult } from "@ansatz/contract";
import type { Moments } from "@ansatz/finance";
import type { TaskContext } from "../definitions/job-definition.ts";
import { bestOfRandom, probabilityOfAnyHit } from "./draw-at-random.ts";
import { findOptimum, findWorst, isAsGood, type KnownOptimum } from "./find-optimum.ts";
import { pickOf, planPortfolio } from "./plan-portfolio.ts";
import { portfolioVerdict, portfolioWarnings } from "./portfolio-verdict.ts";
import { indicesOf, selectAssets, type Selected } from "./select-assets.ts";

/** Most random draws beside a classical algorithm, which takes no samples. */
const classicalDraws = 1000;

/** Expected return and standard deviation of equal parts of some assets. */
function figuresOf(
  { mean, covariance, assets }: Moments,
  selection: readonly number[],
): { expectedReturn: number; volatility: number } {
  const share = 1 / selection.length;
  let expectedReturn = 0;
  let variance = 0;
  for (const i of selection) {
    expectedReturn += share * mean[i];
    for (const j of selection) variance += share * share * covariance[i * assets.length + j];
  }
  return { expectedReturn, volatility: Math.sqrt(Math.max(0, variance)) };
}

function holdingsOf(
  moments: Moments,
  selection: readonly number[],
  optimum: readonly number[],
): PortfolioHolding[] {
  const held = new Set(selection);
  const best = new Set(optimum);
  return moments.assets.flatMap(({ name, sector }, index) =>
    held.has(index) || best.has(index)
      ? [
          {
            name,
            sector: sector ?? null,
            weight: held.has(index) ? 1 / selection.length : 0,
            optimumWeight: best.has(index) ? 1 / optimum.length : 0,
            inOptimum: best.has(index),
            ...figuresOf(moments, [index]),
          },
        ]
      : [],
  );
}

/** The optimum with what QAOA's survey of all selections adds to it. */
function completed(known: KnownOptimum, { qaoa }: Selected, assetCount: number): KnownOptimum {
  if (!qaoa || known.solution.proven) return known;
  const { cost, selection, count } = qaoa.optimum;
  const held = new Set(selection);
  return {
    ...known,
    optimumCount: count,
    solution: {
      objective: cost,
      bits: Uint8Array.from({ length: assetCount }, (_, index) => (held.has(index) ? 1 : 0)),
      method: "enumeration",
      proven: true,
      gap: 0,
      seconds: known.solution.seconds + qaoa.seconds,
    },
  };
}

function approximationRatioOf(selected: Selected, known: KnownOptimum, findMax: () => number | undefined) {
  if (selected.qaoa) return selected.qaoa.approximationRatio;
  const least = known.solution.objective;
  if (known.solution.proven && isAsGood(selected.objective, least)) return 1;
  const worst = known.worst ?? findMax();
  if (worst === undefined || !known.solution.proven) return null;
  return worst === least ? 1 : (selected.objective - worst) / (least - worst);
}

/** Reads the market, proves the best selection, runs the algorithm asked for and says what its answer is worth. */
export async function runPortfolio(
  request: PortfolioRequest,
  context: TaskContext,
): Promise<PortfolioResult> {
  const began = performance.now();
  const { onProgress, signal } = context;
  const { algorithm, mixer, layers, shots, seed, riskAversion } = request;
  const pick = pickOf(request);
  const isQaoa = algorithm === "qaoa";
  onProgress({ stage: "read-market", message: "Reading the market", fraction: 0.02 });
  const plan = await planPortfolio(request, context);
  const { market, problem } = plan;
  const { moments, observations, covariance, findings } = market;
  const names = (selection: readonly number[]): string[] => selection.map((i) => moments.assets[i].name);
  signal.throwIfAborted();
  onProgress({ stage: "classical-optimum", message: "Proving the best selection", fraction: 0.1 });
  const first = findOptimum(problem, pick);
  signal.throwIfAborted();
  onProgress({ stage: "select", message: `Selecting by ${isQaoa ? "QAOA" : algorithm}`, fraction: 0.3 });
  const selected = await selectAssets(plan, request, first, context);
  const known = completed(first, selected, moments.assets.length);
  const { solution } = known;
  const best = indicesOf(solution.bits);
  const { qaoa, selection, objective } = selected;
  const uniformProbability = qaoa?.uniformProbability ?? known.optimumCount / known.selections;
  const draws = isQaoa ? shots : Math.min(shots, classicalDraws);
  const figures = {
    selection: names(selection),
    weights: Object.fromEntries(names(selection).map((name) => [name, 1 / pick])),
    objective,
    ...figuresOf(moments, selection),
    optimum: {
      objective: solution.objective,
      selection: names(best),
      weights: Object.fromEntries(names(best).map((name) => [name, 1 / pick])),
      method: solution.method,
      proven: solution.proven,
      gap: solution.gap ?? 0,
      seconds: solution.seconds,
      ...figuresOf(moments, best),
    },
    approximationRatio: approximationRatioOf(selected, known, () => findWorst(problem)),
    optimumProbability: qaoa ? Math.min(1, qaoa.optimumProbability) : null,
    uniformProbability,
    feasibleProbability: qaoa ? Math.min(1, qaoa.feasibleProbability) : null,
    randomDraw: {
      draws,
      objective: bestOfRandom(problem, { pick, draws, seed }),
      optimumProbability: probabilityOfAnyHit(uniformProbability, draws),
    },
    energy: qaoa?.energy ?? null,
    algorithm,
    mixer: isQaoa ? mixer : null,
    layers: isQaoa ? layers : null,
    shots: isQaoa ? shots : null,
    converged: qaoa?.converged ?? null,
    evaluations: qaoa?.evaluations ?? null,
    selections: known.selections,
    holdings: holdingsOf(moments, selection, best),
    assets: moments.assets.length,
    observations,
    estimator: moments.source.estimator,
    form: "selection",
    lots: null,
    cash: 0,
    trades: null,
    turnover: null,
    mandate: [],
    penalty: null,
    algorithms: [],
    distribution: null,
    control: null,
    convergence: null,
    noisy: null,
    continuous: [],
    frontier: [],
    pick: { minimum: pick, maximum: pick },
    riskAversion,
    covariance: {
      status: covariance.status,
      smallestEigenvalue: covariance.smallestEigenvalue,
      message: covariance.message,
    },
    findings: [...findings],
    algorithmSeconds: selected.seconds,
  } satisfies Partial<PortfolioResult>;
  return {
    ...figures,
    verdict: portfolioVerdict(figures),
    warnings: portfolioWarnings(figures, market.warnings),
    seed,
    seconds: (performance.now() - began) / 1000,
    threads: qaoa?.threads ?? 1,
  };
}
