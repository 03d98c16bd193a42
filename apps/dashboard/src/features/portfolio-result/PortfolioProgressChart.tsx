import { NoData } from "../../shared/ChartFrame.tsx";
import { NumberTable } from "../../shared/NumberTable.tsx";
import { Section } from "../../shared/Section.tsx";
import { iterationAxis } from "../job/chart-axes.ts";
import type { ObjectiveStep } from "../job/job-events.ts";
import { LineDiagram } from "../job/LineDiagram.tsx";
import { linearAxis, thin } from "../portfolio-charts/axes.ts";
import { figureText } from "../portfolio-charts/money-format.ts";

interface ObjectiveChartProps {
  readonly steps: readonly ObjectiveStep[];
  /** Null until it is known. */
  readonly optimum: number | null;
}

const mostSteps = 400;

/** The objective that the angles' optimisation has reached, above the proven optimum. */
export function ObjectiveChart({ steps, optimum }: ObjectiveChartProps) {
  if (steps.length === 0) return <NoData>The curve begins with the first iteration.</NoData>;
  const shown = thin(steps.length, mostSteps).map((index) => steps[index]);
  const last = steps.at(-1)!;
  return (
    <LineDiagram
      label={
        `Objective by iteration: ${figureText(steps[0].value)} at first, ${figureText(last.value)} at iteration ${last.iteration}` +
        (optimum === null ? "." : `; the classical optimum is ${figureText(optimum)}.`)
      }
      rows={shown}
      x={iterationAxis}
      y={linearAxis(
        shown.map(({ value }) => value),
        { format: (value) => figureText(value, 4), include: optimum === null ? [] : [optimum], width: 70 },
      )}
      curves={[{ field: "value", name: "Mean objective of the state", color: "var(--chart-vqe)" }]}
      levels={
        optimum === null
          ? []
          : [{ name: "Classical optimum", value: optimum, color: "var(--chart-exact)", dash: "4 3" }]
      }
      tooltip={({ iteration, value }) => `Iteration ${iteration}: ${figureText(value, 8)}`}
      table={
        <NumberTable
          heads={["Iteration", "Objective"]}
          rows={shown.map(({ iteration, value }) => [String(iteration), figureText(value, 10)])}
        />
      }
    />
  );
}

/** The convergence of a portfolio that is being found. */
export default function PortfolioProgressChart(props: ObjectiveChartProps) {
  return (
    <Section
      title="Convergence"
      description="Mean objective of the quantum state; lower is better. It jumps where a restart begins."
    >
      <ObjectiveChart {...props} />
    </Section>
  );
}
