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
  "recursive-qaoa": "Recursive QAOA's portfolio",
  variational: "The best of the variational state's samples",
  exact: "The portfolio",
  greedy: "The greedy portfolio",
  "local-search": "The portfolio of local search",
  annealing: "The annealed portfolio",
} as const;

function countOf({ selections, form }: PortfolioFigures): string {
  const noun = form === "selection" ? "selection" : "portfolio";
  if (selections === null) return `all ${noun}s under the mandate`;
  return `${amount(selections)} ${noun}${selections === 1 ? "" : "s"}`;
}

/** Where the answer stands among all that fulfil the mandate. */
function standing(figures: PortfolioFigures, isOptimal: boolean): string {
  const { algorithm, objective, optimum } = figures;
  const name = algorithmNames[algorithm];
  const known = optimum.proven ? "the proven optimum" : "the best known";
  const doubt = optimum.proven
    ? ""
    : ` (a better one is not excluded: the bound lies ${optimum.gap.toPrecision(3)} below)`;
  return isOptimal
    ? `${name} is ${known} of ${countOf(figures)}${doubt}.`
    : `${name} misses ${known} of ${countOf(figures)} by ${excess(objective, optimum.objective)} in the objective${doubt}: hold that one instead.`;
}

function comparedWithChance(probability: number, chance: number | null): string {
  if (chance === null) return "";
  const factor = probability / chance;
  const compared =
    factor >= 1.05
      ? `${Number(factor.toPrecision(3)).toLocaleString("en-US")} times as likely as`
      : `${factor >= 0.95 ? "no likelier" : "less likely"} than`;
  return `, ${compared} a portfolio drawn at random (${percent(chance)})`;
}

/** What the quantum state contributes beyond chance, beyond its start and beyond classical solvers. */
function quantumShare(figures: PortfolioFigures): string[] {
  const { optimum, optimumProbability, uniformProbability, randomDraw, control, algorithmSeconds } = figures;
  if (optimumProbability === null) return [];
  const sentences = [
    `A sample is the optimum with a probability of ${percent(optimumProbability)}${comparedWithChance(optimumProbability, uniformProbability)}.`,
  ];
  if (control && uniformProbability !== null && control.optimumProbability > 1.05 * uniformProbability) {
    sentences.push(
      `The start alone, before any layer, has ${percent(control.optimumProbability)}: that share is owed to classical preprocessing.`,
    );
  }
  if (randomDraw) {
    const reached = isAsGood(randomDraw.objective, optimum.objective)
      ? "is that optimum too"
      : `misses it by ${excess(randomDraw.objective, optimum.objective)}`;
    const meeting =
      randomDraw.optimumProbability === null
        ? ""
        : `; so many draws meet it with a probability of ${percent(randomDraw.optimumProbability)}`;
    sentences.push(
      `The best of ${amount(randomDraw.draws)} portfolios drawn at random ${reached}${meeting}.`,
    );
  }
  sentences.push(
    `Finding the optimum by ${optimum.method} took ${seconds(optimum.seconds)}, simulating the quantum algorithm ${seconds(algorithmSeconds)}, which evaluates every state on the way: the quantum method gains nothing in speed here.`,
  );
  return sentences;
}

/** What the heuristics reached, which take no proof and no quantum state. */
function heuristicShare({ algorithms, algorithm }: PortfolioFigures): string[] {
  if (algorithm === "exact") return [];
  const heuristics = algorithms.filter(({ kind, name }) => kind === "classical" && !name.startsWith("Exact"));
  const optimal = heuristics.filter(({ isOptimal }) => isOptimal).map(({ name }) => name.toLowerCase());
  if (optimal.length === 0) return [];
  const list =
    optimal.length === 1 ? optimal[0] : `${optimal.slice(0, -1).join(", ")} and ${optimal.at(-1)!}`;
  return [`The optimum is also what ${list} found.`];
}

/** What the answer is worth, in plain sentences. */
export function portfolioVerdict(figures: PortfolioFigures): Verdict {
  const { algorithm, objective, optimum, observations, assets, covariance } = figures;
  const isOptimal = isAsGood(objective, optimum.objective);
  const sentences = [standing(figures, isOptimal), ...quantumShare(figures), ...heuristicShare(figures)];
  if (figures.optimumProbability === null && optimum.proven) {
    sentences.push(
      algorithm === "recursive-qaoa"
        ? `The optimum was proven by ${optimum.method} in ${seconds(optimum.seconds)}, the recursion took ${seconds(figures.algorithmSeconds)}: the quantum method gains nothing in speed here.`
        : `The optimum was proven by ${optimum.method} in ${seconds(optimum.seconds)}.`,
    );
  }
  sentences.push(
    observations === null
      ? "It is the optimum of the moments given, whose errors are not known here."
      : `It is the optimum of moments estimated from ${amount(observations)} periods; errors of estimated returns are often larger than the differences among good portfolios.`,
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
  const warnings = found.map((text) => `${text[0].toUpperCase()}${text.slice(1)}`);
  if (covariance.status !== "positive-definite") {
    const remedy =
      covariance.status === "indefinite"
        ? "; a repair, which replaces it by the nearest covariance, can be asked for"
        : "";
    warnings.push(`${covariance.message[0].toUpperCase()}${covariance.message.slice(1)}${remedy}.`);
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
      `A sample fulfils the mandate with a probability of ${percent(feasibleProbability)} only: ${
        figures.mixer === "x" && figures.form === "selection"
          ? "the mixer x leaves the number of holdings, the xy mixers and grover do not."
          : figures.form === "selection"
            ? "demands beyond the number of holdings are penalties."
            : "its demands are penalties."
      }`,
    );
  }
  return warnings;
}
