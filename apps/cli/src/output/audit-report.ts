import type { AuditResult } from "@ansatz/contract";
import type { Terminal } from "../terminal.ts";
import { auditFacts, comparisonsTable, kernelsTable, modelsTable, networkSentences } from "./audit-tables.ts";
import { reportTable } from "./backtest-report.ts";
import { createReport, reportVerdict } from "./report.ts";
import { paragraph, seconds } from "./text.ts";

/** Prints an audit: models beside each other, their differences, kernels, and what it all says. */
export function printAudit(name: string, result: AuditResult, terminal: Terminal): void {
  const report = createReport(terminal);
  report.line(report.style.bold(`${name}: audit of ${result.models.length} models`));
  report.line();
  for (const [label, text] of auditFacts(result)) report.fact(label, text);
  report.fact("Time", `${seconds(result.seconds)} s of computing`);
  reportTable(report, "Models, held-out rows, mean ± standard deviation over folds", modelsTable(result));
  reportTable(report, "Paired differences", comparisonsTable(result));
  reportTable(report, "Kernels", kernelsTable(result));
  if (result.network !== null) {
    report.heading("The quantum neural network's circuit at random angles");
    for (const sentence of networkSentences(result.network)) {
      report.line(paragraph("  - ", sentence, report.width));
    }
  }
  if (result.leakage !== null) {
    report.heading("Check for leaks");
    const { findings, permutedSkill } = result.leakage;
    const sentences =
      findings.length > 0
        ? findings
        : [
            `Nothing of held-out rows reaches the models; with permuted targets their skill is ${permutedSkill.map(({ mean }) => mean.toFixed(2)).join(" and ")}.`,
          ];
    for (const sentence of sentences) report.line(paragraph("  - ", sentence, report.width));
  }
  if (result.findings.length > 0) {
    report.heading("About the data");
    for (const finding of result.findings) report.line(paragraph("  - ", finding, report.width));
  }
  report.heading("What limits this");
  for (const caution of result.cautions) report.line(paragraph("  - ", caution, report.width));
  reportVerdict(report, result.verdict, result.warnings);
  report.print();
}
