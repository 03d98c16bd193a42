import { Table } from "@mantine/core";
import {
  CartesianGrid,
  Line,
  LineChart,
  ReferenceArea,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { ChartFrame, NoData } from "../../shared/ChartFrame.tsx";
import { formatDifference } from "../../shared/format.ts";
import { Section } from "../../shared/Section.tsx";
import {
  accuracyBand,
  decadeDomain,
  decadeTicks,
  formatDecade,
  logError,
  niceTicks,
} from "../job/chart-domain.ts";
import type { ScanPoint } from "../job/job-events.ts";
import { LineTooltip } from "../job/LineTooltip.tsx";

interface ErrorRow {
  readonly bondLengthAngstrom: number;
  readonly vqe: number;
  readonly mp2: number | null;
}

/** Distances of VQE and MP2 from the exact curve. */
export function ScanErrorChart({
  points,
  range,
}: {
  readonly points: readonly ScanPoint[];
  readonly range: readonly [number, number];
}) {
  const rows = points.flatMap(({ bondLengthAngstrom, vqe, mp2, casci }): ErrorRow[] => {
    if (vqe === null || casci === null) return [];
    return [
      {
        bondLengthAngstrom,
        vqe: logError(vqe, casci),
        mp2: mp2 === null ? null : logError(mp2, casci),
      },
    ];
  });
  return (
    <Section title="Error along the curve" description="Distance from the exact energy, logarithmic">
      {rows.length === 0 ? (
        <NoData>No point has both a VQE and an exact energy.</NoData>
      ) : (
        <ErrorCurves rows={rows} range={range} />
      )}
    </Section>
  );
}

function ErrorCurves({
  rows,
  range,
}: {
  readonly rows: readonly ErrorRow[];
  readonly range: readonly [number, number];
}) {
  const values = rows.flatMap(({ vqe, mp2 }) => (mp2 === null ? [vqe] : [vqe, mp2]));
  const domain = decadeDomain(values);
  const ends = [...range].sort((a, b) => a - b);
  const worst = Math.max(...rows.map(({ vqe }) => vqe));
  return (
    <ChartFrame
      label={`Distance from the exact energy along the bond; the largest of UCCSD-VQE is ${formatDifference(worst)} millihartree.`}
      legend={[
        { name: "UCCSD-VQE", color: "var(--chart-vqe)" },
        { name: "MP2", color: "var(--chart-mp2)", dash: "dashed" },
        { name: "Chemical accuracy", color: "var(--chart-exact)", dash: "band" },
      ]}
      table={<ErrorTable rows={rows} />}
    >
      <ResponsiveContainer width="100%" height="100%">
        <LineChart
          data={[...rows]}
          margin={{ top: 6, right: 14, bottom: 18, left: 6 }}
          accessibilityLayer={false}
        >
          <CartesianGrid stroke="var(--chart-grid)" vertical={false} />
          <ReferenceArea
            y1={domain[0]}
            y2={accuracyBand}
            fill="var(--chart-exact)"
            fillOpacity={0.12}
            ifOverflow="hidden"
          />
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
          <Tooltip
            content={
              <LineTooltip<ErrorRow>>
                {({ bondLengthAngstrom, vqe }) =>
                  `${bondLengthAngstrom.toFixed(3)} Å: ${formatDifference(vqe)} mHa`
                }
              </LineTooltip>
            }
          />
          <Line
            dataKey="mp2"
            type="monotone"
            stroke="var(--chart-mp2)"
            strokeWidth={1.8}
            strokeDasharray="2 3"
            dot={false}
            isAnimationActive={false}
          />
          <Line
            dataKey="vqe"
            type="monotone"
            stroke="var(--chart-vqe)"
            strokeWidth={2.4}
            dot={{ r: 3, fill: "var(--chart-vqe)", strokeWidth: 0 }}
            isAnimationActive={false}
          />
        </LineChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
}

function ErrorTable({ rows }: { readonly rows: readonly ErrorRow[] }) {
  return (
    <Table stickyHeader fz="xs" className="number">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Å</Table.Th>
          <Table.Th>VQE, mHa</Table.Th>
          <Table.Th>MP2, mHa</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(({ bondLengthAngstrom, vqe, mp2 }) => (
          <Table.Tr key={bondLengthAngstrom}>
            <Table.Td>{bondLengthAngstrom.toFixed(3)}</Table.Td>
            <Table.Td>{formatDifference(vqe)}</Table.Td>
            <Table.Td>{mp2 === null ? "–" : formatDifference(mp2)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
