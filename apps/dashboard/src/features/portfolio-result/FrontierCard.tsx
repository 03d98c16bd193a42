import type { PortfolioResult } from "@ansatz/contract";
import { NumberTable } from "../../shared/NumberTable.tsx";
import { Section } from "../../shared/Section.tsx";
import { percentText } from "../portfolio-charts/money-format.ts";
import { PointDiagram, type PointSeries } from "../portfolio-charts/PointDiagram.tsx";

/** The portfolio among the frontier, the single assets and portfolios without whole numbers. */
export function FrontierCard({ result }: { readonly result: PortfolioResult }) {
  const { frontier, continuous, optimum, holdings, expectedReturn, volatility, algorithm } = result;
  if (frontier.length === 0 && continuous.length === 0) return null;
  const own = algorithm === "exact" ? "This portfolio" : "This portfolio (quantum or heuristic)";
  const series: PointSeries[] = [
    ...(frontier.length === 0
      ? []
      : [
          {
            name: "Efficient frontier",
            color: "var(--chart-exact)",
            look: "curve" as const,
            points: frontier.map((point) => ({ name: "Efficient frontier", ...point })),
          },
        ]),
    { name: "Assets held", color: "var(--series-rest)", points: holdings, size: 28 },
    {
      name: "Continuous portfolios",
      color: "var(--series-4)",
      points: continuous,
      shape: "diamond",
      size: 60,
    },
    {
      name: optimum.proven ? "Proven optimum" : "Best known",
      color: "var(--series-2)",
      points: [{ ...optimum, name: optimum.proven ? "Proven optimum" : "Best known" }],
      shape: "square",
      size: 170,
    },
    {
      name: "This portfolio",
      color: "var(--series-1)",
      points: [{ name: own, expectedReturn, volatility }],
      shape: "star",
      size: 130,
    },
  ];
  const rows = series.slice(1).flatMap(({ points }) => points);
  return (
    <Section title="Risk and return" description="Beside the efficient frontier of continuous weights.">
      <PointDiagram
        label={
          `Expected return against volatility: this portfolio ${percentText(expectedReturn)} at ${percentText(volatility)}, ` +
          `the optimum ${percentText(optimum.expectedReturn)} at ${percentText(optimum.volatility)}.`
        }
        series={series.filter(({ points }) => points.length > 0)}
        table={
          <NumberTable
            heads={["Portfolio or asset", "Return", "Volatility"]}
            rows={[...rows, ...frontier.map((point) => ({ name: "Frontier", ...point }))].map((point) => [
              point.name,
              percentText(point.expectedReturn),
              percentText(point.volatility),
            ])}
          />
        }
      />
    </Section>
  );
}
