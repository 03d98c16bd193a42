import { NoData } from "../../shared/ChartFrame.tsx";
import { formatTotal, signed } from "../../shared/format.ts";
import { NumberTable } from "../../shared/NumberTable.tsx";
import { energyAxis, iterationAxis } from "./chart-axes.ts";
import { methodCurves } from "./chart-curves.ts";
import { accuracyBand } from "./chart-domain.ts";
import type { Iteration } from "./job-events.ts";
import { LineDiagram } from "./LineDiagram.tsx";

export interface ConvergenceProps {
  readonly iterations: readonly Iteration[];
  /** hartree, null until they are known */
  readonly rhf: number | null;
  readonly exact: number | null;
}

/** VQE energy per iteration between the Hartree–Fock and the exact line. */
export function ConvergenceChart({ iterations, rhf, exact }: ConvergenceProps) {
  if (iterations.length === 0) return <NoData>The curve begins with the first VQE iteration.</NoData>;
  const first = iterations[0];
  const last = iterations.at(-1)!;
  const levels = [
    ...(rhf === null ? [] : [{ ...methodCurves.rhf, value: rhf }]),
    ...(exact === null ? [] : [{ ...methodCurves.casci, value: exact }]),
  ];
  return (
    <LineDiagram
      label={
        `Energy of the VQE per iteration: ${formatTotal(first.energy)} hartree at iteration ${first.iteration}, ` +
        `${formatTotal(last.energy)} at iteration ${last.iteration}` +
        (exact === null ? "." : `; the exact energy is ${formatTotal(exact)}.`)
      }
      rows={iterations}
      x={iterationAxis}
      y={energyAxis([...iterations.map(({ energy }) => energy), ...levels.map(({ value }) => value)])}
      curves={[{ ...methodCurves.vqe, field: "energy" }]}
      levels={levels}
      accuracy={exact === null ? undefined : [exact - accuracyBand, exact + accuracyBand]}
      tooltip={({ iteration, energy }) => `Iteration ${iteration}: ${formatTotal(energy)} Ha`}
      table={<IterationTable iterations={iterations} exact={exact} />}
    />
  );
}

/** The numbers behind both charts. */
export function IterationTable({ iterations, exact }: Pick<ConvergenceProps, "iterations" | "exact">) {
  return (
    <NumberTable
      heads={["Iteration", "Energy, hartree", "Error, mHa"]}
      rows={iterations.map(({ iteration, energy }) => [
        String(iteration),
        signed(energy.toFixed(8)),
        exact === null ? "–" : signed((1000 * (energy - exact)).toFixed(5)),
      ])}
    />
  );
}
