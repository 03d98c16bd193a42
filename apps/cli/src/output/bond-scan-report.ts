import type { BondScanResult } from "@ansatz/contract";
import type { Terminal } from "../terminal.ts";
import { plot } from "./plot.ts";
import { createReport, reportVerdict } from "./report.ts";
import { count, hartree, milliHartree, seconds, table } from "./text.ts";

const plotRows = 14;

/** Prints a bond scan: a row a point, the curve, its minimum, the verdict. */
export function printBondScan(result: BondScanResult, terminal: Terminal): void {
  const report = createReport(terminal);
  const { activeSpace, points } = result;
  report.line(report.style.bold(`${result.formula}  ${result.bondLabel}  UCCSD-VQE/${result.basis}`));
  report.line();
  report.fact(
    "Active space",
    `${activeSpace.kind} (${activeSpace.electrons},${activeSpace.orbitals}). ${activeSpace.reason}`,
  );
  report.fact("Size", `${count(result.qubits, "qubit")}, ${count(result.determinants, "determinant")}`);
  const [head, ...rows] = table(
    [
      { title: "Length (Å)", align: "right" },
      { title: "RHF (Ha)", align: "right" },
      { title: "MP2 (Ha)", align: "right" },
      { title: "CASCI (Ha)", align: "right" },
      { title: "VQE (Ha)", align: "right" },
      { title: "VQE error (mHa)", align: "right" },
      { title: "Seconds", align: "right" },
    ],
    points.map((point) => [
      point.bondLengthAngstrom.toFixed(4),
      hartree(point.rhf),
      hartree(point.mp2),
      hartree(point.casci),
      hartree(point.vqe) + (point.converged ? "" : "*"),
      point.vqe === null || point.casci === null ? "-" : milliHartree(point.vqe - point.casci),
      seconds(point.seconds),
    ]),
  );
  report.line();
  report.line(report.style.dim(head));
  for (const row of rows) report.line(row);
  if (points.some(({ converged }) => !converged)) report.line("* not converged");
  for (const { bondLengthAngstrom, note } of points) {
    if (note !== undefined) report.line(`  ${bondLengthAngstrom.toFixed(4)} Å: ${note}`);
  }

  const curve = plot(
    [
      { mark: "o", label: "RHF", points: points.map((point) => [point.bondLengthAngstrom, point.rhf]) },
      { mark: "*", label: "UCCSD-VQE", points: points.map((point) => [point.bondLengthAngstrom, point.vqe]) },
    ],
    Math.min(report.width, 76),
    plotRows,
  );
  if (curve.length > 0) {
    report.heading(`Energy (hartree) against ${result.bondLabel} (Å)`);
    for (const line of curve) report.line(line);
  }

  report.line();
  const { equilibrium } = result;
  report.fact(
    "Minimum",
    equilibrium === null
      ? "not inside the range scanned"
      : `${equilibrium.bondLengthAngstrom.toFixed(4)} Å, ${hartree(equilibrium.energy)} Ha` +
          (equilibrium.wavenumber === null ? "" : `, ${equilibrium.wavenumber.toFixed(0)} cm⁻¹`),
  );
  report.fact(
    "Largest error",
    result.largestError === null ? "unknown" : `${milliHartree(result.largestError)} mHa against CASCI`,
  );
  report.fact("Whole job", `${seconds(result.seconds)} s`);
  reportVerdict(report, result.verdict, result.warnings);
  report.print();
}
