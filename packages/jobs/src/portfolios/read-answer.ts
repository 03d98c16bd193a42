import {
  brokenConstraints,
  MandateError,
  portfolioObjective,
  SolverError,
  type Holdings,
} from "@ansatz/finance";
import { mergeQaoa, type KnownStates, type MergedQaoa } from "./merge-outcomes.ts";
import type { PortfolioPlan } from "./plan-portfolio.ts";
import { restoreBits } from "./reduce-problem.ts";
import type { RecursiveOutcome } from "./quantum-outcome.ts";
import type { PortfolioTaskOutput } from "./run-portfolio-task.ts";
import type { ClassicalOutcome, FoundState } from "./solve-classically.ts";

/** Turns variables of the reduced problem into holdings, and evaluates them. */
export interface StateReader {
  readonly holdings: (ones: readonly number[]) => Holdings;
  readonly names: (ones: readonly number[]) => string[];
  readonly objective: (ones: readonly number[]) => number;
  /** Demands that are not met. */
  readonly broken: (ones: readonly number[]) => string[];
}

export function createStateReader({ mandate, reduced, market }: PortfolioPlan): StateReader {
  const { problem } = mandate;
  const bits = (ones: readonly number[]): Uint8Array =>
    restoreBits(reduced, ones, problem.objective.variableCount);
  const holdings = (ones: readonly number[]): Holdings => problem.decode(bits(ones));
  return {
    holdings,
    names: (ones) => holdings(ones).selection.map((index) => market.moments.assets[index].name),
    objective: (ones) => portfolioObjective(problem, bits(ones)),
    broken: (ones) => brokenConstraints(problem, bits(ones)),
  };
}

/** What the algorithm asked for answers. */
export interface Answer extends FoundState {
  readonly qaoa: MergedQaoa | undefined;
  readonly recursive: RecursiveOutcome | undefined;
}

function heuristicAnswer(
  { heuristics }: ClassicalOutcome,
  algorithm: "greedy" | "local-search" | "annealing",
): FoundState {
  const found = heuristics[algorithm];
  if (found) return found;
  throw new SolverError(
    `the algorithm ${algorithm} found no portfolio that fulfils the mandate, although there are some: use exact, annealing or qaoa`,
    { algorithm },
  );
}

function quantumAnswer(qaoa: MergedQaoa, shots: number, mixer: string): FoundState {
  const { bestFound, seconds } = qaoa;
  if (bestFound) return { ones: bestFound.ones, objective: bestFound.objective, seconds };
  throw new MandateError(
    `none of the ${shots.toLocaleString("en-US")} samples fulfils the mandate: take more shots or layers, or a mixer that keeps the number of holdings (xy-ring, xy-complete, grover)`,
    { shots, mixer },
  );
}

/**
 * @throws MandateError or SolverError where the algorithm found nothing that fulfils the mandate.
 */
export function readAnswer(
  { request: { algorithm, shots }, mixer }: PortfolioPlan,
  known: KnownStates,
  outputs: readonly PortfolioTaskOutput[],
  reader: StateReader,
): Answer {
  const classical = outputs.find((output) => output.classical)!.classical!;
  const none = { qaoa: undefined, recursive: undefined };
  switch (algorithm) {
    case "qaoa":
    case "variational": {
      const qaoa = mergeQaoa(outputs.flatMap((output) => output.qaoa));
      return { ...none, ...quantumAnswer(qaoa, shots, mixer), qaoa };
    }
    case "recursive-qaoa": {
      const recursive = outputs.find((output) => output.recursive)!.recursive!;
      const broken = reader.broken(recursive.ones);
      if (broken.length > 0) {
        throw new SolverError(
          `recursive QAOA ended outside the mandate (${broken.map((name) => `"${name}"`).join(", ")}): take more layers, or qaoa with a mixer that keeps the number of holdings`,
          { broken },
        );
      }
      const { ones, seconds } = recursive;
      return { ...none, ones, seconds, objective: reader.objective(ones), recursive };
    }
    case "exact":
      return { ...none, ...known.optimum };
    case "greedy":
    case "local-search":
    case "annealing":
      return { ...none, ...heuristicAnswer(classical, algorithm) };
  }
}
