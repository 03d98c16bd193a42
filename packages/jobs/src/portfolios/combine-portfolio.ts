import type { PortfolioRequest, PortfolioResult } from "@ansatz/contract";
import type { WeightMandate } from "@ansatz/finance";
import type { TaskContext } from "../definitions/job-definition.ts";
import { choiceFindings, plannedRequest } from "./choose-algorithm.ts";
import { continuousPortfolios, frontierPoints } from "./continuous-portfolios.ts";
import { countPortfolios } from "./count-portfolios.ts";
import { figuresOf, holdingsOf, tradesOf, weightsByName } from "./describe-holdings.ts";
import { probabilityOfAnyHit } from "./draw-at-random.ts";
import { isAsGood } from "./find-optimum.ts";
import { listAlgorithms } from "./list-algorithms.ts";
import { mandateSentences } from "./mandate-sentences.ts";
import { approximationRatio, knownStates, type KnownStates, type MergedQaoa } from "./merge-outcomes.ts";
import { measureNoisily } from "./measure-noisily.ts";
import { planPortfolio, type PortfolioPlan } from "./plan-portfolio.ts";
import { portfolioVerdict, portfolioWarnings, type PortfolioFigures } from "./portfolio-verdict.ts";
import { createStateReader, readAnswer, type Answer } from "./read-answer.ts";
import type { PortfolioTaskOutput } from "./run-portfolio-task.ts";
import type { ClassicalOutcome } from "./solve-classically.ts";
import { pickLimits } from "./mandate-form.ts";
import { roundedSelection } from "./warm-start.ts";

/** Points of the frontier beside a portfolio. */
const frontierSize = 20;
/** Assets up to which the frontier and continuous portfolios are quick. */
const quickAssets = 250;

/** The limits of a request that continuous weights can keep; numbers of holdings become shares of `size` equal parts. */
function weightMandateOf(request: PortfolioRequest, plan: PortfolioPlan, size: number): WeightMandate {
  const { moments } = plan.market;
  const { groups, excluded } = plan.mandate;
  const unit = request.form === "selection" ? size : 1;
  const upper = new Float64Array(moments.assets.length).fill(request.maximumWeight);
  for (const index of excluded) upper[index] = 0;
  return {
    upper,
    groups: groups.map(({ minimum, maximum, ...group }) => ({
      ...group,
      ...(minimum === undefined ? {} : { minimum: Math.min(1, minimum / unit) }),
      ...(maximum === undefined ? {} : { maximum: Math.min(1, maximum / unit) }),
    })),
  };
}

async function besideIt(
  request: PortfolioRequest,
  plan: PortfolioPlan,
  size: number,
  { signal, onProgress }: TaskContext,
): Promise<Pick<PortfolioResult, "continuous" | "frontier"> & { missing: string[] }> {
  const { moments, returns } = plan.market;
  if (moments.assets.length > quickAssets) {
    return {
      continuous: [],
      frontier: [],
      missing: [
        `Continuous portfolios are left out above ${quickAssets} assets; the command frontier has them.`,
      ],
    };
  }
  onProgress({ stage: "select", message: "Continuous portfolios and the frontier", fraction: 0.96 });
  const mandate = weightMandateOf(request, plan, size);
  const { portfolios, missing } = await continuousPortfolios(moments, { mandate, returns, signal });
  const { points, missing: without } = await frontierPoints(moments, mandate, frontierSize, signal);
  return {
    continuous: portfolios.map(({ weights, ...portfolio }) => ({
      ...portfolio,
      weights: weightsByName(moments, weights),
    })),
    frontier: points,
    missing: [...missing, ...(without === undefined ? [] : [without])],
  };
}

function uniformProbability({ feasibleCount, optimumCount }: KnownStates): number | null {
  // Of uncounted optima there is at least the one found.
  return feasibleCount === null ? null : (optimumCount ?? 1) / feasibleCount;
}

function ratioOf({ objective, qaoa }: Answer, { optimum, worst }: KnownStates): number | null {
  if (!qaoa && optimum.proven && isAsGood(objective, optimum.objective)) return 1;
  if (worst === null || !optimum.proven) return null;
  return approximationRatio(qaoa?.energy ?? objective, optimum.objective, worst);
}

/** Figures that only a quantum state has. */
function quantumFigures(
  qaoa: MergedQaoa | undefined,
  { optimum, worst }: KnownStates,
  names: (ones: readonly number[]) => string[],
) {
  if (!qaoa) {
    return {
      optimumProbability: null,
      feasibleProbability: null,
      energy: null,
      converged: null,
      evaluations: null,
      distribution: null,
      control: null,
      convergence: null,
    };
  }
  const { control } = qaoa;
  return {
    optimumProbability: qaoa.optimumProbability,
    feasibleProbability: qaoa.feasibleProbability,
    energy: qaoa.energy,
    converged: qaoa.converged,
    evaluations: qaoa.evaluations,
    distribution: qaoa.distribution.map(({ ones, ...state }) => ({ ...state, selection: names(ones) })),
    control: {
      energy: control.energy,
      optimumProbability: control.optimumProbability,
      approximationRatio: approximationRatio(control.energy, optimum.objective, worst!),
    },
    convergence: [...qaoa.best.history],
  };
}

