import { NoData } from "../../shared/ChartFrame.tsx";
import { formatDifference } from "../../shared/format.ts";
import { NumberTable } from "../../shared/NumberTable.tsx";
import { Section } from "../../shared/Section.tsx";
import { bondLengthAxis, errorAxis } from "../job/chart-axes.ts";
import { methodCurves } from "../job/chart-curves.ts";
import { accuracyBand, logError } from "../job/chart-domain.ts";
import type { ScanPoint } from "../job/job-events.ts";
import { LineDiagram } from "../job/LineDiagram.tsx";

interface ErrorRow {
  readonly bondLengthAngstrom: number;
  readonly vqe: number;
  readonly mp2: number | null;
}

interface ScanErrorChartProps {
  readonly points: readonly ScanPoint[];
  /** Å */
  readonly range: readonly [number, number];
}

/** Distances of VQE and MP2 from the exact curve. */
export function ScanErrorChart({ points, range }: ScanErrorChartProps) {
  const rows = points.flatMap(({ bondLengthAngstrom, vqe, mp2, casci }): ErrorRow[] => {
    if (vqe === null || casci === null) return [];
    return [
      { bondLengthAngstrom, vqe: logError(vqe, casci), mp2: mp2 === null ? null : logError(mp2, casci) },
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
}: { readonly rows: readonly ErrorRow[] } & Pick<ScanErrorChartProps, "range">) {
  const y = errorAxis(rows.flatMap(({ vqe, mp2 }) => (mp2 === null ? [vqe] : [vqe, mp2])));
  const worst = Math.max(...rows.map(({ vqe }) => vqe));
  return (
    <LineDiagram
      label={`Distance from the exact energy along the bond; the largest of UCCSD-VQE is ${formatDifference(worst)} millihartree.`}
      rows={rows}
      x={bondLengthAxis(range)}
      y={y}
      curves={[methodCurves.mp2, methodCurves.vqe]}
      accuracy={[y.domain[0], accuracyBand]}
      isSmooth
      tooltip={({ bondLengthAngstrom, vqe }) =>
        `${bondLengthAngstrom.toFixed(3)} Å: ${formatDifference(vqe)} mHa`
      }
      table={
        <NumberTable
          heads={["Å", "VQE, mHa", "MP2, mHa"]}
          rows={rows.map(({ bondLengthAngstrom, vqe, mp2 }) => [
            bondLengthAngstrom.toFixed(3),
            formatDifference(vqe),
            mp2 === null ? "–" : formatDifference(mp2),
          ])}
        />
      }
    />
  );
}
