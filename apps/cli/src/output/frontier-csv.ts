import type { FrontierResult } from "@ansatz/contract";
import { csvText } from "./csv.ts";

/** Every point with its weights: the frontiers, the selections and the portfolios beside them. */
export function frontierCsv(result: FrontierResult): string {
  const { frontier, cardinalityFrontier, selections, minimumVariance, maximumSharpe, comparisons } = result;
  const assets = result.assetPoints.map(({ name }) => name);
  const limited = (cardinalityFrontier ?? []).flatMap((point) => point ?? []);
  const row = (kind: string, point: FrontierResult["frontier"][number], note = "") => [
    kind,
    note,
    point.expectedReturn,
    point.volatility,
    point.variance,
    ...assets.map((asset) => point.weights[asset] ?? 0),
  ];
  return csvText([
    ["Portfolio", "Note", "Expected return", "Volatility", "Variance", ...assets],
    ...frontier.map((point) => row("Efficient frontier", point)),
    ...limited.map((point) => row("Limited holdings", point, point.proven ? "proven" : "not proven")),
    ...(selections ?? []).map((point) =>
      row("QAOA selection", point, point.isOptimal ? "optimal" : "not optimal"),
    ),
    row("Minimum variance", minimumVariance),
    ...(maximumSharpe ? [row("Maximum Sharpe ratio", maximumSharpe)] : []),
    ...comparisons.map((point) => row(point.name, point)),
  ]);
}
