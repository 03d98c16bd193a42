import type { PortfolioResult, Verdict } from "@ansatz/contract";
import { isAsGood } from "./find-optimum.ts";

/** What the verdict and the warnings look at. */
export type PortfolioFigures = Omit<PortfolioResult, "verdict" | "warnings" | "seed" | "seconds" | "threads">;

/** Observations an asset below which a sample covariance is noisy. */
const fewObservations = 10;

const percent = (share: number): string => `${Number((100 * share).toPrecision(3))} %`;
const amount = (value: number): string =>
  value < 1e15 ? value.toLocaleString("en-US") : value.toPrecision(3);
const seconds = (value: number): string => {
  if (value < 0.001) return "less than 1 ms";
  return value < 1 ? `${Math.round(1000 * value)} ms` : `${value.toFixed(1)} s`;
};
const excess = (value: number, optimum: number): string =>
  Number((value - optimum).toPrecision(3)).toString();

const algorithmNames = {
  qaoa: "The best of QAOA's samples",
  "recursive-qaoa": "Recursive QAOA's selection",
  variational: "The best of the variational state's samples",
  exact: "The selection",
  greedy: "The greedy selection",
  "local-search": "The selection of local search",
  annealing: "The annealed selection",
} as const;

/** Where the selection stands among all of its size. */
function standing(figures: PortfolioFigures, isOptimal: boolean): string {
  const { algorithm, objective, optimum, selections } = figures;
  const name = algorithmNames[algorithm];
  const known = optimum.proven ? "the proven optimum" : "the best selection known";
  const many =
    selections === null ? "all selections" : `${amount(selections)} selection${selections === 1 ? "" : "s"}`;
  const doubt = optimum.proven
    ? ""
    : ` (a better one is not excluded: the bound lies ${optimum.gap.toPrecision(3)} below)`;
  return isOptimal
    ? `${name} is ${known} of ${many}${doubt}.`
    : `${name} misses ${known} of ${many} by ${excess(objective, optimum.objective)} in the objective${doubt}: hold that one instead.`;
}

/** What the quantum state contributes beyond chance and beyond classical solvers. */
function quantumShare(figures: PortfolioFigures): string[] {
  const { optimum, optimumProbability, uniformProbability, shots, randomDraw, algorithmSeconds } = figures;
  if (optimumProbability === null || shots === null || uniformProbability === null) return [];
  if (randomDraw === null || randomDraw.optimumProbability === null) return [];
  const factor = optimumProbability / uniformProbability;
  const compared =
    factor >= 1.05
      ? `${Number(factor.toPrecision(3)).toLocaleString("en-US")} times as likely as`
      : `${factor >= 0.95 ? "no likelier" : "less likely"} than`;
  const reached = isAsGood(randomDraw.objective, optimum.objective)
    ? "is that optimum too"
    : `misses it by ${excess(randomDraw.objective, optimum.objective)}`;
  return [
    `A sample is the optimum with a probability of ${percent(optimumProbability)}, ${compared} a selection drawn at random (${percent(uniformProbability)}).`,
    `The best of ${amount(randomDraw.draws)} selections drawn at random ${reached}; so many draws meet it with a probability of ${percent(randomDraw.optimumProbability)}.`,
    `Finding the optimum by ${optimum.method} took ${seconds(optimum.seconds)}, simulating QAOA ${seconds(algorithmSeconds)}, which evaluates every selection on the way: the quantum method gains nothing in speed here.`,
  ];
}

/** What the answer is worth, in plain sentences. */
export function portfolioVerdict(figures: PortfolioFigures): Verdict {
  const { algorithm, objective, optimum, observations, assets, covariance } = figures;
  const isOptimal = isAsGood(objective, optimum.objective);
  const sentences = [standing(figures, isOptimal), ...quantumShare(figures)];
  if (algorithm !== "qaoa" && optimum.proven) {
    sentences.push(`The optimum was proven by ${optimum.method} in ${seconds(optimum.seconds)}.`);
  }
  sentences.push(
    observations === null
      ? "It is the optimum of the moments given, whose errors are not known here."
      : `It is the optimum of moments estimated from ${amount(observations)} periods; errors of estimated returns are often larger than the differences among good selections.`,
  );
  const isDoubtful =
    !isOptimal || covariance.status === "indefinite" || (observations !== null && observations < 2 * assets);
  return {
    level: isDoubtful ? "caution" : optimum.proven ? "excellent" : "good",
    text: sentences.join(" "),
  };
}

/** What may change a conclusion, beside what the table's reader says. */
export function portfolioWarnings(figures: PortfolioFigures, found: readonly string[]): string[] {
  const { covariance, observations, assets, converged, feasibleProbability } = figures;
  const warnings = [...found];
  if (covariance.status !== "positive-definite") {
    warnings.push(`${covariance.message[0].toUpperCase()}${covariance.message.slice(1)}.`);
  }
  if (observations !== null && observations < fewObservations * assets) {
    warnings.push(
      `${amount(observations)} observations of ${assets} assets are few (${(observations / assets).toFixed(1)} an asset): the covariances are noisy; a shrinkage estimator (ledoit-wolf or oas) helps.`,
    );
  }
  if (converged === false) {
    warnings.push("The angles had not converged when the search ended; the figures are those reached.");
  }
  if (feasibleProbability !== null && feasibleProbability < 0.999) {
    warnings.push(
      `A sample has the size asked for with a probability of ${percent(feasibleProbability)} only: the mixer x leaves it, the xy mixers and grover do not.`,
    );
  }
  return warnings;
}
