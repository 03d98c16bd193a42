import { NoData } from "../../shared/ChartFrame.tsx";
import { formatDifference } from "../../shared/format.ts";
import { errorAxis, iterationAxis } from "./chart-axes.ts";
import { methodCurves } from "./chart-curves.ts";
import { accuracyBand, logError } from "./chart-domain.ts";
import { IterationTable, type ConvergenceProps } from "./ConvergenceChart.tsx";
import { LineDiagram } from "./LineDiagram.tsx";

/** Distance from the exact energy per iteration on a logarithmic axis. */
export function ErrorChart({ iterations, exact }: ConvergenceProps) {
  if (exact === null) return <NoData>Without an exact energy there is no error to draw.</NoData>;
  if (iterations.length === 0) return <NoData>The curve begins with the first VQE iteration.</NoData>;
  const rows = iterations.map(({ iteration, energy }) => ({ iteration, error: logError(energy, exact) }));
  const y = errorAxis(rows.map(({ error }) => error));
  const final = rows.at(-1)!;
  return (
    <LineDiagram
      label={
        `Distance of the VQE energy from the exact one, logarithmic: ${formatDifference(rows[0].error)} millihartree at ` +
        `iteration ${rows[0].iteration}, ${formatDifference(final.error)} at iteration ${final.iteration}; chemical accuracy is 1.6.`
      }
      rows={rows}
      x={iterationAxis}
      y={y}
      curves={[{ ...methodCurves.vqe, field: "error", name: "|E − exact|" }]}
      accuracy={[y.domain[0], accuracyBand]}
      tooltip={({ iteration, error }) => `Iteration ${iteration}: ${formatDifference(error)} mHa`}
      table={<IterationTable iterations={iterations} exact={exact} />}
    />
  );
}
