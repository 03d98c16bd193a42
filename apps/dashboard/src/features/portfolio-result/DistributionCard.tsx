import type { PortfolioResult } from "@ansatz/contract";
import { Text } from "@mantine/core";
import { NumberTable } from "../../shared/NumberTable.tsx";
import { Section } from "../../shared/Section.tsx";
import { niceTicks } from "../job/chart-domain.ts";
import { linearAxis } from "../portfolio-charts/axes.ts";
import { BarDiagram } from "../portfolio-charts/BarDiagram.tsx";
import { figureText, percentText, probabilityText } from "../portfolio-charts/money-format.ts";

interface Row {
  readonly at: number;
  readonly size: number;
  readonly selection: readonly string[];
  readonly objective: number;
  readonly kind: "optimum" | "feasible" | "infeasible";
}

const mostBars = 60;

/** The likeliest samples of the quantum state, the optimum among them, and the line of a uniform draw. */
export function DistributionCard({ result }: { readonly result: PortfolioResult }) {
  const { distribution, selections, optimum, shots } = result;
  if (!distribution || distribution.length === 0) return null;
  const best = new Set(optimum.selection);
  const rows = distribution.slice(0, mostBars).map((outcome, index): Row => {
    const isOptimum =
      outcome.isFeasible &&
      (outcome.objective <= optimum.objective + 1e-10 * Math.max(1e-6, Math.abs(optimum.objective)) ||
        (outcome.selection.length === best.size && outcome.selection.every((name) => best.has(name))));
    return {
      at: index + 1,
      size: outcome.probability,
      selection: outcome.selection,
      objective: outcome.objective,
      kind: isOptimum ? "optimum" : outcome.isFeasible ? "feasible" : "infeasible",
    };
  });
  const uniform = selections !== null && selections > 0 ? 1 / selections : undefined;
  const rank = rows.find(({ kind }) => kind === "optimum")?.at;
  const shown = rows.reduce((sum, { size }) => sum + size, 0);
  return (
    <Section
      title="What the state samples"
      description={`The ${rows.length} likeliest portfolios, ${probabilityText(shown)} of the probability together.`}
    >
      <BarDiagram
        label={
          `Probabilities of the ${rows.length} likeliest samples, from ${probabilityText(rows[0].size)} down; ` +
          (rank === undefined ? "the optimum is not among them." : `the optimum is number ${rank}.`)
        }
        rows={rows}
        kinds={[
          { name: "Optimum", color: "var(--chart-exact)", matches: ({ kind }) => kind === "optimum" },
          {
            name: "Meets the mandate",
            color: "var(--chart-vqe)",
            matches: ({ kind }) => kind === "feasible",
          },
          ...(rows.some(({ kind }) => kind === "infeasible")
            ? [
                {
                  name: "Breaks the mandate",
                  color: "var(--series-5)",
                  matches: ({ kind }: Row) => kind === "infeasible",
                },
              ]
            : []),
        ]}
        x={{
          label: "Rank by probability",
          domain: [0.4, rows.length + 0.6],
          ticks: niceTicks([1, Math.max(2, rows.length)], 6).filter(Number.isInteger),
          format: String,
        }}
        y={linearAxis(
          rows.map(({ size }) => size),
          {
            format: (value) => percentText(value, rows[0].size < 0.05 ? 2 : 1),
            include: [0],
            margin: 0,
            width: 66,
          },
        )}
        marks={
          uniform === undefined
            ? []
            : [{ name: "Drawn uniformly", value: uniform, color: "var(--series-2)", axis: "y" }]
        }
        tooltip={({ at, size, selection, objective }) => (
          <>
            <strong>
              {at}: {probabilityText(size)}
            </strong>
            <div>objective {figureText(objective, 6)}</div>
            <div>{selection.join(", ")}</div>
          </>
        )}
        table={
          <NumberTable
            heads={["Rank", "Probability", "Objective", "Portfolio", "Is"]}
            rows={rows.map(({ at, size, objective, selection, kind }) => [
              String(at),
              probabilityText(size),
              figureText(objective, 8),
              selection.join(", "),
              kind,
            ])}
          />
        }
      />
      <Text size="sm" mt="xs">
        {rank === undefined ? "The optimum is not among them." : `The optimum is number ${rank} among them.`}
        {shots !== null && ` The best of ${shots.toLocaleString("en-US")} samples was kept.`}
      </Text>
    </Section>
  );
}
