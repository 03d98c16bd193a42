/** The jobs that a comparison's address names. */
export interface Comparison {
  readonly ids: string;
}

/** Most portfolios beside each other. */
export const mostCompared = 8;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

export function parseComparison(search: Readonly<Record<string, unknown>>): Comparison {
  return { ids: comparedIds({ ids: typeof search.ids === "string" ? search.ids : "" }).join(",") };
}

export function comparedIds({ ids }: Comparison): string[] {
  return [...new Set(ids.split(",").filter((id) => uuid.test(id)))].slice(0, mostCompared);
}
