import type { Job, RiskResult } from "@ansatz/contract";
import { Stack, Text } from "@mantine/core";
import { formatCount, formatSeconds } from "../../shared/format.ts";
import { NumberTable } from "../../shared/NumberTable.tsx";
import { sentences } from "../../shared/form/form-errors.ts";
import { Section } from "../../shared/Section.tsx";
import { toJson } from "../job-result/exports.ts";
import { FactList } from "../job-result/FactList.tsx";
import resultClasses from "../job-result/job-result.module.css";
import { Repeat } from "../job-result/Repeat.tsx";
import { VerdictCard } from "../job-result/VerdictCard.tsx";
import { niceTicks } from "../job/chart-domain.ts";
import { linearAxis, spanOf } from "../portfolio-charts/axes.ts";
import { BarDiagram } from "../portfolio-charts/BarDiagram.tsx";
import { csvFile } from "../portfolio-charts/csv.ts";
import {
  figureText,
  moneyText,
  percentText,
  probabilityText,
  shortMoney,
} from "../portfolio-charts/money-format.ts";
import { PrintButton } from "../portfolio-charts/PrintButton.tsx";
import { ResultTable } from "../portfolio-charts/ResultTable.tsx";
import { ErrorSeriesChart } from "./ErrorSeriesChart.tsx";
import { histogram } from "./histogram.ts";
import { QuantityCard } from "./QuantityCard.tsx";

interface RiskViewProps {
  readonly job: Extract<Job, { kind: "risk" }>;
  readonly result: RiskResult;
}

/** Money in whole units where it is large, other losses with the digits that count. */
function lossFormat({ value }: RiskResult): (loss: number) => string {
  return value === null ? (loss) => figureText(loss, 5) : moneyText;
}

/** The risk of a portfolio: the distribution of its losses, and three measures with intervals that hold. */
export default function RiskView({ job, result }: RiskViewProps) {
  const format = lossFormat(result);
  const { classical, level } = result;
  const share = percentText(level, 0);
  return (
    <>
      <VerdictCard
        verdict={result.verdict}
        warnings={result.warnings}
        headline={
          <Stack gap={6}>
            <Text size="sm" c="dimmed">
              CVaR at {share}: mean of the worst losses
            </Text>
            <Text component="div" className={resultClasses.energy} data-testid="headline">
              {format(result.conditionalValueAtRisk.estimate)}
            </Text>
            <Text size="sm" className="number">
              VaR {format(result.valueAtRisk.estimate)}, expected loss {format(result.expectedLoss.estimate)}
            </Text>
          </Stack>
        }
      />
      <Losses result={result} format={format} />
      <div className={resultClasses.columns}>
        <Stack gap="lg">
          <QuantityCard
            title={`Conditional value at risk, ${share}`}
            description="The mean of the losses beyond the VaR."
            quantity={result.conditionalValueAtRisk}
            format={format}
          />
          <QuantityCard
            title="Expected loss"
            description="The mean over all scenarios."
            quantity={result.expectedLoss}
            classical={[
              { name: "Classical, equal samples", value: classical.expectedLossAtShots },
              { name: "Classical, equal calls", value: classical.expectedLossAtCalls },
            ]}
            format={format}
          />
        </Stack>
        <Stack gap="lg">
          <QuantityCard
            title={`Value at risk, ${share}`}
            description={`The loss that is not exceeded with ${share}.`}
            quantity={result.valueAtRisk}
            format={format}
          />
          <Facts result={result} />
        </Stack>
      </div>
      <Beside result={result} format={format} />
      {result.errorSeries && <ErrorSeriesChart series={result.errorSeries} />}
      <Repeat
        job={job}
        files={[
          { label: "JSON", extension: "json", type: "application/json", text: () => toJson(job) },
          csvFile("Losses as CSV", ["loss", "probability"], () =>
            result.scenarios.losses.map((loss, index) => [loss, result.scenarios.probabilities[index]]),
          ),
        ]}
        savedAs={
          job.request.model === "credit" ? "credit.csv" : job.request.prices ? "prices.csv" : undefined
        }
        savedText={job.request.model === "credit" ? "the obligors" : "the prices"}
        extra={<PrintButton />}
      />
    </>
  );
}

interface PartProps {
  readonly result: RiskResult;
  readonly format: (value: number) => string;
}

