import type { Job, OptionResult } from "@ansatz/contract";
import { Stack, Text } from "@mantine/core";
import { formatCount, formatSeconds } from "../../shared/format.ts";
import { NumberTable } from "../../shared/NumberTable.tsx";
import { Section } from "../../shared/Section.tsx";
import { toJson } from "../job-result/exports.ts";
import { FactList } from "../job-result/FactList.tsx";
import resultClasses from "../job-result/job-result.module.css";
import { Repeat } from "../job-result/Repeat.tsx";
import { VerdictCard } from "../job-result/VerdictCard.tsx";
import { niceTicks } from "../job/chart-domain.ts";
import { LineDiagram } from "../job/LineDiagram.tsx";
import { linearAxis, spanOf } from "../portfolio-charts/axes.ts";
import { BarDiagram } from "../portfolio-charts/BarDiagram.tsx";
import { csvFile } from "../portfolio-charts/csv.ts";
import { figureText, percentText, probabilityText } from "../portfolio-charts/money-format.ts";
import { PrintButton } from "../portfolio-charts/PrintButton.tsx";
import portfolioClasses from "../portfolio-result/portfolio-result.module.css";
import { ErrorSeriesChart } from "../risk-result/ErrorSeriesChart.tsx";
import { histogram } from "../risk-result/histogram.ts";
import { QuantityCard } from "../risk-result/QuantityCard.tsx";

interface OptionViewProps {
  readonly job: Extract<Job, { kind: "option" }>;
  readonly result: OptionResult;
}

const price = (value: number): string => figureText(value, 6);

/** An option's price with its interval, its payoff, and classical Monte Carlo beside it. */
export default function OptionView({ job, result }: OptionViewProps) {
  const { reference, interval, confidence } = result.price;
  return (
    <>
      <VerdictCard
        verdict={result.verdict}
        warnings={result.warnings}
        headline={
          <Stack gap={6}>
            <Text size="sm" c="dimmed">
              Price
            </Text>
            <Text component="div" className={resultClasses.energy} data-testid="headline">
              {price(result.price.estimate)}
            </Text>
            <Text size="sm" className="number">
              {percentText(confidence, 0)} interval {price(interval[0])} to {price(interval[1])}
            </Text>
            {reference && (
              <Text size="sm" className="number">
                {reference.method}: {price(reference.value)}
              </Text>
            )}
          </Stack>
        }
      />
      <div className={portfolioClasses.pair}>
        <Payoff result={result} request={job.request} />
        <Prices result={result} />
      </div>
      <div className={resultClasses.columns}>
        <QuantityCard
          title="Price"
          description="Discounted to today."
          quantity={result.price}
          classical={[
            { name: "Classical, equal samples", value: result.classical.atShots },
            { name: "Classical, equal calls", value: result.classical.atCalls },
          ]}
          format={price}
        />
        <Facts job={job} result={result} />
      </div>
      {result.errorSeries && <ErrorSeriesChart series={result.errorSeries} />}
      <Repeat
        job={job}
        files={[
          { label: "JSON", extension: "json", type: "application/json", text: () => toJson(job) },
          csvFile("Scenarios as CSV", ["price", "probability", "payoff"], () =>
            result.scenarios.prices.map((value, index) => [
              value,
              result.scenarios.probabilities[index],
              result.scenarios.payoffs[index],
            ]),
          ),
        ]}
        extra={<PrintButton />}
      />
    </>
  );
}

function abscissa({ kind }: OptionViewProps["job"]["request"]): string {
  return kind === "asian" ? "Average price" : "Price at maturity";
}

/** Most scenarios drawn as dots. */
const mostDots = 400;

