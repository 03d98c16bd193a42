import type { FrontierResult } from "@ansatz/contract";
import type { TextTable } from "./backtest-tables.ts";
import { count, type Column } from "./text.ts";

const right = (title: string): Column => ({ title, align: "right" });
export const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;
const probability = (share: number): string => `${Number((100 * share).toPrecision(3))} %`;

type Point = FrontierResult["frontier"][number];

/** The heaviest holdings of a point. */
function holdingsText({ weights }: Point, most: number): string {
  const held = Object.entries(weights).sort(([, a], [, b]) => b - a);
  const shown = held.slice(0, most).map(([name, weight]) => `${name} ${(100 * weight).toFixed(1)} %`);
  return `${shown.join(", ")}${held.length > most ? ` and ${held.length - most} more` : ""}`;
}

/** Places of about `count` rows of a longer list, its ends included. */
function spread(length: number, most: number): number[] {
  if (length <= most) return Array.from({ length }, (_, index) => index);
  return Array.from({ length: most }, (_, row) => Math.round((row * (length - 1)) / (most - 1)));
}

/** Points along the frontier, and with limited holdings beside them. */
export function pointsTable(
  { frontier, cardinalityFrontier }: FrontierResult,
  { most, holdings }: { readonly most: number; readonly holdings: number },
): TextTable {
  return {
    columns: [
      right("Return"),
      right("Volatility"),
      ...(cardinalityFrontier ? [right("With few"), { title: "Status" }] : []),
      { title: "Holdings" },
    ],
    rows: spread(frontier.length, most).map((index) => {
      const limited = cardinalityFrontier?.[index];
      return [
        percent(frontier[index].expectedReturn),
        percent(frontier[index].volatility),
        ...(cardinalityFrontier
          ? [limited ? percent(limited.volatility) : "-", limited ? (limited.proven ? "proven" : "open") : ""]
          : []),
        holdingsText(limited ?? frontier[index], holdings),
      ];
    }),
  };
}

/** Single portfolios beside the frontier. */
export function comparisonsTable(result: FrontierResult, holdings: number): TextTable {
  const { minimumVariance, maximumSharpe, comparisons, riskFreeRate } = result;
  const rows: [string, Point][] = [
    ["Minimum variance", minimumVariance],
    ...(maximumSharpe ? [["Maximum Sharpe ratio", maximumSharpe] as [string, Point]] : []),
    ...comparisons.map((point): [string, Point] => [point.name, point]),
  ];
  return {
    columns: [
      { title: "Portfolio" },
      right("Return"),
      right("Volatility"),
      right("Sharpe"),
      { title: "Holdings" },
    ],
    rows: rows.map(([name, point]) => [
      name,
      percent(point.expectedReturn),
      percent(point.volatility),
      point.volatility > 0 ? ((point.expectedReturn - riskFreeRate) / point.volatility).toFixed(3) : "-",
      holdingsText(point, holdings),
    ]),
  };
}

/** QAOA's selections beside the proven best ones. */
export function selectionsTable({ selections }: FrontierResult): TextTable {
  return {
    columns: [
      right("Risk aversion"),
      right("Return"),
      right("Volatility"),
      { title: "Status" },
      right("Optimum by sample"),
      right("by chance"),
      { title: "Holdings" },
    ],
    rows: (selections ?? []).map((point) => [
      Number(point.riskAversion.toPrecision(3)).toString(),
      percent(point.expectedReturn),
      percent(point.volatility),
      point.isOptimal ? "optimal" : "not optimal",
      probability(point.optimumProbability),
      probability(point.uniformProbability),
      point.selection.join(", ") || "none",
    ]),
  };
}

export function frontierFacts(result: FrontierResult): [string, string][] {
  const { observations, estimator, covariance, frontier, cardinality } = result;
  const periods = observations === null ? "" : `, ${count(observations, "observation")}`;
  return [
    ["Moments", `${estimator}${periods}; covariance ${covariance.status}`],
    ["Points", `${count(frontier.length, "point")}, each by a convex quadratic programme`],
    ...(cardinality === null
      ? []
      : [
          ["Few holdings", `at most ${cardinality}, by branch and bound over quadratic programmes`] as [
            string,
            string,
          ],
        ]),
  ];
}
