import { Table, Text } from "@mantine/core";
import {
  Bar,
  CartesianGrid,
  ComposedChart,
  ResponsiveContainer,
  Scatter,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { memo } from "react";
import { ChartFrame } from "../../../shared/ChartFrame.tsx";
import { formatCount } from "../../../shared/format.ts";
import { LineTooltip } from "../../job/LineTooltip.tsx";
import type { SampleRow, SimulationResult } from "../simulation/types.ts";
import { formatPercent } from "./phase.ts";

interface ShownRow extends SampleRow {
  readonly expected: number | undefined;
}

function SamplesTable({ rows, shots }: { readonly rows: readonly ShownRow[]; readonly shots: number }) {
  return (
    <Table striped fz="xs" className="number">
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">Outcome</Table.Th>
          <Table.Th scope="col">Count</Table.Th>
          <Table.Th scope="col">Share</Table.Th>
          <Table.Th scope="col">Expected</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(({ bits, count, probability }) => (
          <Table.Tr key={bits}>
            <Table.Td>{bits}</Table.Td>
            <Table.Td>{formatCount(count)}</Table.Td>
            <Table.Td>{formatPercent(count / shots)}</Table.Td>
            <Table.Td>{probability === null ? "–" : formatPercent(probability)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

/** The vertical tick of an expected count. */
function ExpectedMark(props: { readonly cx?: number; readonly cy?: number }) {
  const { cx = 0, cy = 0 } = props;
  return <path d={`M${cx - 9} ${cy}h18`} stroke="var(--chart-rhf)" strokeWidth="2.5" />;
}

/** How often each outcome came up, beside how often it was to be expected. */
export const SamplesChart = memo(function SamplesChart({
  samples,
}: {
  readonly samples: NonNullable<SimulationResult["samples"]>;
}) {
  const { shots, outcomeCount, of } = samples;
  const rows: ShownRow[] = samples.rows.map((row) => ({
    ...row,
    expected: row.probability === null ? undefined : row.probability * shots,
  }));
  const hasExpected = rows.some(({ expected }) => expected !== undefined);
  const top = rows.toSorted((a, b) => b.count - a.count).slice(0, 4);
  const isLong = rows.length > 8 || rows.some(({ bits }) => bits.length > 5);
  return (
    <>
      <ChartFrame
        label={`Outcomes of ${shots} runs. Most frequent: ${top.map(({ bits, count }) => `${bits} ${count} times`).join(", ")}.`}
        legend={[
          {
            name: `Counts of ${shots.toLocaleString("en-US")} runs`,
            color: "var(--chart-vqe)",
            dash: "band",
          },
          ...(hasExpected ? [{ name: "Expected", color: "var(--chart-rhf)" }] : []),
        ]}
        table={<SamplesTable rows={rows} shots={shots} />}
      >
        <ResponsiveContainer width="100%" height="100%">
          <ComposedChart
            data={rows}
            margin={{ top: 6, right: 6, bottom: 4, left: 0 }}
            accessibilityLayer={false}
          >
            <CartesianGrid stroke="var(--chart-grid)" vertical={false} />
            <XAxis
              dataKey="bits"
              type="category"
              stroke="var(--chart-text)"
              tickLine={false}
              interval={0}
              angle={isLong ? -90 : 0}
              textAnchor={isLong ? "end" : "middle"}
              dy={isLong ? -3 : 0}
              height={isLong ? 16 + 7 * Math.max(...rows.map(({ bits }) => bits.length)) : 26}
              fontFamily="var(--mantine-font-family-monospace)"
            />
            <YAxis
              allowDecimals={false}
              width={46}
              stroke="var(--chart-text)"
              tickLine={false}
              axisLine={false}
            />
            <Tooltip
              cursor={{ fill: "var(--chart-grid)", opacity: 0.4 }}
              content={
                <LineTooltip<ShownRow>>
                  {({ bits, count, probability }) =>
                    `${bits}: ${count} times${probability === null ? "" : `, expected ${(probability * shots).toFixed(1)}`}`
                  }
                </LineTooltip>
              }
            />
            <Bar
              dataKey="count"
              fill="var(--chart-vqe)"
              fillOpacity={0.75}
              maxBarSize={44}
              isAnimationActive={false}
            />
            {hasExpected && <Scatter dataKey="expected" shape={<ExpectedMark />} isAnimationActive={false} />}
          </ComposedChart>
        </ResponsiveContainer>
      </ChartFrame>
      <Text size="xs" c="dimmed" mt={4}>
        Bits are those of the {of}, the last one is number 0.
        {rows.length < outcomeCount &&
          ` The ${rows.length} most frequent of ${formatCount(outcomeCount)} outcomes are shown.`}
      </Text>
    </>
  );
});
