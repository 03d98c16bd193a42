import type { PortfolioRequest } from "@ansatz/contract";

const algorithmNames = {
  qaoa: "QAOA",
  "recursive-qaoa": "recursive QAOA",
  variational: "variational",
  exact: "exact",
  greedy: "greedy",
  "local-search": "local search",
  annealing: "annealing",
} as const;

/** For example "us-stocks · pick 5 · QAOA, xy-ring, 3 layers". */
export function portfolioTitle(request: PortfolioRequest): string {
  const { name, sample, moments, pick, algorithm, mixer, layers } = request;
  const source = name ?? sample ?? (moments ? "Given moments" : "Prices");
  const how =
    algorithm === "qaoa" ? [mixer, `${layers} layer${layers === 1 ? "" : "s"}`] : ([] as readonly string[]);
  return [source, `pick ${pick}`, [algorithmNames[algorithm], ...how].join(", ")].join(" · ");
}
