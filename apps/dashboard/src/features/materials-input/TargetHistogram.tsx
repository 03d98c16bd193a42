import { NumberTable } from "../../shared/NumberTable.tsx";
import { niceTicks } from "../job/chart-domain.ts";
import type { MaterialsFacts } from "../materials-worker/types.ts";
import { linearAxis } from "../portfolio-charts/axes.ts";
import { BarDiagram } from "../portfolio-charts/BarDiagram.tsx";
import { figureText } from "../portfolio-charts/money-format.ts";

/** How the target's values are spread. */
export function TargetHistogram({ facts }: { readonly facts: MaterialsFacts }) {
  const { bins, target, summary } = facts;
  if (!summary) return null;
  const rows = bins.map((bin) => ({ ...bin, at: (bin.from + bin.to) / 2, size: bin.count }));
  const span = [summary.lowest, summary.highest] as const;
  const unit = target.unit === null ? "" : `, ${target.unit}`;
  const range = (bin: (typeof rows)[number]): string =>
    `${figureText(bin.from, 4)} to ${figureText(bin.to, 4)}`;
  const counts = linearAxis(
    rows.map(({ count }) => count),
    { format: (value) => figureText(value, 4), include: [0], margin: 0, width: 44 },
  );
  return (
    <BarDiagram
      label={`Histogram of ${target.name}: ${facts.usedRows} values from ${figureText(summary.lowest, 4)} to ${figureText(summary.highest, 4)}, median ${figureText(summary.median, 4)}${unit}.`}
      rows={rows}
      kinds={[{ name: "Rows", color: "var(--series-1)", matches: () => true }]}
      x={{
        label: `${target.name}${unit}`,
        domain: span,
        ticks: span[1] > span[0] ? niceTicks(span, 6) : [span[0]],
        format: (value) => figureText(value, 4),
      }}
      y={{ ...counts, ticks: counts.ticks.filter(Number.isInteger) }}
      marks={[{ name: "Median", value: summary.median, color: "var(--series-2)", axis: "x" }]}
      tooltip={(bin) => `${range(bin)}: ${bin.count} rows`}
      table={
        <NumberTable
          heads={["From", "To", "Rows"]}
          rows={bins.map(({ from, to, count }) => [figureText(from, 5), figureText(to, 5), String(count)])}
        />
      }
    />
  );
}