function Payoff({
  result,
  request,
}: {
  readonly result: OptionResult;
  readonly request: OptionViewProps["job"]["request"];
}) {
  const { prices, payoffs } = result.scenarios;
  const rows = prices.map((at, index) => ({ at, payoff: payoffs[index] })).sort((a, b) => a.at - b.at);
  const step = Math.max(1, Math.ceil(rows.length / mostDots));
  const shown = rows.filter((_, index) => index % step === 0);
  const domain = spanOf(
    shown.map(({ at }) => at),
    0.01,
  );
  const isPath = request.kind === "barrier";
  return (
    <Section
      title="Payoff"
      description={
        isPath
          ? "Discounted, of each scenario: the path decides, not the last price alone."
          : "Discounted, of each scenario."
      }
    >
      <LineDiagram
        label={`Discounted payoff against the ${abscissa(request).toLowerCase()}: strike ${price(request.strike)}, at most ${price(Math.max(...payoffs))}.`}
        rows={shown}
        x={{
          field: "at",
          label: abscissa(request),
          domain,
          ticks: niceTicks(domain, 6),
          format: (value) => figureText(value, 4),
        }}
        y={linearAxis(payoffs, { format: (value) => figureText(value, 3), include: [0] })}
        curves={[{ field: "payoff", name: "Payoff", color: "var(--series-1)", isDotted: isPath }]}
        mark={request.strike}
        tooltip={({ at, payoff }) => (
          <>
            <strong>{price(at)}</strong>
            <div>payoff {price(payoff)}</div>
          </>
        )}
        table={
          <NumberTable
            heads={[abscissa(request), "Payoff"]}
            rows={shown.map(({ at, payoff }) => [price(at), price(payoff)])}
          />
        }
      />
      <Text size="xs" c="dimmed">
        The dotted line is the strike.
      </Text>
    </Section>
  );
}

function Prices({ result }: { readonly result: OptionResult }) {
  const { prices, probabilities, message } = result.scenarios;
  const bins = histogram(prices, probabilities);
  const domain = spanOf(
    bins.flatMap(({ from, to }) => [from, to]),
    0.02,
  );
  return (
    <Section title="Scenarios" description={`${message}.`}>
      <BarDiagram
        label={`Distribution of the prices from ${price(bins[0].at)} to ${price(bins.at(-1)!.at)}.`}
        rows={bins}
        kinds={[{ name: "Probability", color: "var(--series-1)", matches: () => true }]}
        x={{ label: "Price", domain, ticks: niceTicks(domain, 6), format: (value) => figureText(value, 4) }}
        y={linearAxis(
          bins.map(({ size }) => size),
          { format: (value) => percentText(value, 1), include: [0], margin: 0.01 },
        )}
        tooltip={({ from, to, size }) => (
          <>
            <strong>
              {price(from)} to {price(to)}
            </strong>
            <div>{probabilityText(size)}</div>
          </>
        )}
        table={
          <NumberTable
            heads={["Price from", "to", "Probability"]}
            rows={bins.map(({ from, to, size }) => [price(from), price(to), probabilityText(size)])}
          />
        }
      />
    </Section>
  );
}

function Facts({ job: { request }, result }: OptionViewProps) {
  const { continuousObservation } = result;
  const kind = {
    european: `European ${request.type}`,
    asian: `Asian ${request.type}, ${request.average} average of ${request.dates} dates`,
    barrier: `${request.direction}-and-${request.knock} ${request.type}, barrier ${request.barrier} seen at ${request.dates} dates`,
  }[request.kind];
  return (
    <Section title="What was asked">
      <FactList
        facts={[
          ["Option", `${kind}; strike ${request.strike}, ${request.maturity} years`],
          [
            "Market",
            `spot ${request.spot}, volatility ${percentText(request.volatility)}, rate ${percentText(request.rate)}${request.dividendYield === 0 ? "" : `, dividends ${percentText(request.dividendYield)}`}`,
          ],
          [
            "Scenarios",
            `${formatCount(result.scenarios.prices.length)} on ${result.scenarios.qubits} qubits`,
          ],
          ...(continuousObservation
            ? [
                [
                  "Seen all the time",
                  `${price(continuousObservation.price)} by ${continuousObservation.method}; ${price(continuousObservation.observationDifference)} from the dates being few`,
                ] as const,
              ]
            : []),
          ["Run", `${formatSeconds(result.seconds)}, seed ${result.seed}`],
        ]}
      />
    </Section>
  );
}
