import type { ReactNode } from "react";
import { Area, AreaChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { ChartFrame } from "../../shared/ChartFrame.tsx";
import type { HorizontalAxis } from "../job/chart-axes.ts";
import { LineTooltip } from "../job/LineTooltip.tsx";
import { percentText } from "./money-format.ts";
import { distinctColors, restColor, seriesColor } from "./series-colors.ts";

interface StackedAreaProps {
  readonly label: string;
  /** Names of the shares, the greatest first. */
  readonly names: readonly string[];
  /** Shares by name at each place. */
  readonly rows: readonly {
    readonly at: number;
    readonly title: string;
    readonly weights: Readonly<Record<string, number>>;
  }[];
  readonly x: HorizontalAxis;
  /** Shares stay as they are until the next row instead of moving towards it. */
  readonly isStepped?: boolean;
  readonly table: ReactNode;
}

/** Names by their mean weight, the greatest first. */
export function rankNames(rows: readonly { readonly weights: Readonly<Record<string, number>> }[]): string[] {
  const totals = new Map<string, number>();
  for (const { weights } of rows) {
    for (const [name, weight] of Object.entries(weights)) totals.set(name, (totals.get(name) ?? 0) + weight);
  }
  return [...totals]
    .filter(([, total]) => total > 1e-9)
    .sort((a, b) => b[1] - a[1])
    .map(([name]) => name);
}

/** Shares of a whole along an axis, stacked; what has no colour of its own is one band of the rest. */
export function StackedAreaDiagram({ label, names, rows, x, isStepped = false, table }: StackedAreaProps) {
  const isShort = names.length <= distinctColors;
  const shown = isShort ? names : names.slice(0, distinctColors - 1);
  const bands = [
    ...shown.map((name, index) => ({ name, color: seriesColor(index) })),
    ...(isShort ? [] : [{ name: `${names.length - shown.length} others`, color: restColor }]),
  ];
  const data = rows.map(({ at, title, weights }) => ({
    at,
    title,
    // Negative weights cannot be stacked as shares; a long-only portfolio has none beyond rounding.
    ...Object.fromEntries(shown.map((name, index) => [`band${index}`, Math.max(0, weights[name] ?? 0)])),
    ...(isShort
      ? {}
      : {
          [`band${shown.length}`]: names
            .slice(shown.length)
            .reduce((sum, name) => sum + Math.max(0, weights[name] ?? 0), 0),
        }),
  }));
  return (
    <ChartFrame
      label={label}
      legend={bands.map((band) => ({ ...band, dash: "fill" as const }))}
      table={table}
    >
      <ResponsiveContainer width="100%" height="100%">
        <AreaChart data={data} margin={{ top: 6, right: 14, bottom: 18, left: 6 }} accessibilityLayer={false}>
          <CartesianGrid stroke="var(--chart-grid)" vertical={false} />
          <XAxis
            dataKey="at"
            type="number"
            domain={x.domain ? [...x.domain] : ["dataMin", "dataMax"]}
            {...(x.ticks ? { ticks: [...x.ticks] } : {})}
            {...(x.format ? { tickFormatter: x.format } : {})}
            stroke="var(--chart-text)"
            tickLine={false}
            label={{ value: x.label, position: "insideBottom", offset: -10, fill: "var(--chart-text)" }}
          />
          <YAxis
            domain={[0, 1]}
            ticks={[0, 0.25, 0.5, 0.75, 1]}
            allowDataOverflow
            width={50}
            stroke="var(--chart-text)"
            tickLine={false}
            axisLine={false}
            tickFormatter={(value: number) => percentText(value, 0)}
          />
          <Tooltip
            content={
              <LineTooltip<Record<string, number> & { title: string }>>
                {(row) => (
                  <>
                    <strong>{row.title}</strong>
                    {bands.map(({ name }, index) =>
                      row[`band${index}`] > 5e-5 ? (
                        <div key={name}>
                          {name}: {percentText(row[`band${index}`], 1)}
                        </div>
                      ) : null,
                    )}
                  </>
                )}
              </LineTooltip>
            }
          />
          {bands.map(({ name, color }, index) => (
            <Area
              key={name}
              dataKey={`band${index}`}
              stackId="whole"
              type={isStepped ? "stepAfter" : "linear"}
              stroke={color}
              strokeWidth={1}
              fill={color}
              fillOpacity={0.75}
              isAnimationActive={false}
            />
          ))}
        </AreaChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
}
