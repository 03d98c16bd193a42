import type { EstimatedQuantityResult } from "@ansatz/contract";
import { Stack, Text } from "@mantine/core";
import { Section } from "../../shared/Section.tsx";
import { FactList } from "../job-result/FactList.tsx";
import { IntervalPlot, type IntervalRow } from "../portfolio-charts/IntervalPlot.tsx";
import { figureText, percentText } from "../portfolio-charts/money-format.ts";

interface ClassicalEstimate {
  readonly estimate: number;
  readonly interval: readonly [number, number];
  readonly sampleCount: number;
}

interface QuantityCardProps {
  readonly title: string;
  readonly description: string;
  readonly quantity: EstimatedQuantityResult;
  readonly classical?: readonly { readonly name: string; readonly value: ClassicalEstimate }[];
  readonly format: (value: number) => string;
}

/** An estimated quantity: intervals that keep sampling and biases apart, the truth, and where the error comes from. */
export function QuantityCard({ title, description, quantity, classical = [], format }: QuantityCardProps) {
  const { estimate, exactOnGrid, reference, confidence, samplingInterval, correctedInterval, interval } =
    quantity;
  const { errorBudget } = quantity;
  const rows: IntervalRow[] = [
    { name: "Sampling alone", estimate, interval: samplingInterval, color: "var(--series-1)" },
    {
      name: "Less the known biases",
      estimate: (correctedInterval[0] + correctedInterval[1]) / 2,
      interval: correctedInterval,
      color: "var(--series-4)",
    },
    { name: "Both: the interval to quote", estimate, interval, color: "var(--series-6)" },
    ...classical.map(({ name, value }) => ({
      name: `${name}, ${value.sampleCount.toLocaleString("en-US")} samples`,
      estimate: value.estimate,
      interval: value.interval,
      color: "var(--series-2)",
      isDashed: true,
    })),
  ];
  const truth = reference
    ? { name: `True value (${reference.method})`, value: reference.value }
    : { name: "Exact on the scenarios", value: exactOnGrid };
  return (
    <Section title={title} description={description}>
      <Stack gap="md">
        <IntervalPlot
          label={`${title}: estimated ${format(estimate)}, interval ${format(interval[0])} to ${format(interval[1])} at ${percentText(confidence, 0)}; ${truth.name} ${format(truth.value)}.`}
          rows={rows}
          format={format}
          truth={truth}
        />
        <FactList
          facts={[
            ["Estimate", `${format(estimate)}; exact on the scenarios ${format(exactOnGrid)}`],
            ...(reference
              ? [["True value", `${format(reference.value)}, by ${reference.method}`] as const]
              : []),
            [
              "Sampling",
              `error ${format(errorBudget.samplingError)}, half-width ${format(errorBudget.samplingHalfWidth)}`,
            ],
            ["Payoff circuit", `bias ${format(errorBudget.payoffBias)}`],
            [
              "Scenarios",
              `${errorBudget.discretisationBias === null ? "bias not known" : `bias ${format(errorBudget.discretisationBias)}`}${
                errorBudget.scenarioStandardError > 0
                  ? `; standard error ${format(errorBudget.scenarioStandardError)} from too few draws`
                  : ""
              }`,
            ],
            [
              "Effort",
              `${figureText(quantity.groverCalls, 6)} Grover calls, ${figureText(quantity.statePreparations, 6)} state preparations, ${figureText(quantity.shots, 6)} measurements`,
            ],
          ]}
        />
        <Text size="xs" c="dimmed">
          {percentText(confidence, 0)} confidence. The interval of sampling alone ignores biases of the
          circuit and may miss the truth.
        </Text>
      </Stack>
    </Section>
  );
}