function Losses({ result, format }: PartProps) {
  const { losses, probabilities, message } = result.scenarios;
  const bins = histogram(losses, probabilities);
  const [valueAtRisk, conditional] = [result.valueAtRisk.estimate, result.conditionalValueAtRisk.estimate];
  const domain = spanOf(
    bins.flatMap(({ from, to }) => [from, to]),
    0.02,
  );
  const short = result.value === null ? (value: number) => figureText(value, 3) : shortMoney;
  return (
    <Section title="Losses" description={`${message}. Gains are negative losses.`}>
      <BarDiagram
        label={`Distribution of the losses from ${format(bins[0].at)} to ${format(bins.at(-1)!.at)}; VaR ${format(valueAtRisk)}, CVaR ${format(conditional)}.`}
        rows={bins}
        kinds={[
          { name: "Beyond the VaR", color: "var(--series-5)", matches: ({ at }) => at > valueAtRisk },
          { name: "Losses and gains", color: "var(--series-1)", matches: () => true },
        ]}
        x={{ label: "Loss", domain, ticks: niceTicks(domain, 6), format: short }}
        y={linearAxis(
          bins.map(({ size }) => size),
          { format: (value) => percentText(value, 0), include: [0], margin: 0.01 },
        )}
        marks={[
          { name: "VaR", value: valueAtRisk, color: "var(--series-2)", axis: "x" },
          { name: "CVaR", value: conditional, color: "var(--series-4)", axis: "x" },
          {
            name: "Expected loss",
            value: result.expectedLoss.estimate,
            color: "var(--chart-exact)",
            axis: "x",
          },
        ]}
        tooltip={({ from, to, size }) => (
          <>
            <strong>
              {format(from)} to {format(to)}
            </strong>
            <div>{probabilityText(size)}</div>
          </>
        )}
        table={
          <NumberTable
            heads={["Loss from", "to", "Probability"]}
            rows={bins.map(({ from, to, size }) => [format(from), format(to), probabilityText(size)])}
          />
        }
      />
    </Section>
  );
}

function Facts({ result }: { readonly result: RiskResult }) {
  const { scenarios, horizon, weights, value, findings } = result;
  const held = weights ? Object.entries(weights).filter(([, weight]) => weight !== 0) : [];
  return (
    <Section title="What was asked">
      <FactList
        facts={[
          ["Model", result.model],
          ...(value === null ? [] : [["Portfolio", `${moneyText(value)} in ${held.length} assets`] as const]),
          ...(held.length > 0 && held.length <= 12
            ? [
                [
                  "Weights",
                  held.map(([name, weight]) => `${name} ${percentText(weight, 1)}`).join(", "),
                ] as const,
              ]
            : []),
          ...(horizon
            ? [
                [
                  "Horizon",
                  `${formatCount(horizon.periods)} ${horizon.frequency} ${horizon.periods === 1 ? "period" : "periods"}`,
                ] as const,
              ]
            : []),
          [
            "Scenarios",
            `${formatCount(scenarios.losses.length)} on ${scenarios.qubits} qubits${
              scenarios.sampleCount === null
                ? ""
                : `, from ${formatCount(scenarios.sampleCount)} observations or draws`
            }; ${probabilityText(scenarios.truncatedProbability)} lies beyond them`,
          ],
          ["Run", `${formatSeconds(result.seconds)}, seed ${result.seed}`],
          ...(findings.length === 0 ? [] : [["Data", sentences(findings)] as const]),
        ]}
      />
    </Section>
  );
}

function Beside({ result, format }: PartProps) {
  const { measuresAtCalls, excessAtCalls } = result.classical;
  const rows = [
    { name: "Expected loss", quantity: result.expectedLoss, classical: measuresAtCalls.expectedLoss },
    { name: "Value at risk", quantity: result.valueAtRisk, classical: measuresAtCalls.valueAtRisk },
    {
      name: "Conditional value at risk",
      quantity: result.conditionalValueAtRisk,
      classical: measuresAtCalls.conditionalValueAtRisk,
    },
  ];
  return (
    <Section
      title="Beside classical Monte Carlo"
      description={`With ${formatCount(measuresAtCalls.sampleCount)} samples, as many as amplitude estimation took calls.`}
    >
      <ResultTable
        label="Table of risk measures"
        heads={["Measure", "Amplitude estimation", "Classical", "Exact on the scenarios", "True value"]}
        rows={rows.map(({ name, quantity, classical }) => ({
          key: name,
          cells: [
            name,
            format(quantity.estimate),
            format(classical),
            format(quantity.exactOnGrid),
            quantity.reference ? format(quantity.reference.value) : "not known",
          ],
        }))}
      />
      <Text size="sm" mt="xs">
        The mean excess over the VaR, from which the CVaR follows, has a classical interval of{" "}
        {format(excessAtCalls.interval[0])} to {format(excessAtCalls.interval[1])} at equal calls.
      </Text>
    </Section>
  );
}
