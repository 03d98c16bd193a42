import type { ErrorBudgetItem, GroundStateResult } from "@ansatz/contract";
import type { Terminal } from "../terminal.ts";
import { createReport, reportVerdict, type Report } from "./report.ts";
import { count, hartree, milliHartree, paragraph, seconds, table, type Column } from "./text.ts";

function chargeAndSpin({ charge, multiplicity }: { charge: number; multiplicity: number }): string {
  const sign = charge > 0 ? "+" : "";
  return `charge ${sign}${charge}, multiplicity ${multiplicity}`;
}

function reportSystem(report: Report, result: GroundStateResult): void {
  const { activeSpace } = result;
  report.line(report.style.bold(`${result.formula}  UCCSD-VQE/${result.basis}`));
  report.line();
  report.fact("State", chargeAndSpin(result));
  report.fact("Geometry", `${count(result.geometry.length, "atom")}, ${result.geometrySource}`);
  report.fact("Basis", `${result.basis}, ${count(result.basisFunctions, "function")}`);
  report.fact(
    "Active space",
    `${activeSpace.kind} (${activeSpace.electrons},${activeSpace.orbitals}). ${activeSpace.reason}`,
  );
  report.fact(
    "Size",
    `${count(result.qubits, "qubit")}, ${count(result.determinants, "determinant")}, ` +
      `${count(result.parameters, "parameter")} for ${count(result.excitations, "excitation")}`,
  );
  report.fact(
    "Optimisation",
    `${result.optimizer}, ${count(result.history.length, "iteration")}, ${count(result.evaluations, "evaluation")}: ${result.stopReason}`,
  );
}

/** RHF, MP2, CASCI and the VQE, each with its error against the exact energy of the active space. */
function reportEnergies(report: Report, result: GroundStateResult): void {
  const exact = result.references.find(({ method }) => method === "casci")?.energy ?? null;
  const columns: Column[] = [
    { title: "Method" },
    { title: "Energy (Ha)", align: "right" },
    { title: "Error (mHa)", align: "right" },
    { title: "Seconds", align: "right" },
  ];
  const row = (label: string, energy: number | null, time: number, exactItself = false): string[] => [
    label,
    hartree(energy),
    exact === null || energy === null || exactItself ? "-" : milliHartree(energy - exact),
    seconds(time),
  ];
  const vqeSeconds = result.timings.find(({ stage }) => stage === "vqe")?.seconds ?? 0;
  const references = result.references.map((reference) =>
    row(
      reference.converged ? reference.label : `${reference.label} (not converged)`,
      reference.energy,
      reference.seconds,
      reference.method === "casci",
    ),
  );
  const vqe = row(result.converged ? "UCCSD-VQE" : "UCCSD-VQE (not converged)", result.energy, vqeSeconds);
  const [head, ...rows] = table(columns, [...references, vqe]);
  report.line();
  report.line(report.style.dim(head));
  for (const line of rows.slice(0, -1)) report.line(line);
  report.line(report.style.bold(rows.at(-1)!));
  report.line(
    report.style.dim(
      `1 Ha is 1 hartree; errors are against the exact energy of the active space. Whole job: ${seconds(result.seconds)} s.`,
    ),
  );
}

function budgetValue({ hartree: value, kind }: ErrorBudgetItem): string {
  if (value === null || kind === "named") return "named only";
  return `${kind === "estimate" ? "~" : ""}${milliHartree(value)} mHa`;
}

function reportErrorBudget(report: Report, items: readonly ErrorBudgetItem[]): void {
  if (items.length === 0) return;
  report.heading("Error budget");
  const labelWidth = Math.max(...items.map(({ label }) => label.length));
  const valueWidth = Math.max(...items.map((item) => budgetValue(item).length));
  for (const item of items) {
    const label = `  ${item.label.padEnd(labelWidth)}  ${budgetValue(item).padStart(valueWidth)}  `;
    report.line(paragraph(label, item.note, report.width));
  }
}

/** Prints a ground state: the system, the references beside the VQE, the error budget, the verdict. */
export function printGroundState(result: GroundStateResult, terminal: Terminal): void {
  const report = createReport(terminal);
  reportSystem(report, result);
  reportEnergies(report, result);
  reportErrorBudget(report, result.errorBudget);
  reportVerdict(report, result.verdict, result.warnings);
  report.print();
}
