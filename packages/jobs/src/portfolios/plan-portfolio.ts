import type { PortfolioRequest } from "@ansatz/contract";
import {
  assertMandateCanBeMet,
  cardinalityRange,
  MandateError,
  penalise,
  PortfolioTooLargeError,
  searchLocally,
  SolverError,
  type ConstrainedBinaryProblem,
} from "@ansatz/finance";
import { usableMemoryBytes } from "../circuits/memory.ts";
import { chooseAlgorithm, firstChoice, type ChosenRequest } from "./choose-algorithm.ts";
import { checkNoise } from "./measure-noisily.ts";
import { checkStates } from "./memory-check.ts";
import { packProblem, type PackedProblem } from "./packed-problem.ts";
import { readMarket, type Market } from "./read-market.ts";
import { reduceProblem, type ReducedProblem } from "./reduce-problem.ts";
import type { QaoaSettings } from "./run-qaoa.ts";
import type { RecursiveSettings } from "./run-recursive.ts";
import type { ClassicalSettings } from "./solve-classically.ts";
import type { VariationalSettings } from "./run-variational.ts";
import type { StatedMandate } from "./mandate-form.ts";
import { stateProblem } from "./state-problem.ts";
import { relaxedSelection } from "./warm-start.ts";

/** A request that was read and can be run. */
export interface PortfolioPlan {
  /** With the algorithm that runs. */
  readonly request: ChosenRequest;
  readonly market: Market;
  readonly mandate: StatedMandate;
  readonly reduced: ReducedProblem;
  /** Spaces of states that QAOA runs in; empty for another algorithm. */
  readonly spaces: readonly QaoaSpace[];
  /** The mixer that runs, and why it is another than the one asked for. */
  readonly mixer: PortfolioRequest["mixer"];
  readonly mixerFinding: string | undefined;
}

interface QaoaSpace {
  /** Number of set bits; null for all states. */
  readonly weight: number | null;
  readonly stateCount: number;
}

/** What a task does: a part of the work on one problem, JSON-safe. */
export interface PortfolioTask {
  readonly problem: PackedProblem;
  readonly classical?: ClassicalSettings;
  readonly qaoa?: readonly QaoaSettings[];
  readonly variational?: readonly VariationalSettings[];
  readonly recursive?: RecursiveSettings;
}

/** Most restarts of one task; what a task costs before its first iteration is shared by them. */
const restartsPerTask = 4;
/** States from which on the threads of a machine share one run after the other, and those up to which a run is short. */
const manyStates = 2_000_000;
const fewStates = 20_000;
/** Most random draws beside a classical algorithm, which takes no samples. */
const classicalDraws = 1000;

const isQuantum = ({ algorithm }: ChosenRequest): boolean =>
  algorithm === "qaoa" || algorithm === "recursive-qaoa" || algorithm === "variational";

/** Refuses what QAOA's options cannot go together with, before anything is read. */
function checkOptions({ algorithm, form, mixer, start, layers, warmStart }: ChosenRequest): void {
  if (algorithm !== "qaoa") return;
  if (start === "fixed-angles" && (mixer !== "x" || layers > 10)) {
    throw new MandateError(
      `start must be linear-ramp or interp, as fixed-angles are known for the mixer x and up to 10 layers, got the mixer ${mixer} and ${layers} layers`,
      { field: "start", mixer, layers },
    );
  }
  if (warmStart && mixer === "grover") {
    throw new MandateError("warmStart must be left out for the mixer grover, which keeps the uniform draw", {
      field: "warmStart",
      mixer,
    });
  }
  if (warmStart && form !== "selection") {
    throw new MandateError(`warmStart must be left out for the form ${form}`, { field: "warmStart", form });
  }
}

/** Names what contradicts what, unless a search meets the mandate anyway. */
async function assertFeasible(problem: ConstrainedBinaryProblem): Promise<void> {
  if (problem.objective.variableCount <= 1000 && searchLocally(problem, { seed: 1, restarts: 2 })) return;
  try {
    await assertMandateCanBeMet(problem);
  } catch (error) {
    // Not decided in time: the solvers will tell.
    if (!(error instanceof SolverError)) throw error;
  }
}

/** Most pairs of states and variables that a variational circuit tabulates. */
const greatestRotations = 2 ** 27;

function checkRotations(variableCount: number, { stateCount }: QaoaSpace): void {
  if (stateCount * variableCount <= greatestRotations) return;
  throw new PortfolioTooLargeError(
    `a variational circuit on ${stateCount.toLocaleString("en-US")} states of ${variableCount} variables is too large: choose among fewer assets, or use qaoa or exact`,
    { stateCount, variableCount },
  );
}

/** The spaces of states that a mixer keeps: one a number of holdings, or all states. */
function spacesOf(
  { problem }: ReducedProblem,
  mixer: PortfolioRequest["mixer"],
  maximumBytes: number,
): { spaces: QaoaSpace[]; isSector: boolean } {
  const { variableCount } = problem.objective;
  const hasCardinality = problem.constraints.some(({ coefficients }) =>
    coefficients.every((value) => value === 1),
  );
  const isSector = mixer !== "x" && hasCardinality;
  if (!isSector) {
    const stateCount = checkStates({ variableCount }, mixer === "grover" ? mixer : "x", maximumBytes);
    return { spaces: [{ weight: null, stateCount }], isSector };
  }
  const { minimum, maximum } = cardinalityRange(problem);
  const spaces: QaoaSpace[] = [];
  for (let weight = Math.max(0, minimum); weight <= maximum; weight++) {
    spaces.push({ weight, stateCount: checkStates({ variableCount, weight }, mixer, maximumBytes) });
  }
  return { spaces, isSector };
}

