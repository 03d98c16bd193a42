import type { ReactNode } from "react";
import {
  Bar,
  BarChart,
  CartesianGrid,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { ChartFrame } from "../../shared/ChartFrame.tsx";
import type { VerticalAxis } from "../job/chart-axes.ts";
import { LineTooltip } from "../job/LineTooltip.tsx";

export interface Bars<Row> {
  readonly name: string;
  readonly color: string;
  readonly matches: (row: Row) => boolean;
}

interface BarDiagramProps<Row extends { readonly at: number; readonly size: number }> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly kinds: readonly Bars<Row>[];
  readonly x: {
    readonly label: string;
    readonly domain: readonly [number, number];
    readonly ticks: readonly number[];
    readonly format: (value: number) => string;
  };
  readonly y: VerticalAxis;
  readonly marks?: readonly {
    readonly name: string;
    readonly value: number;
    readonly color: string;
    readonly axis: "x" | "y";
  }[];
  readonly tooltip: (row: Row) => ReactNode;
  readonly table: ReactNode;
}

/** Bars along a number, each coloured by its kind, with lines across. */
export function BarDiagram<Row extends { readonly at: number; readonly size: number }>(
  props: BarDiagramProps<Row>,
) {
  const { rows, kinds, x, y, marks = [], tooltip } = props;
  // The chart takes a bar's colour from its row.
  const coloured = rows.map((row) => ({
    ...row,
    fill: kinds.find(({ matches }) => matches(row))?.color ?? "var(--series-rest)",
  }));
  const legend = [
    ...kinds.map(({ name, color }) => ({ name, color, dash: "fill" as const })),
    ...marks.map(({ name, color }) => ({ name, color, dash: "dashed" as const })),
  ];
  return (
    <ChartFrame label={props.label} legend={legend} table={props.table}>
      <ResponsiveContainer width="100%" height="100%">
        <BarChart
          data={coloured}
          margin={{ top: 6, right: 14, bottom: 18, left: 6 }}
          accessibilityLayer={false}
          barCategoryGap={1}
        >
          <CartesianGrid stroke="var(--chart-grid)" vertical={false} />
          <XAxis
            dataKey="at"
            type="number"
            domain={[...x.domain]}
            ticks={[...x.ticks]}
            allowDataOverflow
            stroke="var(--chart-text)"
            tickLine={false}
            tickFormatter={x.format}
            label={{ value: x.label, position: "insideBottom", offset: -10, fill: "var(--chart-text)" }}
          />
          <YAxis
            scale={y.scale}
            domain={[...y.domain]}
            ticks={[...y.ticks]}
            allowDataOverflow
            width={y.width}
            stroke="var(--chart-text)"
            tickLine={false}
            axisLine={false}
            tickFormatter={y.format}
          />
          <Tooltip
            cursor={{ fill: "var(--chart-grid)", opacity: 0.5 }}
            content={<LineTooltip<Row>>{tooltip}</LineTooltip>}
          />
          <Bar dataKey="size" isAnimationActive={false} minPointSize={1} />
          {marks.map(({ name, value, color, axis }) => (
            <ReferenceLine
              key={name}
              {...(axis === "x" ? { x: value } : { y: value })}
              stroke={color}
              strokeDasharray="5 4"
              strokeWidth={1.8}
            />
          ))}
        </BarChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
}
