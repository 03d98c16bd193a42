import { periodsPerYear } from "@ansatz/finance";
import type { BacktestResult } from "@ansatz/contract";
import { SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { NumberTable } from "../../shared/NumberTable.tsx";
import { Section } from "../../shared/Section.tsx";
import { LineDiagram, type Curve } from "../job/LineDiagram.tsx";
import { dateAxis, dateValue, linearAxis, thin, tightLogAxis } from "../portfolio-charts/axes.ts";
import { moneyText, percentText, shortMoney } from "../portfolio-charts/money-format.ts";
import { seriesColor } from "../portfolio-charts/series-colors.ts";
import portfolioClasses from "../portfolio-result/portfolio-result.module.css";
import { drawdowns, rollingVolatility } from "./curves.ts";

/** Most dates drawn. */
const mostDates = 400;

/** The money of each strategy over time, its losses from the peak, and how much it moved of late. */
export function EquityCharts({ result }: { readonly result: BacktestResult }) {
  const [scale, setScale] = useState<"log" | "linear">("log");
  const curves = [...result.strategies, ...(result.benchmark ? [result.benchmark] : [])];
  const places = thin(result.dates.length, mostDates);
  const times = places.map((place) => dateValue(result.dates[place], place));
  const perYear = periodsPerYear[result.frequency];
  const window = Math.max(3, Math.round(perYear));
  const x = dateAxis("at", times, Number.isFinite(Date.parse(result.dates[0])));
  const lines: Curve[] = curves.map(({ name }, index) => ({
    field: `curve${index}`,
    name,
    color: index < result.strategies.length ? seriesColor(index) : "var(--series-rest)",
    ...(index < result.strategies.length ? {} : { dash: "5 3" }),
    isThin: index > 0,
  }));
  const rowsOf = (values: readonly (readonly (number | null)[])[]) =>
    places.map((place, row) => ({
      at: times[row],
      date: result.dates[place],
      values: values.map((series) => series[place]),
      ...Object.fromEntries(values.map((series, index) => [`curve${index}`, series[place]])),
    }));
  const equity = curves.map((curve) => curve.equity);
  const losses = equity.map(drawdowns);
  const rolling = equity.map((values) => rollingVolatility(values, window, perYear));
  const final = (index: number): string => `${curves[index].name} ${moneyText(equity[index].at(-1)!)}`;
  const tooltip = (format: (value: number) => string) =>
    function Values({ date, values }: { date: string; values: readonly (number | null)[] }) {
      return (
        <>
          <strong>{date}</strong>
          {values.map((value, index) => (
            <div key={curves[index].name}>
              {curves[index].name}: {value === null ? "–" : format(value)}
            </div>
          ))}
        </>
      );
    };
  const table = (values: readonly (readonly (number | null)[])[], format: (value: number) => string) => (
    <NumberTable
      heads={["Date", ...curves.map(({ name }) => name)]}
      rows={places.map((place) => [
        result.dates[place],
        ...values.map((series) => (series[place] === null ? "–" : format(series[place]))),
      ])}
    />
  );
  const percent = (value: number): string => percentText(value, 1);
  return (
    <>
      <Section
        title="Money over time"
        description="After costs."
        aside={
          <SegmentedControl
            size="xs"
            aria-label="Scale of the money"
            value={scale}
            onChange={(value) => setScale(value === "log" ? "log" : "linear")}
            data={[
              { value: "log", label: "Logarithmic" },
              { value: "linear", label: "Linear" },
            ]}
          />
        }
      >
        <LineDiagram
          label={`Money from ${result.dates[0]} to ${result.dates.at(-1)!}, at the end: ${curves.map((_, index) => final(index)).join(", ")}.`}
          rows={rowsOf(equity)}
          x={x}
          y={
            scale === "log"
              ? tightLogAxis(equity.flat(), shortMoney)
              : linearAxis(equity.flat(), { format: shortMoney })
          }
          curves={lines}
          tooltip={tooltip(moneyText)}
          table={table(equity, moneyText)}
        />
      </Section>
      <div className={portfolioClasses.pair}>
        <Section title="Drawdown" description="Loss from the greatest value so far.">
          <LineDiagram
            label={`Drawdowns: at worst ${curves.map(({ name }, index) => `${name} ${percent(Math.min(...losses[index]))}`).join(", ")}.`}
            rows={rowsOf(losses)}
            x={x}
            y={linearAxis(losses.flat(), {
              format: (value) => percentText(value, 0),
              include: [0],
              margin: 0.02,
            })}
            curves={lines}
            tooltip={tooltip(percent)}
            table={table(losses, percent)}
          />
        </Section>
        <Section title="Rolling volatility" description={`A year, over the last ${window} periods.`}>
          <LineDiagram
            label={`Volatility of the last ${window} periods of each strategy.`}
            rows={rowsOf(rolling).filter(({ values }) => values.some((value) => value !== null))}
            x={x}
            y={linearAxis(
              rolling.flat().filter((value) => value !== null),
              { format: (value) => percentText(value, 0), include: [0], margin: 0.02 },
            )}
            curves={lines}
            tooltip={tooltip(percent)}
            table={table(rolling, percent)}
          />
        </Section>
      </div>
    </>
  );
}
