import type { FrontierResult } from "@ansatz/contract";
import { version } from "../version.ts";
import type { TextTable } from "./backtest-tables.ts";
import { comparisonsTable, frontierFacts, pointsTable, selectionsTable } from "./frontier-tables.ts";
import { htmlLineChart } from "./html-report-chart.ts";
import { htmlFacts, htmlList, htmlReport, htmlTable } from "./html-report.ts";
import { count } from "./text.ts";

const shownPoints = 25;
const shownHoldings = 8;

const wholePercent = (share: number): string => `${Number((100 * share).toPrecision(3))} %`;
const tableHtml = ({ columns, rows }: TextTable): string => htmlTable(columns, rows);

function chart(result: FrontierResult): string {
  const { frontier, cardinalityFrontier, selections, comparisons, assetPoints, maximumSharpe } = result;
  type Figures = { readonly expectedReturn: number; readonly volatility: number };
  const point = ({ expectedReturn, volatility }: Figures) => [volatility, expectedReturn] as const;
  return htmlLineChart({
    title: "Expected return against volatility",
    x: { label: "Volatility", format: wholePercent },
    y: { label: "Expected return", format: wholePercent },
    series: [
      { label: "Efficient frontier", points: frontier.map(point) },
      ...(cardinalityFrontier
        ? [
            {
              label: `At most ${result.cardinality!} holdings`,
              points: cardinalityFrontier.flatMap((entry) => (entry ? [point(entry)] : [])),
              shape: "both" as const,
            },
          ]
        : []),
      ...(selections
        ? [{ label: `QAOA picks ${result.pick!}`, points: selections.map(point), shape: "points" as const }]
        : []),
      {
        label: "Portfolios beside it",
        points: [...comparisons, ...(maximumSharpe ? [maximumSharpe] : [])].map(point),
        shape: "points",
      },
      { label: "Assets", points: assetPoints.map(point), shape: "points" },
    ],
  });
}

/** A frontier as a page that prints well. */
export function frontierPage(name: string, result: FrontierResult): string {
  const { assets, frontier, mandate, selections, findings, verdict, warnings, seed } = result;
  return htmlReport({
    title: `Efficient frontier: ${name}`,
    subtitle: `${count(frontier.length, "point")} of ${count(assets, "asset")}`,
    sections: [
      { heading: "Mandate", content: htmlList(mandate) },
      { heading: "Return against volatility", content: chart(result) },
      { heading: "Portfolios beside it", content: tableHtml(comparisonsTable(result, shownHoldings)) },
      {
        heading: "Points",
        content: tableHtml(pointsTable(result, { most: shownPoints, holdings: shownHoldings })),
      },
      ...(selections && selections.length > 0
        ? [{ heading: "QAOA selections in equal parts", content: tableHtml(selectionsTable(result)) }]
        : []),
      { heading: "How it was found", content: htmlFacts(frontierFacts(result)) },
      ...(findings.length === 0 ? [] : [{ heading: "About the data", content: htmlList(findings) }]),
    ],
    verdict,
    warnings,
    provenance: `Ansatz ${version}, seed ${seed}. The same request and seed give the same numbers.`,
  });
}
