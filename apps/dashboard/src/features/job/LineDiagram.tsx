import type { ReactNode } from "react";
import {
  CartesianGrid,
  ErrorBar,
  Line,
  LineChart,
  ReferenceArea,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { ChartFrame } from "../../shared/ChartFrame.tsx";
import type { HorizontalAxis, VerticalAxis } from "./chart-axes.ts";
import { LineTooltip } from "./LineTooltip.tsx";

/** A line through the rows. */
export interface Curve {
  /** Name of the row's field; null leaves the row out. */
  readonly field: string;
  readonly name: string;
  readonly color: string;
  /** Dashes and gaps, pixels; the curve that the chart is about has none, and dots. */
  readonly dash?: string;
  /** A line beside the one that the chart is about. */
  readonly isThin?: boolean;
  /** One of many lines in the background, without a place in the legend. */
  readonly isFaint?: boolean;
  /** Dots without a line. */
  readonly isDotted?: boolean;
  /** Name of the row's field with the half length of an error bar, or its lengths down and up. */
  readonly errorField?: string;
}

/** A horizontal line across the chart. */
export interface Level {
  readonly name: string;
  readonly value: number;
  readonly color: string;
  readonly dash: string;
}

interface LineDiagramProps<Row> {
  /** What the picture shows, in words. */
  readonly label: string;
  readonly rows: readonly Row[];
  readonly x: HorizontalAxis;
  readonly y: VerticalAxis;
  readonly curves: readonly Curve[];
  readonly levels?: readonly Level[];
  /** Energies or errors within chemical accuracy. */
  readonly accuracy?: readonly [number, number] | undefined;
  /** Where a vertical line stands. */
  readonly mark?: number | undefined;
  /** Smooth curves for what is a function of x, straight ones for a sequence. */
  readonly isSmooth?: boolean;
  readonly tooltip: (row: Row) => ReactNode;
  /** The same numbers as a table. */
  readonly table: ReactNode;
}

/** More dots than these run into each other. */
const mostDots = 40;
const accuracyColor = "var(--chart-exact)";
const textColor = "var(--chart-text)";

/** Curves over one axis, as all charts of calculations draw them. */
export function LineDiagram<Row>(props: LineDiagramProps<Row>) {
  const { rows, x, y, curves, levels = [], accuracy, mark, isSmooth = false, tooltip } = props;
  const legend = [
    ...curves
      .filter(({ isFaint }) => isFaint !== true)
      .map(({ name, color, dash }) => ({
        name,
        color,
        ...(dash === undefined ? {} : { dash: "dashed" as const }),
      })),
    ...levels.map(({ name, color }) => ({ name, color, dash: "dashed" as const })),
    ...(accuracy ? [{ name: "Chemical accuracy", color: accuracyColor, dash: "band" as const }] : []),
  ];
  return (
    <ChartFrame label={props.label} legend={legend} table={props.table}>
      <ResponsiveContainer width="100%" height="100%">
        <LineChart
          data={[...rows]}
          margin={{ top: 6, right: 14, bottom: 18, left: 6 }}
          accessibilityLayer={false}
        >
          <CartesianGrid stroke="var(--chart-grid)" vertical={false} />
          {accuracy && (
            <ReferenceArea
              y1={accuracy[0]}
              y2={accuracy[1]}
              fill={accuracyColor}
              fillOpacity={0.14}
              ifOverflow="hidden"
            />
          )}
          <XAxis
            dataKey={x.field}
            type="number"
            domain={x.domain ? [...x.domain] : ["dataMin", "dataMax"]}
            {...(x.scale ? { scale: x.scale } : {})}
            {...(x.format ? { tickFormatter: x.format } : {})}
            {...(x.ticks ? { ticks: [...x.ticks] } : { allowDecimals: false })}
            stroke={textColor}
            tickLine={false}
            label={{ value: x.label, position: "insideBottom", offset: -10, fill: textColor }}
          />
          <YAxis
            scale={y.scale}
            domain={[...y.domain]}
            ticks={[...y.ticks]}
            allowDataOverflow
            width={y.width}
            stroke={textColor}
            tickLine={false}
            axisLine={false}
            tickFormatter={y.format}
            {...(y.label === undefined ? {} : { label: verticalLabel(y.label) })}
          />
          {levels.map(({ name, value, color, dash }) => (
            <ReferenceLine key={name} y={value} stroke={color} strokeDasharray={dash} strokeWidth={1.6} />
          ))}
          {mark !== undefined && <ReferenceLine x={mark} stroke={textColor} strokeDasharray="2 4" />}
          <Tooltip content={<LineTooltip<Row>>{tooltip}</LineTooltip>} />
          {curves.map((curve) => (
            <Line
              key={curve.field}
              dataKey={curve.field}
              type={isSmooth ? "monotone" : "linear"}
              stroke={curve.color}
              strokeWidth={strokeWidth(curve)}
              strokeOpacity={curve.isFaint ? 0.28 : 1}
              {...(curve.dash === undefined ? {} : { strokeDasharray: curve.dash })}
              dot={hasDots(curve, rows.length) ? { r: 3, fill: curve.color, strokeWidth: 0 } : false}
              {...(curve.isFaint ? { activeDot: false } : {})}
              connectNulls
              isAnimationActive={false}
            >
              {curve.errorField !== undefined && (
                <ErrorBar
                  dataKey={curve.errorField}
                  direction="y"
                  width={5}
                  stroke={curve.color}
                  strokeWidth={1.3}
                  isAnimationActive={false}
                />
              )}
            </Line>
          ))}
        </LineChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
}

function strokeWidth({ dash, isFaint, isDotted, isThin }: Curve): number {
  if (isDotted) return 0;
  if (isThin) return 1.3;
  return isFaint ? 1 : dash === undefined ? 2.4 : 1.8;
}

function hasDots({ dash, isFaint, isDotted }: Curve, rowCount: number): boolean {
  return isDotted === true || (dash === undefined && !isFaint && rowCount < mostDots);
}

function verticalLabel(value: string) {
  return {
    value,
    angle: -90,
    position: "insideLeft" as const,
    fill: textColor,
    style: { textAnchor: "middle" as const },
  };
}
