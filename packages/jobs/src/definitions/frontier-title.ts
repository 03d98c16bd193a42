import type { FrontierRequest } from "@ansatz/contract";

/** For example "us-stocks · 50 points · at most 5 holdings". */
export function frontierTitle({
  name,
  sample,
  moments,
  points,
  returns,
  cardinality,
  pick,
}: FrontierRequest): string {
  const source = name ?? sample ?? (moments ? "Given moments" : "Prices");
  const count = returns?.length ?? points;
  return [
    source,
    `${count} point${count === 1 ? "" : "s"}`,
    ...(cardinality === undefined ? [] : [`at most ${cardinality} holding${cardinality === 1 ? "" : "s"}`]),
    ...(pick === undefined ? [] : [`QAOA picks ${pick}`]),
  ].join(" · ");
}
