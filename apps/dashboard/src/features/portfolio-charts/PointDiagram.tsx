import type { ReactNode } from "react";
import {
  CartesianGrid,
  ResponsiveContainer,
  Scatter,
  ScatterChart,
  Tooltip,
  XAxis,
  YAxis,
  ZAxis,
} from "recharts";
import { ChartFrame } from "../../shared/ChartFrame.tsx";
import { niceTicks } from "../job/chart-domain.ts";
import { LineTooltip } from "../job/LineTooltip.tsx";
import { spanOf } from "./axes.ts";
import { percentText } from "./money-format.ts";

/** A portfolio or an asset by its expected return and its volatility. */
export interface RiskPoint {
  readonly name: string;
  readonly expectedReturn: number;
  readonly volatility: number;
}

export interface PointSeries {
  readonly name: string;
  readonly color: string;
  readonly points: readonly RiskPoint[];
  /** Default dots; a curve joins its points. */
  readonly look?: "dots" | "curve" | "dashed";
  readonly shape?: "circle" | "star" | "diamond" | "triangle" | "square" | "cross";
  /** Area of a dot, square pixels. */
  readonly size?: number;
}

interface PointDiagramProps {
  readonly label: string;
  readonly series: readonly PointSeries[];
  readonly table: ReactNode;
}

/** Expected returns against volatilities: curves of frontiers, and what lies on or beneath them. */
export function PointDiagram({ label, series, table }: PointDiagramProps) {
  const all = series.flatMap(({ points }) => points);
  const x = spanOf([...all.map(({ volatility }) => volatility)], 0.06);
  const y = spanOf(
    all.map(({ expectedReturn }) => expectedReturn),
    0.08,
  );
  const horizontal = [Math.max(0, x[0]), x[1]] as const;
  const [xTicks, yTicks] = [niceTicks(horizontal, 5), niceTicks(y)];
  return (
    <ChartFrame
      label={label}
      legend={series.map(({ name, color, look }) => ({
        name,
        color,
        ...(look === "dashed"
          ? { dash: "dashed" as const }
          : look === "curve"
            ? {}
            : { dash: "dot" as const }),
      }))}
      table={table}
    >
      <ResponsiveContainer width="100%" height="100%">
        <ScatterChart margin={{ top: 6, right: 14, bottom: 18, left: 6 }} accessibilityLayer={false}>
          <CartesianGrid stroke="var(--chart-grid)" />
          <XAxis
            dataKey="volatility"
            type="number"
            domain={[...horizontal]}
            ticks={xTicks}
            allowDataOverflow
            stroke="var(--chart-text)"
            tickLine={false}
            tickFormatter={(value: number) => percentText(value, tickDigits(xTicks))}
            label={{
              value: "Volatility a year",
              position: "insideBottom",
              offset: -10,
              fill: "var(--chart-text)",
            }}
          />
          <YAxis
            dataKey="expectedReturn"
            type="number"
            domain={y}
            ticks={yTicks}
            allowDataOverflow
            width={76}
            stroke="var(--chart-text)"
            tickLine={false}
            axisLine={false}
            tickFormatter={(value: number) => percentText(value, tickDigits(yTicks))}
            label={{
              value: "Expected return a year",
              angle: -90,
              position: "insideLeft",
              fill: "var(--chart-text)",
              style: { textAnchor: "middle" },
            }}
          />
          <ZAxis range={[64, 64]} />
          <Tooltip
            cursor={false}
            content={
              <LineTooltip<RiskPoint>>
                {({ name, expectedReturn, volatility }) => (
                  <>
                    <strong>{name}</strong>
                    <div>return {percentText(expectedReturn)}</div>
                    <div>volatility {percentText(volatility)}</div>
                  </>
                )}
              </LineTooltip>
            }
          />
          {series.map(({ name, color, points, look = "dots", shape = "circle", size = 50 }) => (
            <Scatter
              key={name}
              name={name}
              data={[...points]}
              fill={color}
              isAnimationActive={false}
              {...(look === "dots"
                ? { shape: <Mark shape={shape} size={size} color={color} /> }
                : {
                    line: {
                      stroke: color,
                      strokeWidth: 2.2,
                      ...(look === "dashed" ? { strokeDasharray: "5 4" } : {}),
                    },
                    shape: <Mark shape="circle" size={points.length > 60 ? 6 : 12} color={color} />,
                  })}
            />
          ))}
        </ScatterChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
}

/** Decimals of percents that tell ticks apart. */
function tickDigits(ticks: readonly number[]): number {
  const step = 100 * (ticks[1] - ticks[0]);
  return [0, 1, 2, 3].find((digits) => Math.abs(step - Number(step.toFixed(digits))) < 1e-9 * step) ?? 4;
}

interface MarkProps {
  readonly shape: NonNullable<PointSeries["shape"]>;
  readonly size: number;
  readonly color: string;
  /** Filled in by the chart. */
  readonly cx?: number;
  readonly cy?: number;
}

const paths: Readonly<Record<Exclude<MarkProps["shape"], "circle">, string>> = {
  star: "M0-1.25 .37-.4 1.25-.35.57.22.8 1.1 0 .6-.8 1.1-.57.22-1.25-.35-.37-.4Z",
  diamond: "M0-1.2 1.2 0 0 1.2-1.2 0Z",
  triangle: "M0-1.15 1.1.85-1.1.85Z",
  square: "M-.9-.9H.9V.9H-.9Z",
  cross: "M-1-.35H-.35V-1H.35V-.35H1V.35H.35V1H-.35V.35H-1Z",
};

/** A dot of a shape of its own, so that series differ without colours too. */
function Mark({ shape, size, color, cx = 0, cy = 0 }: MarkProps) {
  const radius = Math.sqrt(size / Math.PI);
  if (shape === "circle") return <circle cx={cx} cy={cy} r={radius} fill={color} />;
  return (
    <path
      d={paths[shape]}
      transform={`translate(${cx} ${cy}) scale(${radius})`}
      fill={color}
      stroke="var(--mantine-color-body)"
      strokeWidth={0.15}
    />
  );
}
