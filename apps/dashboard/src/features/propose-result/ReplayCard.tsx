import type { ProposeResult } from "@ansatz/contract";
import { Text } from "@mantine/core";
import { NumberTable } from "../../shared/NumberTable.tsx";
import { Section } from "../../shared/Section.tsx";
import { niceTicks } from "../job/chart-domain.ts";
import { LineDiagram } from "../job/LineDiagram.tsx";
import { linearAxis } from "../portfolio-charts/axes.ts";
import { figureText } from "../portfolio-charts/money-format.ts";

const range = ([low, high]: readonly [number, number]): string =>
  `${figureText(low, 4)} to ${figureText(high, 4)}`;

/** The search done again on the known rows, guided by the model and at random. */
export function ReplayCard({ result: { replay, target } }: { readonly result: ProposeResult }) {
  if (replay === null) return null;
  const { steps, repetitions, initial, message } = replay;
  const rows = steps.map((step) => ({
    ...step,
    // Lengths down and up from the mean, which need not be in the middle of its interval.
    guidedError: [step.guided - step.guidedInterval[0], step.guidedInterval[1] - step.guided],
    randomError: [step.random - step.randomInterval[0], step.randomInterval[1] - step.random],
  }));
  const last = steps.at(-1);
  const unit = target.unit === null ? "" : `, ${target.unit}`;
  return (
    <Section
      title="What choosing this way gains"
      description={`The search again on the known rows: ${initial} known at the start, then the best value found after so many more, mean and 95 % interval of ${repetitions} repetitions.`}
    >
      <LineDiagram
        label={`Best known ${target.name} against rows measured${last ? `: after ${last.measured} guided choice has ${figureText(last.guided, 4)}, random choice ${figureText(last.random, 4)}` : ""}.`}
        rows={rows}
        x={{
          field: "measured",
          label: "Rows measured",
          ...(last && last.measured > 0 ? { ticks: niceTicks([0, last.measured], 6) } : {}),
        }}
        y={linearAxis(
          steps.flatMap(({ guidedInterval, randomInterval }) => [...guidedInterval, ...randomInterval]),
          { format: (value) => figureText(value, 4) },
        )}
        curves={[
          {
            field: "random",
            name: "At random",
            color: "var(--series-2)",
            dash: "7 4",
            errorField: "randomError",
          },
          {
            field: "guided",
            name: "Guided by the model",
            color: "var(--series-1)",
            errorField: "guidedError",
          },
        ]}
        tooltip={({ measured, guided, guidedInterval, random, randomInterval }) => (
          <>
            <strong>{measured} rows measured</strong>
            <div>
              guided {figureText(guided, 4)} ({range(guidedInterval)})
            </div>
            <div>
              random {figureText(random, 4)} ({range(randomInterval)})
            </div>
          </>
        )}
        table={
          <NumberTable
            heads={["Measured", `Guided${unit}`, "Interval", `At random${unit}`, "Its interval"]}
            rows={steps.map((step) => [
              String(step.measured),
              figureText(step.guided, 4),
              range(step.guidedInterval),
              figureText(step.random, 4),
              range(step.randomInterval),
            ])}
          />
        }
      />
      <Text size="sm" mt="sm">
        {message}
      </Text>
    </Section>
  );
}