/** The spaces of states of a problem that was read, checked against the memory. */
function planStates(
  request: ChosenRequest,
  read: Pick<PortfolioPlan, "market" | "mandate" | "reduced">,
  maximumBytes: number,
): PortfolioPlan {
  const { reduced } = read;
  const plan = { request, ...read, spaces: [], mixer: request.mixer, mixerFinding: undefined };
  if (request.noise !== undefined && request.algorithm !== "qaoa") checkNoise(request, plan);
  if (request.algorithm === "recursive-qaoa") {
    checkStates({ variableCount: penalise(reduced.problem).problem.variableCount }, "x", maximumBytes);
    return { ...plan, mixer: "x" };
  }
  if (request.algorithm === "variational") {
    // Givens rotations keep a number of holdings as the mixer xy-ring does.
    const { spaces } = spacesOf(reduced, "xy-ring", maximumBytes);
    for (const space of spaces) checkRotations(reduced.problem.objective.variableCount, space);
    return { ...plan, spaces };
  }
  if (request.algorithm !== "qaoa") return plan;
  const keepsNumber = request.mixer === "xy-ring" || request.mixer === "xy-complete";
  const { spaces, isSector } = spacesOf(reduced, request.mixer, maximumBytes);
  checkNoise(request, { reduced, spaces });
  if (isSector || !keepsNumber) return { ...plan, spaces };
  return {
    ...plan,
    spaces,
    mixer: "x",
    mixerFinding: `the mixer ${request.mixer} keeps a number of holdings, which this mandate leaves open: x with penalties was used`,
  };
}

/**
 * Reads a request's tables, states its problem and checks that it can be fulfilled and held in memory.
 *
 * @throws PriceTableError, MomentsError, MandateError, PortfolioTooLargeError.
 */
export async function planPortfolio(
  request: PortfolioRequest,
  { memoryLimitBytes }: { readonly memoryLimitBytes: number | undefined },
): Promise<PortfolioPlan> {
  checkOptions(firstChoice(request));
  const market = await readMarket(request);
  const mandate = stateProblem(request, market);
  await assertFeasible(mandate.problem);
  const read = { market, mandate, reduced: reduceProblem(mandate.problem) };
  const maximumBytes = memoryLimitBytes ?? usableMemoryBytes();
  return chooseAlgorithm(request, (chosen) => planStates(chosen, read, maximumBytes));
}

/** The tasks of a plan: restarts and numbers of holdings apart; the first also solves classically. */
export async function tasksOf({
  request,
  market,
  mandate,
  reduced,
  spaces,
  mixer,
}: PortfolioPlan): Promise<PortfolioTask[]> {
  const problem = packProblem(reduced.problem);
  const { algorithm, layers, start, tail, multiAngle, seed, shots, restarts, warmStart } = request;
  const classical: ClassicalSettings = {
    seed,
    draws: isQuantum(request) ? shots : Math.min(shots, classicalDraws),
    wantsWorst: algorithm !== "qaoa" && algorithm !== "variational",
  };
  if (algorithm === "recursive-qaoa") return [{ problem, classical, recursive: { layers, seed } }];
  if (algorithm !== "qaoa" && algorithm !== "variational") return [{ problem, classical }];
  const isVariational = algorithm === "variational";
  const runs: (QaoaSettings & VariationalSettings)[] = [];
  for (const { weight, stateCount } of spaces) {
    const pick = (weight ?? 0) + reduced.fixedOnes.length;
    const relaxed =
      warmStart && !isVariational && pick > 0
        ? await relaxedSelection(market.moments, mandate, pick)
        : undefined;
    const settings = {
      mixer,
      layers,
      start,
      tail,
      multiAngle,
      seed,
      weight,
      stateCount,
      shots: Math.ceil(shots / spaces.length),
      warmStart: relaxed ? reduced.kept.map((variable) => relaxed[variable]) : null,
    };
    for (let first = 0; first <= restarts; first += restartsPerTask) {
      const length = Math.min(restartsPerTask, restarts + 1 - first);
      runs.push({ ...settings, restarts: Array.from({ length }, (_, index) => first + index) });
    }
  }
  // Single restarts in small spaces are no tasks of their own; of large spaces one at a time takes the memory and all threads.
  const isSmall = restarts === 0 && spaces.every(({ stateCount }) => stateCount < fewStates);
  const isLarge = spaces.some(({ stateCount }) => stateCount > manyStates);
  const partOf = (part: typeof runs): Partial<PortfolioTask> =>
    isVariational ? { variational: part } : { qaoa: part };
  if (isSmall || isLarge) return [{ problem, classical, ...partOf(runs) }];
  return runs.map((run, index) => ({ problem, ...(index === 0 ? { classical } : {}), ...partOf([run]) }));
}
