import type { AuditResult } from "@ansatz/contract";
import { Text } from "@mantine/core";
import { Section } from "../../shared/Section.tsx";
import { ResultTable } from "../portfolio-charts/ResultTable.tsx";
import { percentText } from "../portfolio-charts/money-format.ts";
import classes from "./audit-result.module.css";
import { capital } from "./model-words.ts";
import { ParityDiagram, paritySpan, type ParityPoint } from "./ParityDiagram.tsx";

type Side = "quantum" | "classical";

const sides: readonly Side[] = ["quantum", "classical"];

/** What the best quantum and the best classical model said of rows that they did not see. */
export function PredictionsCard({ result }: { readonly result: AuditResult }) {
  const { task, models, bestQuantum, bestClassical, target } = result;
  const label = (name: string): string => capital(models.find((model) => model.name === name)?.label ?? name);
  const shown = sides.flatMap((side) => {
    const name = side === "quantum" ? bestQuantum : bestClassical;
    return name === null ? [] : [{ side, label: label(name) }];
  });
  if (shown.length === 0) return null;
  const points = (side: Side): ParityPoint[] => pointsOf(result, side);
  const span = paritySpan(shown.flatMap(({ side }) => points(side)));
  const quantity = target.unit === null ? target.name : `${target.name}, ${target.unit}`;
  return (
    <Section
      title="Held-out predictions"
      description={`Each row predicted by models that did not see it: ${quantity}.`}
    >
      <div className={classes.panels}>
        {shown.map(({ side, label: name }) => (
          <div key={side}>
            <Text fw={600} size="sm" mb={6}>
              Best {side}: {name}
            </Text>
            {task === "regression" ? (
              <ParityDiagram
                title={name}
                points={points(side)}
                color={side === "quantum" ? "var(--series-1)" : "var(--series-4)"}
                quantity={quantity}
                span={span}
              />
            ) : (
              <ConfusionTable result={result} side={side} name={name} />
            )}
          </div>
        ))}
      </div>
    </Section>
  );
}

function pointsOf({ predictions }: AuditResult, side: Side): ParityPoint[] {
  return predictions.flatMap((prediction) => {
    const predicted = prediction[side];
    if (predicted === null) return [];
    const { row, name, actual, isOutOfDomain } = prediction;
    const deviation = side === "quantum" ? prediction.quantumDeviation : prediction.classicalDeviation;
    return [{ row, name, actual, predicted, deviation, isOutOfDomain }];
  });
}

/** Rows of each class by the class that was predicted. */
function ConfusionTable({
  result,
  side,
  name,
}: {
  readonly result: AuditResult;
  readonly side: Side;
  readonly name: string;
}) {
  const { classes: names } = result.target;
  const points = pointsOf(result, side);
  const count = (actual: number, predicted: number): number =>
    points.filter((point) => point.actual === actual && point.predicted === predicted).length;
  return (
    <ResultTable
      label={`Confusion table of ${name}`}
      heads={["True class", ...names.map((predicted) => `Predicted ${predicted}`), "Right"]}
      rows={names.map((actual, index) => {
        const counts = names.map((_, predicted) => count(index, predicted));
        const total = counts.reduce((sum, value) => sum + value, 0);
        return {
          key: actual,
          cells: [actual, ...counts.map(String), total === 0 ? "–" : percentText(counts[index] / total, 1)],
        };
      })}
    />
  );
}
