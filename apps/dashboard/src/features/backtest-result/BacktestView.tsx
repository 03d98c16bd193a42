import type { BacktestResult, Job } from "@ansatz/contract";
import { Select, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { formatCount } from "../../shared/format.ts";
import { NumberTable } from "../../shared/NumberTable.tsx";
import { Section } from "../../shared/Section.tsx";
import { toJson } from "../job-result/exports.ts";
import resultClasses from "../job-result/job-result.module.css";
import { Repeat } from "../job-result/Repeat.tsx";
import { VerdictCard } from "../job-result/VerdictCard.tsx";
import { dateAxis, dateValue } from "../portfolio-charts/axes.ts";
import { csvFile } from "../portfolio-charts/csv.ts";
import { figureText, moneyText, percentText } from "../portfolio-charts/money-format.ts";
import { PrintButton } from "../portfolio-charts/PrintButton.tsx";
import { ResultTable } from "../portfolio-charts/ResultTable.tsx";
import { rankNames, StackedAreaDiagram } from "../portfolio-charts/StackedAreaDiagram.tsx";
import { marketFiles } from "../portfolio-form/finance-command.ts";
import { ComparisonsCard } from "./ComparisonsCard.tsx";
import { EquityCharts } from "./EquityCharts.tsx";
import { figureNames, figureOf } from "./figure-names.ts";
import { Turnover, Limits } from "./BacktestFacts.tsx";

interface BacktestViewProps {
  readonly job: Extract<Job, { kind: "backtest" }>;
  readonly result: BacktestResult;
}

/** Strategies walked through the past: the verdict, the curves, figures with their intervals, and what it all cannot tell. */
export default function BacktestView({ job, result }: BacktestViewProps) {
  return (
    <>
      <VerdictCard
        verdict={result.verdict}
        warnings={result.warnings}
        headline={<Headline result={result} />}
      />
      <EquityCharts result={result} />
      <Figures result={result} />
      <ComparisonsCard result={result} />
      <HoldingsOverTime result={result} />
      <div className={resultClasses.columns}>
        <Turnover result={result} />
        <Limits result={result} />
      </div>
      <Repeat
        job={job}
        files={filesOf(job, result)}
        savedAs={marketFiles(job.request)}
        savedText="the prices"
        extra={<PrintButton />}
      />
    </>
  );
}

const curvesOf = ({ strategies, benchmark }: BacktestResult) => [
  ...strategies,
  ...(benchmark ? [benchmark] : []),
];

function filesOf(job: BacktestViewProps["job"], result: BacktestResult) {
  const curves = curvesOf(result);
  const names = figureNames(curves);
  return [
    { label: "JSON", extension: "json", type: "application/json", text: () => toJson(job) },
    csvFile("Curves as CSV", ["date", ...curves.map(({ name }) => name)], () =>
      result.dates.map((date, row) => [date, ...curves.map(({ equity }) => equity[row])]),
    ),
    csvFile(
      "Figures as CSV",
      ["strategy", ...names.flatMap((name) => [name, `${name} from`, `${name} to`])],
      () =>
        curves.map(({ name, figures }) => [
          name,
          ...names.flatMap((figure) => {
            const value = figures[figure] as (typeof figures)[string] | undefined;
            return [value?.estimate, value?.lower, value?.upper];
          }),
        ]),
    ),
    csvFile("Rebalancings as CSV", ["strategy", "date", "turnover", "cost", "holdings"], () =>
      result.strategies.flatMap(({ name, rebalancings }) =>
        rebalancings.map(({ date, turnover, cost, weights }) => [
          name,
          date,
          turnover,
          cost,
          Object.entries(weights)
            .map(([asset, weight]) => `${asset} ${weight.toFixed(4)}`)
            .join("; "),
        ]),
      ),
    ),
  ];
}

function Headline({ result }: { readonly result: BacktestResult }) {
  const first = result.strategies[0];
  const sharpe = first.figures.sharpeRatio as (typeof first.figures)[string] | undefined;
  return (
    <Stack gap={6}>
      <Text size="sm" c="dimmed">
        Sharpe ratio of {first.name}, after costs
      </Text>
      <Text component="div" className={resultClasses.energy} data-testid="headline">
        {sharpe ? sharpe.estimate.toFixed(2) : "–"}
      </Text>
      {sharpe && (
        <Text size="sm" className="number">
          {percentText(result.bootstrap.level, 0)} interval {sharpe.lower.toFixed(2)} to{" "}
          {sharpe.upper.toFixed(2)}
        </Text>
      )}
      <Text size="sm" className="number">
        {result.dates[0]} to {result.dates.at(-1)}
      </Text>
    </Stack>
  );
}

function Figures({ result }: { readonly result: BacktestResult }) {
  const curves = curvesOf(result);
  const names = figureNames(curves);
  const { level, resamples, blockLength } = result.bootstrap;
  return (
    <Section
      title="Figures"
      description={`After costs, with ${percentText(level, 0)} intervals from ${formatCount(resamples)} histories drawn in blocks of about ${figureText(blockLength, 2)} periods.`}
    >
      <ResultTable
        label="Table of figures"
        heads={["Strategy", ...names.map((name) => figureOf(name).label)]}
        rows={curves.map(({ name, figures }) => ({
          key: name,
          cells: [
            name,
            ...names.map((figure) => {
              const value = figures[figure] as (typeof figures)[string] | undefined;
              if (!value) return "–";
              const { format } = figureOf(figure);
              return (
                <>
                  {format(value.estimate)}
                  <Text size="xs" c="dimmed" style={{ whiteSpace: "nowrap" }}>
                    {format(value.lower)} … {format(value.upper)}
                  </Text>
                </>
              );
            }),
          ],
        }))}
      />
    </Section>
  );
}

function HoldingsOverTime({ result }: { readonly result: BacktestResult }) {
  const choices = result.strategies.filter(({ rebalancings }) => rebalancings.length > 0);
  const [wanted, setWanted] = useState<string>();
  const shown = choices.find(({ name }) => name === wanted) ?? choices.at(0);
  if (!shown) return null;
  const last = result.dates.at(-1)!;
  const steps = [...shown.rebalancings, { ...shown.rebalancings.at(-1)!, date: last }];
  const times = steps.map(({ date }, index) => dateValue(date, index));
  const rows = steps.map(({ date, weights }, index) => ({ at: times[index], title: date, weights }));
  const names = rankNames(rows);
  return (
    <Section
      title="Holdings over time"
      description="Shares after each rebalancing."
      aside={
        <Select
          size="xs"
          aria-label="Strategy whose holdings are shown"
          data={choices.map(({ name }) => name)}
          value={shown.name}
          onChange={(value) => setWanted(value ?? undefined)}
          allowDeselect={false}
        />
      }
    >
      <StackedAreaDiagram
        label={`Holdings of ${shown.name} after ${shown.rebalancings.length} rebalancings: ${names.length} assets in all, ${names.slice(0, 3).join(", ")} most.`}
        names={names}
        rows={rows}
        x={dateAxis("at", times, Number.isFinite(Date.parse(last)))}
        isStepped
        table={
          <NumberTable
            heads={["Date", "Turnover", "Cost", "Holdings"]}
            rows={shown.rebalancings.map(({ date, turnover, cost, weights }) => [
              date,
              percentText(turnover, 1),
              moneyText(cost),
              Object.entries(weights)
                .filter(([, weight]) => Math.abs(weight) > 5e-5)
                .sort((a, b) => b[1] - a[1])
                .map(([name, weight]) => `${name} ${percentText(weight, 1)}`)
                .join(", "),
            ])}
          />
        }
      />
    </Section>
  );
}
