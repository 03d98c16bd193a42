import type { PortfolioRequest } from "@ansatz/contract";

/** What the command reads, as a person would call the files. */
export function portfolioFiles({ sample, moments }: PortfolioRequest): string | undefined {
  if (sample !== undefined) return undefined;
  return moments ? "means.csv and risks.csv" : "prices.csv";
}

function sourceWords({ sample, moments }: PortfolioRequest): string[] {
  if (sample !== undefined) return ["--sample", sample];
  return moments ? ["--moments", "means.csv,risks.csv"] : ["--prices", "prices.csv"];
}

function pickText({ pick }: PortfolioRequest): string | number | undefined {
  return typeof pick === "object" ? `${pick.minimum ?? ""}-${pick.maximum ?? ""}` : pick;
}

/** The words of the command that repeats a portfolio job; options at their defaults are left out. */
export function portfolioCommandWords(request: PortfolioRequest): string[] {
  const { estimator, algorithm } = request;
  const option = (name: string, value: string | number | undefined, usual?: string | number): string[] =>
    value === undefined || value === usual ? [] : [name, String(value)];
  return [
    "portfolio",
    ...sourceWords(request),
    ...option("--pick", pickText(request)),
    ...option("--risk-aversion", request.riskAversion, 0.5),
    ...option("--estimator", estimator, "sample"),
    ...(estimator === "exponential" ? option("--half-life", request.halfLife, 63) : []),
    ...(estimator === "factor-model" ? option("--factors", request.factors, 3) : []),
    ...option("--frequency", request.frequency),
    ...(request.repair ? ["--repair"] : []),
    ...option("--algorithm", algorithm, "qaoa"),
    ...(algorithm === "qaoa"
      ? [...option("--mixer", request.mixer, "xy-ring"), ...option("--layers", request.layers, 3)]
      : []),
    ...option("--shots", request.shots, 1000),
    ...option("--seed", request.seed, 42),
  ];
}
