import type { PortfolioAnswer, PortfolioRequest } from "@ansatz/contract";
import { isAsGood } from "./find-optimum.ts";
import type { KnownStates } from "./merge-outcomes.ts";
import type { Answer, StateReader } from "./read-answer.ts";
import type { ClassicalOutcome } from "./solve-classically.ts";

type Row = Pick<PortfolioAnswer, "name" | "kind" | "objective" | "selection" | "seconds"> & {
  proven?: boolean;
};

function quantumRows(
  request: PortfolioRequest,
  mixer: string,
  { qaoa, recursive }: Answer,
  reader: StateReader,
): Row[] {
  const layers = `${request.layers} layer${request.layers === 1 ? "" : "s"}`;
  const isFeasible = (ones: readonly number[]): boolean => reader.broken(ones).length === 0;
  if (recursive) {
    const row = (
      name: string,
      kind: "quantum" | "control",
      ones: readonly number[],
      seconds: number,
    ): Row => ({
      name,
      kind,
      objective: isFeasible(ones) ? reader.objective(ones) : null,
      selection: isFeasible(ones) ? reader.names(ones) : [],
      seconds,
    });
    return [
      row(`Recursive QAOA, ${layers}`, "quantum", recursive.ones, recursive.seconds),
      row("The same recursion by the couplings alone", "control", recursive.control, 0),
    ];
  }
  if (!qaoa) return [];
  const row = (
    name: string,
    kind: "quantum" | "control",
    figures: typeof qaoa.control,
    seconds: number,
  ): Row => ({
    name,
    kind,
    objective: figures.bestFound?.objective ?? null,
    selection: figures.bestFound ? reader.names(figures.bestFound.ones) : [],
    seconds,
  });
  return [
    row(
      request.algorithm === "variational" ? `Variational state, ${layers}` : `QAOA, ${mixer}, ${layers}`,
      "quantum",
      qaoa,
      qaoa.seconds,
    ),
    row(
      request.warmStart ? "Samples of the warm start alone" : "Samples of the state before the first layer",
      "control",
      qaoa.control,
      0,
    ),
  ];
}

/** Every algorithm that ran on a problem, with how far each is from the best objective known. */
export function listAlgorithms(
  request: PortfolioRequest,
  mixer: string,
  answer: Answer,
  classical: ClassicalOutcome,
  { optimum }: KnownStates,
  reader: StateReader,
  rounded: Pick<PortfolioAnswer, "objective" | "selection" | "seconds"> | null,
): PortfolioAnswer[] {
  const heuristic = (name: string, found: ClassicalOutcome["heuristics"]["greedy"]): Row => ({
    name,
    kind: "classical",
    objective: found?.objective ?? null,
    selection: found ? reader.names(found.ones) : [],
    seconds: found?.seconds ?? 0,
  });
  const rows: Row[] = [
    ...quantumRows(request, mixer, answer, reader),
    ...(rounded
      ? [{ name: "The warm start's relaxation, rounded", kind: "control" as const, ...rounded }]
      : []),
    {
      name: `Exact: ${optimum.method}`,
      kind: "classical",
      objective: optimum.objective,
      selection: reader.names(optimum.ones),
      seconds: optimum.seconds,
      proven: optimum.proven,
    },
    heuristic("Greedy", classical.heuristics.greedy),
    heuristic("Local search", classical.heuristics["local-search"]),
    heuristic("Simulated annealing", classical.heuristics.annealing),
  ];
  const { random } = classical;
  if (random) {
    rows.push({
      name: `Best of ${random.draws.toLocaleString("en-US")} random draws`,
      kind: "control",
      objective: random.objective,
      selection: [],
      seconds: 0,
    });
  }
  return rows.map(({ proven = false, ...row }) => {
    const isOptimal = row.objective !== null && isAsGood(row.objective, optimum.objective);
    const excess = row.objective === null ? null : isOptimal ? 0 : row.objective - optimum.objective;
    return { ...row, excess, isOptimal, proven };
  });
}
