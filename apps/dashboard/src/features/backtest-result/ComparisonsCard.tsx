import type { BacktestResult } from "@ansatz/contract";
import { Text } from "@mantine/core";
import type { ReactNode } from "react";
import { Section } from "../../shared/Section.tsx";
import { percentText } from "../portfolio-charts/money-format.ts";
import { IntervalPlot } from "../portfolio-charts/IntervalPlot.tsx";
import { ResultTable } from "../portfolio-charts/ResultTable.tsx";
import { figureNames, figureOf } from "./figure-names.ts";

/** What the others have more or less than one strategy, and whether such a history can tell. */
export function ComparisonsCard({ result }: { readonly result: BacktestResult }) {
  const { comparisons, against, bootstrap } = result;
  if (comparisons.length === 0) return null;
  const names = figureNames(comparisons);
  const sharpe = comparisons.flatMap(({ name, figures }) => {
    const value = figures.sharpeRatio as (typeof figures)[string] | undefined;
    return value ? [{ name, value }] : [];
  });
  return (
    <Section
      title={`Compared with ${against}`}
      description={`Differences over the same periods, with ${percentText(bootstrap.level, 0)} intervals; p-values after Holm’s correction.`}
    >
      {sharpe.length > 0 && (
        <>
          <Text size="sm" fw={600} mb="xs">
            Difference of the Sharpe ratio
          </Text>
          <IntervalPlot
            label={`Differences of the Sharpe ratio from ${against}: ${sharpe.map(({ name, value }) => `${name} ${value.estimate.toFixed(2)} from ${value.lower.toFixed(2)} to ${value.upper.toFixed(2)}`).join("; ")}.`}
            rows={sharpe.map(({ name, value }) => ({
              name,
              estimate: value.estimate,
              interval: [value.lower, value.upper],
              color: value.isDistinguishable ? "var(--series-2)" : "var(--series-1)",
            }))}
            format={(value) => figureOf("sharpeRatio").format(value)}
            truth={{ name: "No difference", value: 0 }}
          />
        </>
      )}
      <ResultTable
        label="Table of comparisons"
        heads={["Strategy", ...names.flatMap((name) => [figureOf(name).label, `p, ${figureOf(name).label}`])]}
        rows={comparisons.map(({ name, figures }) => ({
          key: name,
          cells: [
            name,
            ...names.flatMap((figure): ReactNode[] => {
              const value = figures[figure] as (typeof figures)[string] | undefined;
              if (!value) return ["–", "–"];
              const { format } = figureOf(figure);
              return [
                <>
                  {value.estimate > 0 ? "+" : ""}
                  {format(value.estimate)}
                  <Text size="xs" c="dimmed" style={{ whiteSpace: "nowrap" }}>
                    {format(value.lower)} … {format(value.upper)}
                  </Text>
                </>,
                <>
                  {value.pValue < 0.001 ? "< 0.001" : value.pValue.toFixed(3)}
                  <Text size="xs" c="dimmed">
                    {value.isDistinguishable ? "differs" : "not told apart"}
                  </Text>
                </>,
              ];
            }),
          ],
        }))}
      />
    </Section>
  );
}
