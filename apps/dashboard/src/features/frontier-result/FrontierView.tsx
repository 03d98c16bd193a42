import type { FrontierResult, Job } from "@ansatz/contract";
import { Stack, Text } from "@mantine/core";
import { NumberTable } from "../../shared/NumberTable.tsx";
import { Section } from "../../shared/Section.tsx";
import { toJson } from "../job-result/exports.ts";
import resultClasses from "../job-result/job-result.module.css";
import { Repeat } from "../job-result/Repeat.tsx";
import { VerdictCard } from "../job-result/VerdictCard.tsx";
import { csvFile } from "../portfolio-charts/csv.ts";
import { percentText } from "../portfolio-charts/money-format.ts";
import { PointDiagram, type PointSeries } from "../portfolio-charts/PointDiagram.tsx";
import { PrintButton } from "../portfolio-charts/PrintButton.tsx";
import { marketFiles } from "../portfolio-form/finance-command.ts";
import { WeightsAlong } from "./WeightsAlong.tsx";
import { Selections, Comparisons, HowItWasFound } from "./FrontierTables.tsx";

interface FrontierViewProps {
  readonly job: Extract<Job, { kind: "frontier" }>;
  readonly result: FrontierResult;
}

/** An efficient frontier: its curves, the weights along it, and quantum selections beside it. */
export default function FrontierView({ job, result }: FrontierViewProps) {
  return (
    <>
      <VerdictCard
        verdict={result.verdict}
        warnings={result.warnings}
        headline={<Headline result={result} />}
      />
      <Curves result={result} />
      <WeightsAlong title="Weights along the frontier" points={result.frontier} />
      {result.cardinalityFrontier && (
        <WeightsAlong
          title="Weights with few holdings"
          points={result.cardinalityFrontier.flatMap((point) => point ?? [])}
        />
      )}
      <Selections result={result} />
      <div className={resultClasses.columns}>
        <Comparisons result={result} />
        <HowItWasFound result={result} />
      </div>
      <Repeat
        job={job}
        files={filesOf(job, result)}
        savedAs={marketFiles(job.request)}
        savedText={job.request.moments ? "the moments" : "the prices"}
        extra={<PrintButton />}
      />
    </>
  );
}

function filesOf(job: FrontierViewProps["job"], result: FrontierResult) {
  const names = result.assetPoints.map(({ name }) => name);
  const { cardinalityFrontier, selections } = result;
  return [
    { label: "JSON", extension: "json", type: "application/json", text: () => toJson(job) },
    csvFile("Frontier as CSV", ["expected return", "volatility", ...names], () =>
      result.frontier.map((point) => [
        point.expectedReturn,
        point.volatility,
        ...names.map((name) => point.weights[name] ?? 0),
      ]),
    ),
    ...(cardinalityFrontier
      ? [
          csvFile("Few holdings as CSV", ["expected return", "volatility", "proven", ...names], () =>
            cardinalityFrontier.flatMap((point) =>
              point
                ? [
                    [
                      point.expectedReturn,
                      point.volatility,
                      point.proven,
                      ...names.map((name) => point.weights[name] ?? 0),
                    ],
                  ]
                : [],
            ),
          ),
        ]
      : []),
    ...(selections
      ? [
          csvFile(
            "Selections as CSV",
            ["risk aversion", "expected return", "volatility", "objective", "optimum", "optimal", "assets"],
            () =>
              selections.map((point) => [
                point.riskAversion,
                point.expectedReturn,
                point.volatility,
                point.objective,
                point.optimumObjective,
                point.isOptimal,
                point.selection.join(" "),
              ]),
          ),
        ]
      : []),
  ];
}

function Headline({ result }: { readonly result: FrontierResult }) {
  const { maximumSharpe, minimumVariance, assets } = result;
  return (
    <Stack gap={6}>
      <Text size="sm" c="dimmed">
        {maximumSharpe ? "Greatest Sharpe ratio" : "Least volatility"} of {assets} assets
      </Text>
      <Text component="div" className={resultClasses.energy} data-testid="headline">
        {maximumSharpe ? maximumSharpe.sharpeRatio.toFixed(3) : percentText(minimumVariance.volatility)}
      </Text>
      <Text size="sm" className="number">
        Least variance: {percentText(minimumVariance.expectedReturn)} return at{" "}
        {percentText(minimumVariance.volatility)}
      </Text>
    </Stack>
  );
}

function Curves({ result }: { readonly result: FrontierResult }) {
  const { frontier, cardinalityFrontier, selections, assetPoints, comparisons } = result;
  const few = cardinalityFrontier?.flatMap((point) => point ?? []) ?? [];
  const missing = (cardinalityFrontier?.length ?? 0) - few.length;
  const name = (title: string) => (point: { expectedReturn: number; volatility: number }) => ({
    ...point,
    name: title,
  });
  const series: PointSeries[] = [
    {
      name: "Efficient frontier",
      color: "var(--chart-exact)",
      look: "curve",
      points: frontier.map(name("Frontier")),
    },
    {
      name: "With few holdings",
      color: "var(--series-2)",
      look: "dashed",
      points: few.map(name("With few holdings")),
    },
    { name: "Single assets", color: "var(--series-rest)", points: assetPoints, size: 26 },
    { name: "Other portfolios", color: "var(--series-4)", points: comparisons, shape: "diamond", size: 62 },
    {
      name: "Quantum selections",
      color: "var(--series-1)",
      points: selections?.map((point) => ({ ...point, name: point.selection.join(", ") })) ?? [],
      shape: "star",
      size: 110,
    },
  ];
  const [first, last] = [frontier[0], frontier.at(-1)!];
  return (
    <Section title="Frontier" description="The least volatility for every expected return, a year.">
      <PointDiagram
        label={`Efficient frontier from ${percentText(first.expectedReturn)} at ${percentText(first.volatility)} volatility to ${percentText(last.expectedReturn)} at ${percentText(last.volatility)}.`}
        series={series.filter(({ points }) => points.length > 0)}
        table={
          <NumberTable
            heads={["Portfolio or asset", "Return", "Volatility"]}
            rows={series.flatMap(({ points }) =>
              points.map((point) => [
                point.name,
                percentText(point.expectedReturn, 3),
                percentText(point.volatility, 3),
              ]),
            )}
          />
        }
      />
      {missing > 0 && (
        <Text size="sm" mt="xs">
          At {missing} of {cardinalityFrontier!.length} returns no portfolio with so few holdings exists or
          was found in time.
        </Text>
      )}
    </Section>
  );
}
