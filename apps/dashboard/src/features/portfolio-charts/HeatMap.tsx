import { Text } from "@mantine/core";
import { useState } from "react";
import { ChartFrame } from "../../shared/ChartFrame.tsx";
import { signed } from "../../shared/format.ts";
import { NumberTable } from "../../shared/NumberTable.tsx";
import classes from "./portfolio-charts.module.css";

interface HeatMapProps {
  readonly names: readonly string[];
  /** Correlation of i and j at i·names + j. */
  readonly values: ArrayLike<number>;
}

/** Most rows and columns drawn and listed. */
const mostNames = 60;
/** Most rows with their names beside them. */
const mostLabels = 24;

const text = (value: number): string => signed(value.toFixed(2));

/** Blue for what moves together, orange for what moves apart, paler towards 0. */
function cellColor(value: number): string {
  const base = value >= 0 ? "var(--series-1)" : "var(--series-2)";
  return `color-mix(in srgb, ${base} ${Math.round(100 * Math.min(1, Math.abs(value)))}%, var(--heat-zero))`;
}

/** The lowest, highest and mean value off the diagonal, with the pairs that have them. */
export function describeCorrelations({ names, values }: HeatMapProps): string {
  const count = names.length;
  if (count < 2) return "";
  let [low, high] = [
    [0, 1],
    [0, 1],
  ];
  let total = 0;
  for (let i = 0; i < count; i++) {
    for (let j = i + 1; j < count; j++) {
      const value = values[i * count + j];
      total += value;
      if (value < values[low[0] * count + low[1]]) low = [i, j];
      if (value > values[high[0] * count + high[1]]) high = [i, j];
    }
  }
  const pair = ([i, j]: readonly number[]): string =>
    `${text(values[i * count + j])} (${names[i]} and ${names[j]})`;
  return `on average ${text((2 * total) / (count * (count - 1)))}, from ${pair(low)} to ${pair(high)}`;
}

/** Correlations as a square of colours, with the pair under the pointer in words. */
export function HeatMap({ names: allNames, values }: HeatMapProps) {
  const [at, setAt] = useState<readonly [number, number]>();
  const names = allNames.slice(0, mostNames);
  const count = names.length;
  const value = (i: number, j: number): number => values[i * allNames.length + j];
  const margin =
    count <= mostLabels ? Math.min(7, 0.8 + 0.4 * Math.max(...names.map(({ length }) => length))) : 0;
  const side = count + margin;
  const summary = describeCorrelations({ names: allNames, values });
  return (
    <>
      <ChartFrame
        label={`Correlations of ${allNames.length} assets: ${summary}.`}
        height="auto"
        legend={[
          { name: "together", color: "var(--series-1)", dash: "fill" },
          { name: "opposite", color: "var(--series-2)", dash: "fill" },
        ]}
        table={
          <NumberTable
            heads={["Asset", ...names]}
            rows={names.map((name, i) => [name, ...names.map((_, j) => text(value(i, j)))])}
          />
        }
      >
        <svg
          viewBox={`${-margin} ${-margin} ${side} ${side}`}
          className={classes.heat}
          style={{ maxWidth: `${Math.min(26, 3 * side)}rem` }}
          onMouseLeave={() => setAt(undefined)}
          onMouseMove={({ currentTarget, clientX, clientY }) => {
            const box = currentTarget.getBoundingClientRect();
            const place = (position: number, from: number, size: number): number =>
              Math.floor(((position - from) / size) * side - margin);
            const [row, column] = [place(clientY, box.top, box.height), place(clientX, box.left, box.width)];
            const isInside = [row, column].every((index) => index >= 0 && index < count);
            setAt(isInside ? [row, column] : undefined);
          }}
        >
          {names.map((_, i) =>
            names.map((__, j) => (
              <rect
                key={`${i}-${j}`}
                x={j + 0.02}
                y={i + 0.02}
                width={0.96}
                height={0.96}
                fill={cellColor(value(i, j))}
              />
            )),
          )}
          {margin > 0 &&
            names.map((name, index) => (
              <g key={name} className={classes.heatLabel}>
                <text x={-0.3} y={index + 0.72} textAnchor="end">
                  {name.slice(0, 17)}
                </text>
                <text transform={`translate(${index + 0.72} -0.3) rotate(-90)`}>{name.slice(0, 17)}</text>
              </g>
            ))}
        </svg>
      </ChartFrame>
      <Text size="xs" c="dimmed" mt={4} className="number">
        {at === undefined
          ? `Correlations are ${summary}.`
          : `${names[at[0]]} and ${names[at[1]]}: ${text(value(...at))}`}
        {allNames.length > mostNames && ` The first ${mostNames} of ${allNames.length} assets are drawn.`}
      </Text>
    </>
  );
}
