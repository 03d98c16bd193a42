import {
  CartesianGrid,
  ErrorBar,
  ReferenceLine,
  ResponsiveContainer,
  Scatter,
  ScatterChart,
  Tooltip,
  XAxis,
  YAxis,
  ZAxis,
} from "recharts";
import { ChartFrame } from "../../shared/ChartFrame.tsx";
import { NumberTable } from "../../shared/NumberTable.tsx";
import { niceTicks } from "../job/chart-domain.ts";
import { LineTooltip } from "../job/LineTooltip.tsx";
import { spanOf } from "../portfolio-charts/axes.ts";
import { figureText } from "../portfolio-charts/money-format.ts";

export interface ParityPoint {
  readonly row: number;
  readonly name: string;
  readonly actual: number;
  readonly predicted: number;
  readonly deviation: number | null;
  readonly isOutOfDomain: boolean;
}

interface ParityDiagramProps {
  readonly title: string;
  readonly points: readonly ParityPoint[];
  readonly color: string;
  /** "yield strength, MPa" */
  readonly quantity: string;
  /** Of both panels, so that they can be compared. */
  readonly span: readonly [number, number];
}

/** More error bars than these hide the dots. */
const mostBars = 400;
const listedRows = 500;

/** A name that fits into a line. */
export function shortName(name: string): string {
  return name.length > 28 ? `${name.slice(0, 27)}…` : name;
}

/** The range of everything that the panels show. */
export function paritySpan(points: readonly ParityPoint[]): [number, number] {
  return spanOf(points.flatMap(({ actual, predicted }) => [actual, predicted]));
}

/** Held-out predictions against true values, with one standard deviation up and down. */
export function ParityDiagram({ title, points, color, quantity, span }: ParityDiagramProps) {
  const outside = points.filter(({ isOutOfDomain }) => isOutOfDomain);
  const inside = points.filter(({ isOutOfDomain }) => !isOutOfDomain);
  const hasBars = points.length <= mostBars && points.some(({ deviation }) => deviation !== null);
  const mean = points.reduce(
    (sum, { actual, predicted }) => sum + Math.abs(predicted - actual) / points.length,
    0,
  );
  const axis = {
    type: "number" as const,
    domain: [...span],
    ticks: niceTicks(span, 5),
    allowDataOverflow: true,
    stroke: "var(--chart-text)",
    tickLine: false,
    tickFormatter: (value: number) => figureText(value, 4),
  };
  const series = (rows: readonly ParityPoint[], stroke: string, isHollow: boolean) => (
    <Scatter
      data={[...rows]}
      fill={isHollow ? "transparent" : stroke}
      fillOpacity={0.75}
      stroke={isHollow ? stroke : "none"}
      strokeWidth={1.4}
      isAnimationActive={false}
    >
      {hasBars && (
        <ErrorBar
          dataKey="deviation"
          direction="y"
          width={0}
          stroke={stroke}
          strokeWidth={0.9}
          opacity={0.45}
          isAnimationActive={false}
        />
      )}
    </Scatter>
  );
  return (
    <ChartFrame
      label={`${title}: predictions against true values of ${quantity}, ${points.length} held-out rows, mean absolute error ${figureText(mean, 4)}, ${outside.length} out of domain.`}
      legend={[
        { name: hasBars ? "Held-out row ± deviation" : "Held-out row", color, dash: "dot" },
        ...(outside.length > 0
          ? [{ name: `Out of domain (${outside.length})`, color: "var(--series-2)", dash: "dot" as const }]
          : []),
        { name: "Exact", color: "var(--chart-exact)", dash: "dashed" },
      ]}
      table={
        <NumberTable
          heads={["Row", "Material", "True", "Predicted", "Deviation", "Domain"]}
          rows={points
            .slice(0, listedRows)
            .map(({ row, name, actual, predicted, deviation, isOutOfDomain }) => [
              String(row),
              shortName(name),
              figureText(actual, 5),
              figureText(predicted, 5),
              deviation === null ? "–" : figureText(deviation, 3),
              isOutOfDomain ? "outside" : "inside",
            ])}
        />
      }
    >
      <ResponsiveContainer width="100%" height="100%">
        <ScatterChart margin={{ top: 6, right: 14, bottom: 18, left: 6 }} accessibilityLayer={false}>
          <CartesianGrid stroke="var(--chart-grid)" />
          <XAxis
            dataKey="actual"
            {...axis}
            label={{ value: "True", position: "insideBottom", offset: -10, fill: "var(--chart-text)" }}
          />
          <YAxis dataKey="predicted" {...axis} width={60} axisLine={false} />
          <ZAxis range={[26, 26]} />
          <ReferenceLine
            segment={[
              { x: span[0], y: span[0] },
              { x: span[1], y: span[1] },
            ]}
            stroke="var(--chart-exact)"
            strokeDasharray="5 4"
            strokeWidth={1.6}
          />
          <Tooltip
            cursor={false}
            content={
              <LineTooltip<ParityPoint>>
                {({ row, name, actual, predicted, deviation, isOutOfDomain }) => (
                  <>
                    <strong>{shortName(name)}</strong>, row {row}
                    <div>true {figureText(actual, 5)}</div>
                    <div>
                      predicted {figureText(predicted, 5)}
                      {deviation !== null && ` ± ${figureText(deviation, 3)}`}
                    </div>
                    {isOutOfDomain && <div>out of domain</div>}
                  </>
                )}
              </LineTooltip>
            }
          />
          {series(inside, color, false)}
          {series(outside, "var(--series-2)", true)}
        </ScatterChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
}
