import { NumberTable } from "../../shared/NumberTable.tsx";
import { Section } from "../../shared/Section.tsx";
import { niceTicks } from "../job/chart-domain.ts";
import { percentText } from "../portfolio-charts/money-format.ts";
import { rankNames, StackedAreaDiagram } from "../portfolio-charts/StackedAreaDiagram.tsx";

interface WeightsAlongProps {
  readonly title: string;
  readonly points: readonly {
    readonly expectedReturn: number;
    readonly volatility: number;
    readonly weights: Readonly<Record<string, number>>;
  }[];
}

/** Weights of a frontier's points, stacked along their returns. */
export function WeightsAlong({ title, points }: WeightsAlongProps) {
  if (points.length < 2) return null;
  const rows = points.map(({ expectedReturn, volatility, weights }) => ({
    at: expectedReturn,
    title: `${percentText(expectedReturn)} return, ${percentText(volatility)} volatility`,
    weights,
  }));
  const names = rankNames(rows);
  const domain = [rows[0].at, rows.at(-1)!.at] as const;
  return (
    <Section title={title} description="Shares of the money, from the least variance to the greatest return.">
      <StackedAreaDiagram
        label={`${title}: ${names.length} assets are held somewhere, ${names.slice(0, 3).join(", ")} most.`}
        names={names}
        rows={rows}
        x={{
          field: "at",
          label: "Expected return a year",
          domain,
          ticks: niceTicks(domain, 5),
          format: (value) => percentText(value, 0),
        }}
        table={
          <NumberTable
            heads={["Return", "Volatility", ...names]}
            rows={points.map((point) => [
              percentText(point.expectedReturn),
              percentText(point.volatility),
              ...names.map((name) => percentText(point.weights[name] ?? 0, 1)),
            ])}
          />
        }
      />
    </Section>
  );
}
