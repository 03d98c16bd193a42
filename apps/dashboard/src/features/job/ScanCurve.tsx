import { NoData } from "../../shared/ChartFrame.tsx";
import { formatTotal, signed } from "../../shared/format.ts";
import { NumberTable } from "../../shared/NumberTable.tsx";
import { Section } from "../../shared/Section.tsx";
import { bondLengthAxis, energyAxis } from "./chart-axes.ts";
import { methodCurves } from "./chart-curves.ts";
import type { ScanPoint } from "./job-events.ts";
import { LineDiagram } from "./LineDiagram.tsx";

interface ScanCurveProps {
  readonly points: readonly ScanPoint[];
  /** Å */
  readonly range: readonly [number, number];
  readonly equilibriumAngstrom?: number | undefined;
}

/** Potential curves of all methods along the bond. */
export function ScanCurve({ points, range, equilibriumAngstrom }: ScanCurveProps) {
  return (
    <Section title="Potential curve" description="Energy along the bond, hartree">
      {points.length === 0 ? (
        <NoData>The curve begins with the first point that ends.</NoData>
      ) : (
        <LineDiagram
          label={describe(points)}
          rows={points}
          x={bondLengthAxis(range)}
          y={energyAxis(
            points.flatMap(({ rhf, mp2, casci, vqe }) =>
              [rhf, mp2, casci, vqe].filter((energy) => energy !== null),
            ),
          )}
          curves={Object.values(methodCurves)}
          mark={equilibriumAngstrom}
          isSmooth
          tooltip={({ bondLengthAngstrom, vqe }) =>
            `${bondLengthAngstrom.toFixed(3)} Å: ${vqe === null ? "no energy" : `${formatTotal(vqe)} Ha`}`
          }
          table={<PointTable points={points} />}
        />
      )}
    </Section>
  );
}

function describe(points: readonly ScanPoint[]): string {
  const lowest = points.reduce<ScanPoint | undefined>(
    (best, point) => (point.vqe !== null && point.vqe < (best?.vqe ?? Infinity) ? point : best),
    undefined,
  );
  return (
    `Energies along the bond, ${points.length} points from ${points[0].bondLengthAngstrom} to ${points.at(-1)!.bondLengthAngstrom} ångström` +
    (lowest?.vqe == null
      ? "."
      : `; the lowest VQE energy is ${formatTotal(lowest.vqe)} hartree at ${lowest.bondLengthAngstrom} ångström.`)
  );
}

function PointTable({ points }: { readonly points: readonly ScanPoint[] }) {
  const cell = (energy: number | null) => (energy === null ? "–" : signed(energy.toFixed(6)));
  return (
    <NumberTable
      heads={["Å", "HF", "MP2", "Exact", "VQE"]}
      rows={points.map(({ bondLengthAngstrom, rhf, mp2, casci, vqe, note }) => [
        bondLengthAngstrom.toFixed(3),
        cell(rhf),
        cell(mp2),
        cell(casci),
        cell(vqe) + (note === undefined ? "" : ` (${note})`),
      ])}
    />
  );
}
