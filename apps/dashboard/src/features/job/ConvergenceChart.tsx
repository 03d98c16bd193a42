import { Table } from "@mantine/core";
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
import { formatTotal, signed } from "../../shared/format.ts";
import { accuracyBand, energyDomain, niceTicks, tickDigits } from "./chart-domain.ts";
import type { Iteration } from "./job-events.ts";
import { LineTooltip } from "./LineTooltip.tsx";

export interface ConvergenceProps {
  readonly iterations: readonly Iteration[];
  /** hartree, null until they are known */
  readonly rhf: number | null;
  readonly exact: number | null;
}

const legend = [
  { name: "UCCSD-VQE", color: "var(--chart-vqe)" },
  { name: "Hartree–Fock", color: "var(--chart-rhf)", dash: "dashed" as const },
  { name: "Exact", color: "var(--chart-exact)", dash: "dashed" as const },
  { name: "Chemical accuracy", color: "var(--chart-exact)", dash: "band" as const },
];

/** VQE energy per iteration between the Hartree–Fock and the exact line. */
export function ConvergenceChart({ iterations, rhf, exact }: ConvergenceProps) {
  if (iterations.length === 0) return <NoData>The curve begins with the first VQE iteration.</NoData>;
  const last = iterations.at(-1)!;
  const values = iterations.map(({ energy }) => energy);
  const domain = energyDomain([
    ...values,
    ...(rhf === null ? [] : [rhf]),
    ...(exact === null ? [] : [exact]),
  ]);
  const digits = tickDigits(domain);
  const label =
    `Energy of the VQE per iteration: ${formatTotal(values[0])} hartree at iteration ${iterations[0].iteration}, ` +
    `${formatTotal(last.energy)} at iteration ${last.iteration}` +
    (exact === null ? "." : `; the exact energy is ${formatTotal(exact)}.`);
  return (
    <ChartFrame
      label={label}
      legend={legend}
      table={<IterationTable iterations={iterations} exact={exact} />}
    >
      <ResponsiveContainer width="100%" height="100%">
        <LineChart
          data={[...iterations]}
          margin={{ top: 6, right: 12, bottom: 18, left: 6 }}
          accessibilityLayer={false}
        >
          <CartesianGrid stroke="var(--chart-grid)" vertical={false} />
          {exact !== null && (
            <ReferenceArea
              y1={exact - accuracyBand}
              y2={exact + accuracyBand}
              fill="var(--chart-exact)"
              fillOpacity={0.16}
              ifOverflow="hidden"
            />
          )}
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
            domain={domain}
            ticks={niceTicks(domain)}
            allowDataOverflow
            width={16 + 8 * (digits + 4)}
            stroke="var(--chart-text)"
            tickLine={false}
            axisLine={false}
            tickFormatter={(value: number) => signed(value.toFixed(digits))}
          />
          {rhf !== null && (
            <ReferenceLine y={rhf} stroke="var(--chart-rhf)" strokeDasharray="7 4" strokeWidth={1.6} />
          )}
          {exact !== null && (
            <ReferenceLine y={exact} stroke="var(--chart-exact)" strokeDasharray="3 3" strokeWidth={1.6} />
          )}
          <Tooltip
            content={
              <LineTooltip<Iteration>>
                {({ iteration, energy }) => `Iteration ${iteration}: ${formatTotal(energy)} Ha`}
              </LineTooltip>
            }
          />
          <Line
            dataKey="energy"
            type="linear"
            stroke="var(--chart-vqe)"
            strokeWidth={2.4}
            dot={iterations.length < 40 ? { r: 2.6, fill: "var(--chart-vqe)", strokeWidth: 0 } : false}
            isAnimationActive={false}
          />
        </LineChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
}

/** The numbers behind both charts. */
export function IterationTable({ iterations, exact }: Pick<ConvergenceProps, "iterations" | "exact">) {
  return (
    <Table stickyHeader fz="xs" className="number">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Iteration</Table.Th>
          <Table.Th>Energy, hartree</Table.Th>
          <Table.Th>Error, mHa</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {iterations.map(({ iteration, energy }) => (
          <Table.Tr key={iteration}>
            <Table.Td>{iteration}</Table.Td>
            <Table.Td>{signed(energy.toFixed(8))}</Table.Td>
            <Table.Td>{exact === null ? "–" : signed((1000 * (energy - exact)).toFixed(5))}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
