import { Table } from "@mantine/core";
import {
  CartesianGrid,
  Line,
  LineChart,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { ChartFrame, NoData } from "../../shared/ChartFrame.tsx";
import { formatTotal, signed } from "../../shared/format.ts";
import { Section } from "../../shared/Section.tsx";
import { energyDomain, niceTicks, tickDigits } from "./chart-domain.ts";
import type { ScanPoint } from "./job-events.ts";
import { LineTooltip } from "./LineTooltip.tsx";

interface ScanCurveProps {
  readonly points: readonly ScanPoint[];
  /** Å */
  readonly range: readonly [number, number];
  readonly equilibriumAngstrom?: number | undefined;
}

const curves = [
  { key: "rhf", name: "Hartree–Fock", color: "var(--chart-rhf)", dash: "7 4" },
  { key: "mp2", name: "MP2", color: "var(--chart-mp2)", dash: "2 3" },
  { key: "casci", name: "Exact", color: "var(--chart-exact)", dash: "4 3" },
  { key: "vqe", name: "UCCSD-VQE", color: "var(--chart-vqe)", dash: undefined },
] as const;

/** Potential curves of all methods along the bond. */
export function ScanCurve({ points, range, equilibriumAngstrom }: ScanCurveProps) {
  return (
    <Section title="Potential curve" description="Energy along the bond, hartree">
      {points.length === 0 ? (
        <NoData>The curve begins with the first point that ends.</NoData>
      ) : (
        <Curve points={points} range={range} equilibriumAngstrom={equilibriumAngstrom} />
      )}
    </Section>
  );
}

function Curve({ points, range, equilibriumAngstrom }: ScanCurveProps) {
  const values = points.flatMap(({ rhf, mp2, casci, vqe }) =>
    [rhf, mp2, casci, vqe].filter((energy) => energy !== null),
  );
  const domain = energyDomain(values.length === 0 ? [0, 1] : values);
  const digits = tickDigits(domain);
  const ends = [...range].sort((a, b) => a - b);
  const lowest = points.reduce<ScanPoint | undefined>(
    (best, point) => (point.vqe !== null && point.vqe < (best?.vqe ?? Infinity) ? point : best),
    undefined,
  );
  const label =
    `Energies along the bond, ${points.length} points from ${points[0].bondLengthAngstrom} to ${points.at(-1)!.bondLengthAngstrom} ångström` +
    (lowest?.vqe == null
      ? "."
      : `; the lowest VQE energy is ${formatTotal(lowest.vqe)} hartree at ${lowest.bondLengthAngstrom} ångström.`);
  return (
    <ChartFrame
      label={label}
      legend={curves.map(({ name, color, dash }) => ({
        name,
        color,
        ...(dash ? { dash: "dashed" as const } : {}),
      }))}
      table={<PointTable points={points} />}
    >
      <ResponsiveContainer width="100%" height="100%">
        <LineChart
          data={[...points]}
          margin={{ top: 6, right: 14, bottom: 18, left: 6 }}
          accessibilityLayer={false}
        >
          <CartesianGrid stroke="var(--chart-grid)" vertical={false} />
          <XAxis
            dataKey="bondLengthAngstrom"
            type="number"
            domain={ends}
            ticks={niceTicks([ends[0], ends[1]], 6)}
            stroke="var(--chart-text)"
            tickLine={false}
            label={{
              value: "Bond length, Å",
              position: "insideBottom",
              offset: -10,
              fill: "var(--chart-text)",
            }}
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
          {equilibriumAngstrom !== undefined && (
            <ReferenceLine x={equilibriumAngstrom} stroke="var(--chart-text)" strokeDasharray="2 4" />
          )}
          <Tooltip
            content={
              <LineTooltip<ScanPoint>>
                {({ bondLengthAngstrom, vqe }) =>
                  `${bondLengthAngstrom.toFixed(3)} Å: ${vqe === null ? "no energy" : `${formatTotal(vqe)} Ha`}`
                }
              </LineTooltip>
            }
          />
          {curves.map(({ key, color, dash }) => (
            <Line
              key={key}
              dataKey={key}
              type="monotone"
              stroke={color}
              strokeWidth={key === "vqe" ? 2.4 : 1.8}
              {...(dash ? { strokeDasharray: dash } : {})}
              dot={key === "vqe" ? { r: 3, fill: color, strokeWidth: 0 } : false}
              connectNulls
              isAnimationActive={false}
            />
          ))}
        </LineChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
}

function PointTable({ points }: { readonly points: readonly ScanPoint[] }) {
  const cell = (energy: number | null) => (energy === null ? "–" : signed(energy.toFixed(6)));
  return (
    <Table stickyHeader fz="xs" className="number">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Å</Table.Th>
          <Table.Th>HF</Table.Th>
          <Table.Th>MP2</Table.Th>
          <Table.Th>Exact</Table.Th>
          <Table.Th>VQE</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {points.map((point) => (
          <Table.Tr key={point.bondLengthAngstrom}>
            <Table.Td>{point.bondLengthAngstrom.toFixed(3)}</Table.Td>
            <Table.Td>{cell(point.rhf)}</Table.Td>
            <Table.Td>{cell(point.mp2)}</Table.Td>
            <Table.Td>{cell(point.casci)}</Table.Td>
            <Table.Td>
              {cell(point.vqe)}
              {point.note !== undefined && ` (${point.note})`}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
