import {
  CartesianGrid,
  Line,
  LineChart,
  ReferenceArea,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { ChartFrame, NoData } from "../../shared/ChartFrame.tsx";
import { formatDifference } from "../../shared/format.ts";
import { accuracyBand, decadeDomain, decadeTicks, formatDecade, logError } from "./chart-domain.ts";
import { IterationTable, type ConvergenceProps } from "./ConvergenceChart.tsx";
import { LineTooltip } from "./LineTooltip.tsx";

interface ErrorRow {
  readonly iteration: number;
  readonly error: number;
}

const legend = [
  { name: "|E − exact|", color: "var(--chart-vqe)" },
  { name: "Chemical accuracy", color: "var(--chart-exact)", dash: "band" as const },
];

/** Distance from the exact energy per iteration on a logarithmic axis. */
export function ErrorChart({ iterations, exact }: ConvergenceProps) {
  if (exact === null) return <NoData>Without an exact energy there is no error to draw.</NoData>;
  if (iterations.length === 0) return <NoData>The curve begins with the first VQE iteration.</NoData>;
  const rows: ErrorRow[] = iterations.map(({ iteration, energy }) => ({
    iteration,
    error: logError(energy, exact),
  }));
  const domain = decadeDomain(rows.map(({ error }) => error));
  const final = rows.at(-1)!;
  return (
    <ChartFrame
      label={
        `Distance of the VQE energy from the exact one, logarithmic: ${formatDifference(rows[0].error)} millihartree at ` +
        `iteration ${rows[0].iteration}, ${formatDifference(final.error)} at iteration ${final.iteration}; chemical accuracy is 1.6.`
      }
      legend={legend}
      table={<IterationTable iterations={iterations} exact={exact} />}
    >
      <ResponsiveContainer width="100%" height="100%">
        <LineChart data={rows} margin={{ top: 6, right: 12, bottom: 18, left: 6 }} accessibilityLayer={false}>
          <CartesianGrid stroke="var(--chart-grid)" vertical={false} />
          <ReferenceArea
            y1={domain[0]}
            y2={accuracyBand}
            fill="var(--chart-exact)"
            fillOpacity={0.12}
            ifOverflow="hidden"
          />
          <XAxis
            dataKey="iteration"
            type="number"
            domain={["dataMin", "dataMax"]}
            allowDecimals={false}
            stroke="var(--chart-text)"
            tickLine={false}
            label={{ value: "Iteration", position: "insideBottom", offset: -10, fill: "var(--chart-text)" }}
          />
          <YAxis
            scale="log"
            domain={domain}
            ticks={decadeTicks(domain)}
            allowDataOverflow
            width={58}
            stroke="var(--chart-text)"
            tickLine={false}
            axisLine={false}
            tickFormatter={formatDecade}
            label={{
              value: "hartree",
              angle: -90,
              position: "insideLeft",
              fill: "var(--chart-text)",
              style: { textAnchor: "middle" },
            }}
          />
          <ReferenceLine y={accuracyBand} stroke="var(--chart-exact)" strokeDasharray="3 3" />
          <Tooltip
            content={
              <LineTooltip<ErrorRow>>
                {({ iteration, error }) => `Iteration ${iteration}: ${formatDifference(error)} mHa`}
              </LineTooltip>
            }
          />
          <Line
            dataKey="error"
            type="linear"
            stroke="var(--chart-vqe)"
            strokeWidth={2.4}
            dot={rows.length < 40 ? { r: 2.6, fill: "var(--chart-vqe)", strokeWidth: 0 } : false}
            isAnimationActive={false}
          />
        </LineChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
}
