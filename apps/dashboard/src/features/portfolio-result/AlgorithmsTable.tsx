import type { PortfolioResult } from "@ansatz/contract";
import { formatSeconds } from "../../shared/format.ts";
import { Section } from "../../shared/Section.tsx";
import { figureText } from "../portfolio-charts/money-format.ts";
import { ResultTable } from "../portfolio-charts/ResultTable.tsx";

const kinds = { quantum: "quantum, simulated", classical: "classical", control: "control" };

/** Every algorithm on the same problem. */
export function AlgorithmsTable({ algorithms }: Pick<PortfolioResult, "algorithms">) {
  if (algorithms.length === 0) return null;
  return (
    <Section title="Algorithms" description="On the same problem. Lower objectives are better.">
      <ResultTable
        label="Table of algorithms"
        heads={["Algorithm", "Objective", "Above the best", "Answer", "Time", "Kind"]}
        texts={[3, 5]}
        rows={algorithms.map(({ name, kind, objective, excess, isOptimal, proven, seconds }) => ({
          key: name,
          cells: [
            name,
            objective === null ? "nothing found" : figureText(objective, 8),
            excess === null ? "–" : isOptimal ? "0" : figureText(excess, 3),
            isOptimal ? (proven ? "optimum, proven" : "optimum") : "misses the optimum",
            formatSeconds(seconds),
            kinds[kind],
          ],
        }))}
      />
    </Section>
  );
}
