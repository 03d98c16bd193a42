import type { PortfolioRequest } from "@ansatz/contract";
import { mandateWords, sideFileWords, weightsText } from "../portfolio-form/mandate-words.ts";
import { estimatorWords, flag, marketFiles, marketWords, option } from "../portfolio-form/finance-command.ts";

/** What the command reads, as a person would call the files. */
export function portfolioFiles(request: PortfolioRequest): string | undefined {
  return marketFiles(request);
}

function pickWords({ pick }: PortfolioRequest): string[] {
  if (pick === undefined || typeof pick === "number") return option("--pick", pick);
  return ["--pick", `${pick.minimum ?? ""}-${pick.maximum ?? ""}`];
}

/** Options of algorithms that run a circuit. */
function circuitWords(request: PortfolioRequest): string[] {
  return [
    ...option("--mixer", request.mixer, "xy-ring"),
    ...option("--layers", request.layers, 3),
    ...option("--start", request.start, "linear-ramp"),
    ...option("--tail", request.tail, 1),
    ...flag("--warm-start", request.warmStart),
    ...flag("--multi-angle", request.multiAngle),
    ...option("--restarts", request.restarts, 0),
    ...option("--noise", request.noise),
  ];
}

/** The words of the command that repeats a portfolio job; options at their defaults are left out. */
export function portfolioCommandWords(request: PortfolioRequest): string[] {
  const { algorithm } = request;
  const isQuantum =
    algorithm === undefined ||
    algorithm === "qaoa" ||
    algorithm === "recursive-qaoa" ||
    algorithm === "variational";
  return [
    "portfolio",
    ...marketWords({ ...request, frequency: undefined, benchmark: undefined }),
    ...option("--form", request.form, "selection"),
    ...pickWords(request),
    ...(request.form === "weights" ? option("--steps", request.steps, 10) : []),
    ...option("--budget", request.budget),
    ...option("--risk-aversion", request.riskAversion, 0.5),
    ...option("--objective", request.objective, "mean-variance"),
    ...mandateWords(request),
    ...option("--max-changes", request.maximumChanges),
    ...option("--cost-fixed", request.costs?.fixed, 0),
    ...option("--cost-proportional", request.costs?.proportional, 0),
    ...(request.lotPrices ? ["--lot-prices", weightsText(request.lotPrices)] : []),
    ...estimatorWords(request),
    ...sideFileWords(request),
    ...option("--frequency", request.frequency),
    ...option("--benchmark", request.benchmark),
    ...flag("--repair", request.repair),
    ...option("--algorithm", algorithm),
    ...(isQuantum ? circuitWords(request) : []),
    ...option("--shots", request.shots, 1000),
    ...option("--seed", request.seed, 42),
  ];
}
