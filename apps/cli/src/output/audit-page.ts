import type { AuditResult } from "@ansatz/contract";
import { version } from "../version.ts";
import { auditFacts, comparisonsTable, kernelsTable, modelsTable, networkSentences } from "./audit-tables.ts";
import type { TextTable } from "./backtest-tables.ts";
import { amount } from "./finance-text.ts";
import { htmlLineChart } from "./html-report-chart.ts";
import { htmlFacts, htmlList, htmlReport, htmlTable } from "./html-report.ts";

const tableHtml = ({ columns, rows }: TextTable): string => htmlTable(columns, rows);

/** Learning curves of the models that have one; nothing without them. */
function curves({ models, metric }: AuditResult): string {
  const series = models.flatMap(({ label, learningCurve }) =>
    learningCurve === null
      ? []
      : [{ label, points: learningCurve.map(({ rows, score }) => [rows, score] as const) }],
  );
  if (series.length === 0) return "";
  return htmlLineChart({
    title: "Learning curves",
    x: { label: "Training rows", format: (rows) => String(Math.round(rows)) },
    y: { label: metric.label, format: amount },
    series,
  });
}

/** An audit as a page that prints well. */
export function auditPage(name: string, result: AuditResult): string {
  const drawn = curves(result);
  return htmlReport({
    title: `${name}: audit`,
    subtitle: result.headline,
    verdict: result.verdict,
    warnings: result.warnings,
    sections: [
      { heading: "What was audited", content: htmlFacts(auditFacts(result)) },
      { heading: "Models on held-out rows", content: tableHtml(modelsTable(result)) },
      { heading: "Paired differences", content: tableHtml(comparisonsTable(result)) },
      { heading: "Kernels", content: tableHtml(kernelsTable(result)) },
      ...(result.network === null
        ? []
        : [
            {
              heading: "The quantum neural network's circuit at random angles",
              content: htmlList(networkSentences(result.network)),
            },
          ]),
      ...(drawn === "" ? [] : [{ heading: "Learning curves", content: drawn }]),
      { heading: "What limits this", content: htmlList(result.cautions) },
      ...(result.findings.length === 0
        ? []
        : [{ heading: "About the data", content: htmlList(result.findings) }]),
    ],
    provenance: `Ansatz ${version}, seed ${result.seed}.`,
  });
}
