import { MultiSelect, Text } from "@mantine/core";
import { useState } from "react";
import { NumberTable } from "../../shared/NumberTable.tsx";
import { LineDiagram, type Curve } from "../job/LineDiagram.tsx";
import type { PriceChartData } from "../market-worker/types.ts";
import { dateAxis, dateValue, tightLogAxis } from "../portfolio-charts/axes.ts";
import { figureText } from "../portfolio-charts/money-format.ts";
import { seriesColor } from "../portfolio-charts/series-colors.ts";

/** Most assets drawn apart from the others. */
const mostChosen = 6;

/** All prices from 100 on, with those that are asked for apart from the others. */
export function PriceChart({ chart }: { readonly chart: PriceChartData }) {
  const [wanted, setWanted] = useState<string[]>([]);
  const names = chart.series.map(({ name }) => name);
  const chosen = wanted.filter((name) => names.includes(name));
  const times = chart.dates.map(dateValue);
  const areDates = times.every((time, index) => time !== index);
  const lines = [
    ...chart.series.map(({ name, values }, index) => ({
      name,
      values,
      field: `asset${index}`,
      isMain: chosen.includes(name),
    })),
    { name: "Equal parts", values: chart.average, field: "average", isMain: true },
    ...(chart.benchmark ? [{ ...chart.benchmark, field: "benchmark", isMain: true }] : []),
  ];
  const rows = times.map((at, row) => ({
    at,
    row,
    ...Object.fromEntries(lines.map(({ field, values }) => [field, values[row]])),
  }));
  const main = lines.filter(({ isMain }) => isMain);
  const curves: Curve[] = [
    ...lines
      .filter(({ isMain }) => !isMain)
      .map(({ name, field }) => ({ name, field, color: "var(--series-rest)", isFaint: true })),
    ...main.map(({ name, field }, index) => ({ name, field, color: colorOf(field, index) })),
  ];
  const y = tightLogAxis(
    lines.flatMap(({ values }) => values.map((value) => Math.max(value, 1e-6))),
    (value) => figureText(value, 3),
  );
  const last = (values: readonly number[]): string => figureText(values.at(-1)!, 3);
  return (
    <div>
      <Text fw={600} size="sm">
        Prices, 100 at the first date
      </Text>
      <Text size="xs" c="dimmed" mb={6}>
        Logarithmic: equal steps are equal returns. Grey lines are single assets.
      </Text>
      <LineDiagram
        label={`Prices of ${names.length} assets, 100 at ${chart.dates[0]}: equal parts end at ${last(chart.average)}${
          chart.benchmark ? `, ${chart.benchmark.name} at ${last(chart.benchmark.values)}` : ""
        } on ${chart.dates.at(-1)!}.`}
        rows={rows}
        x={dateAxis("at", times, areDates)}
        y={y}
        curves={curves}
        tooltip={({ row }) => (
          <>
            <strong>{chart.dates[row]}</strong>
            {main.map(({ name, values }) => (
              <div key={name}>
                {name}: {figureText(values[row], 4)}
              </div>
            ))}
          </>
        )}
        table={
          <NumberTable
            heads={["Date", ...main.map(({ name }) => name)]}
            rows={chart.dates.map((date, row) => [
              date,
              ...main.map(({ values }) => figureText(values[row], 5)),
            ])}
          />
        }
      />
      <MultiSelect
        mt="xs"
        size="xs"
        label="Assets drawn apart"
        placeholder={chosen.length === 0 ? "choose up to six" : ""}
        data={names}
        value={chosen}
        onChange={setWanted}
        maxValues={mostChosen}
        searchable
        clearable
        clearButtonProps={{ "aria-label": "None drawn apart" }}
      />
    </div>
  );
}

function colorOf(field: string, index: number): string {
  if (field === "average") return "var(--series-1)";
  if (field === "benchmark") return "var(--series-2)";
  return seriesColor(index + 2);
}
