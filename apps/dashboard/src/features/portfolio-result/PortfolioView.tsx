import type { Job, PortfolioResult } from "@ansatz/contract";
import { Stack, Text } from "@mantine/core";
import { Section } from "../../shared/Section.tsx";
import { toJson } from "../job-result/exports.ts";
import resultClasses from "../job-result/job-result.module.css";
import { Repeat } from "../job-result/Repeat.tsx";
import { VerdictCard } from "../job-result/VerdictCard.tsx";
import { csvFile } from "../portfolio-charts/csv.ts";
import { figureText, percentText } from "../portfolio-charts/money-format.ts";
import { PrintButton } from "../portfolio-charts/PrintButton.tsx";
import { sideFiles } from "../portfolio-form/mandate-words.ts";
import { AlgorithmsTable } from "./AlgorithmsTable.tsx";
import { DistributionCard } from "./DistributionCard.tsx";
import { FrontierCard } from "./FrontierCard.tsx";
import { holdingsHeader, holdingsRows } from "./holdings-csv.ts";
import { HoldingsTable } from "./HoldingsTable.tsx";
import { portfolioFiles } from "./portfolio-command.ts";
import { ObjectiveChart } from "./PortfolioProgressChart.tsx";
import { Mandate, Comparison, Noise, HowItWasFound } from "./PortfolioFacts.tsx";

interface PortfolioViewProps {
  readonly job: Extract<Job, { kind: "portfolio" }>;
  readonly result: PortfolioResult;
}

function filesOf(job: PortfolioViewProps["job"], result: PortfolioResult) {
  const { holdings, algorithms, distribution, frontier } = result;
  return [
    { label: "JSON", extension: "json", type: "application/json", text: () => toJson(job) },
    csvFile("Holdings as CSV", holdingsHeader, () => holdingsRows(holdings)),
    csvFile(
      "Algorithms as CSV",
      ["algorithm", "kind", "objective", "above the best", "optimal", "proven", "seconds", "assets"],
      () =>
        algorithms.map(({ name, kind, objective, excess, isOptimal, proven, seconds, selection }) => [
          name,
          kind,
          objective,
          excess,
          isOptimal,
          proven,
          seconds,
          selection.join(" "),
        ]),
    ),
    ...(distribution
      ? [
          csvFile("Samples as CSV", ["rank", "probability", "objective", "meets the mandate", "assets"], () =>
            distribution.map(({ probability, objective, isFeasible, selection }, index) => [
              index + 1,
              probability,
              objective,
              isFeasible,
              selection.join(" "),
            ]),
          ),
        ]
      : []),
    ...(frontier.length === 0
      ? []
      : [
          csvFile("Frontier as CSV", ["expected return", "volatility"], () =>
            frontier.map((point) => [point.expectedReturn, point.volatility]),
          ),
        ]),
    ...sideFiles(job.request),
  ];
}

/** A portfolio: its holdings, the proven optimum and a random draw beside it, how it was found. */
export default function PortfolioView({ job, result }: PortfolioViewProps) {
  return (
    <>
      <VerdictCard
        verdict={result.verdict}
        warnings={result.warnings}
        headline={<Objective result={result} />}
      />
      <div className={resultClasses.columns}>
        <Stack gap="lg">
          <HoldingsTable {...result} />
          <FrontierCard result={result} />
          <DistributionCard result={result} />
        </Stack>
        <Stack gap="lg">
          <Mandate result={result} />
          <Comparison result={result} />
          <Convergence result={result} />
          <Noise result={result} />
          <HowItWasFound result={result} />
        </Stack>
      </div>
      <AlgorithmsTable {...result} />
      <Repeat
        job={job}
        files={filesOf(job, result)}
        savedAs={portfolioFiles(job.request)}
        savedText={job.request.moments ? "the moments" : "the prices"}
        extra={<PrintButton />}
      />
    </>
  );
}

function pickText({ pick, form, selection, assets }: PortfolioResult): string {
  if (form !== "selection" || pick === null) return `${selection.length} of ${assets} assets`;
  const range = pick.minimum === pick.maximum ? `${pick.minimum}` : `${pick.minimum} to ${pick.maximum}`;
  return `${range} out of ${assets} assets`;
}

function Objective({ result }: { readonly result: PortfolioResult }) {
  return (
    <Stack gap={6}>
      <Text size="sm" c="dimmed">
        Objective of {pickText(result)}
      </Text>
      <Text component="div" className={resultClasses.energy} data-testid="objective">
        {figureText(result.objective, 8)}
      </Text>
      <Text size="sm" className="number">
        {percentText(result.expectedReturn)} expected return, {percentText(result.volatility)} volatility
      </Text>
    </Stack>
  );
}

function Convergence({ result: { convergence, optimum } }: { readonly result: PortfolioResult }) {
  if (!convergence || convergence.length === 0) return null;
  const isLayered = new Set(convergence.map(({ layers }) => layers)).size > 1;
  return (
    <Section
      title="Convergence"
      description={`Mean objective of the state, of the start that won${isLayered ? ", layer by layer" : ""}.`}
    >
      <ObjectiveChart
        steps={convergence.map(({ value }, index) => ({ iteration: index + 1, value }))}
        optimum={optimum.objective}
      />
    </Section>
  );
}