function randomDrawOf({ random }: ClassicalOutcome, chance: number | null): PortfolioResult["randomDraw"] {
  if (!random) return null;
  const { draws, objective } = random;
  return {
    draws,
    objective,
    optimumProbability: chance === null ? null : probabilityOfAnyHit(chance, draws),
  };
}

/** The control of a warm start; null without one. */
async function roundedOf(
  { warmStart, algorithm }: PortfolioRequest,
  { market: { moments }, mandate }: PortfolioPlan,
  size: number,
): Promise<Parameters<typeof listAlgorithms>[6]> {
  if (!warmStart || algorithm !== "qaoa" || size === 0) return null;
  const { selection, ...found } = await roundedSelection(moments, mandate, size);
  return { ...found, selection: selection.map((index) => moments.assets[index].name) };
}

/** The result: the answer beside the optimum, every other algorithm, and what it is worth. */
export async function combinePortfolio(
  {
    request: asked,
    outputs,
  }: {
    readonly request: PortfolioRequest;
    readonly outputs: readonly PortfolioTaskOutput[];
  },
  context: TaskContext,
): Promise<PortfolioResult> {
  const began = performance.now();
  const plan = await planPortfolio(plannedRequest(asked, outputs), context);
  const { request } = plan;
  const { market, mandate } = plan;
  const { moments, covariance } = market;
  const reader = createStateReader(plan);
  const classical = outputs.find((output) => output.classical)!.classical!;
  const known = countPortfolios(
    plan,
    knownStates(
      classical,
      outputs.flatMap((output) => output.qaoa),
    ),
  );
  const answer = readAnswer(plan, known, outputs, reader);
  const { qaoa, recursive } = answer;
  const held = reader.holdings(answer.ones);
  const best = reader.holdings(known.optimum.ones);
  const { noisy, warnings } = qaoa
    ? await measureNoisily(request, plan, qaoa.best, context)
    : { noisy: null, warnings: [] };
  const rounded = await roundedOf(request, plan, held.selection.length);
  const beside = await besideIt(request, plan, Math.max(1, held.selection.length), context);
  const { algorithm, layers, shots, seed, riskAversion, form } = request;
  const isQuantum = algorithm === "qaoa" || algorithm === "recursive-qaoa" || algorithm === "variational";
  const chance = uniformProbability(known);
  const pick = pickLimits(request, moments.assets.length);
  const figures: PortfolioFigures = {
    selection: reader.names(answer.ones),
    weights: weightsByName(moments, held.weights),
    objective: answer.objective,
    ...figuresOf(moments, held.weights),
    optimum: {
      objective: known.optimum.objective,
      selection: reader.names(known.optimum.ones),
      weights: weightsByName(moments, best.weights),
      method: known.optimum.method,
      proven: known.optimum.proven,
      gap: known.optimum.gap,
      seconds: known.optimum.seconds,
      ...figuresOf(moments, best.weights),
    },
    approximationRatio: ratioOf(answer, known),
    uniformProbability: chance,
    randomDraw: randomDrawOf(classical, chance),
    ...quantumFigures(qaoa, known, reader.names),
    algorithm,
    mixer: algorithm === "qaoa" ? plan.mixer : null,
    layers: isQuantum ? layers : null,
    shots: qaoa ? shots : null,
    selections: known.feasibleCount,
    holdings: holdingsOf(moments, held, best),
    form,
    lots:
      form === "lots"
        ? Object.fromEntries(held.selection.map((index) => [moments.assets[index].name, held.units[index]]))
        : null,
    cash: form === "lots" ? Math.max(0, 1 - held.weights.reduce((sum, weight) => sum + weight, 0)) : 0,
    ...tradesOf(moments, held.weights, mandate.today),
    mandate: mandateSentences(request, market, mandate, pick),
    penalty: recursive?.penalty ?? qaoa?.best.penalty ?? null,
    algorithms: listAlgorithms(request, plan.mixer, answer, classical, known, reader, rounded),
    noisy,
    continuous: beside.continuous,
    frontier: beside.frontier,
    assets: moments.assets.length,
    observations: market.observations,
    estimator: moments.source.estimator,
    pick,
    riskAversion,
    covariance: {
      status: covariance.status,
      smallestEigenvalue: covariance.smallestEigenvalue,
      message: covariance.message,
    },
    findings: [...market.findings, ...mandate.findings],
    algorithmSeconds: answer.seconds,
  };
  const found = [
    ...choiceFindings(asked, request),
    ...market.warnings,
    ...(plan.mixerFinding ? [plan.mixerFinding] : []),
    ...warnings,
    ...beside.missing,
  ];
  const ran = outputs.flatMap((output) => [
    ...(output.classical ? [output.classical.optimum.seconds] : []),
    ...output.qaoa.map(({ seconds }) => seconds),
  ]);
  return {
    ...figures,
    verdict: portfolioVerdict(figures),
    warnings: portfolioWarnings(figures, found),
    seed,
    seconds: ran.reduce((sum, value) => sum + value, 0) + (performance.now() - began) / 1000,
    threads: qaoa?.threads ?? 1,
  };
}
