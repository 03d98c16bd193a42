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

function pickText({ pick }: PortfolioRequest): string[] {
  if (pick === undefined) return [];
  if (typeof pick === "number") return [`pick ${pick}`];
  const { minimum, maximum } = pick;
  if (minimum === undefined) return maximum === undefined ? [] : [`pick up to ${maximum}`];
  return [maximum === undefined ? `pick ${minimum} or more` : `pick ${minimum} to ${maximum}`];
}

function formText({ form, steps, budget }: PortfolioRequest): string[] {
  if (form === "weights") return [`weights in ${steps} steps`];
  return form === "lots" ? [`lots for ${budget!.toLocaleString("en-US")}`] : [];
}

/** For example "us-stocks · pick 5 · QAOA, xy-ring, 3 layers". */
export function portfolioTitle(request: PortfolioRequest): string {
  const { name, sample, moments, algorithm, mixer, layers } = request;
  const source = name ?? sample ?? (moments ? "Given moments" : "Prices");
  const depth = `${layers} layer${layers === 1 ? "" : "s"}`;
  const how =
    algorithm === "qaoa" ? [mixer, depth] : algorithm === "variational" ? [depth] : ([] as readonly string[]);
  // Which algorithm answers a request that names none shows when its market was read.
  const words = algorithm === undefined ? [] : [[algorithmNames[algorithm], ...how].join(", ")];
  return [source, ...formText(request), ...pickText(request), ...words].join(" · ");
}
