import type { Job, PortfolioResult } from "@ansatz/contract";
import { Stack, Text } from "@mantine/core";
import { formatCount, formatSeconds } from "../../shared/format.ts";
import { Section } from "../../shared/Section.tsx";
import { toJson } from "../job-result/exports.ts";
import { FactList } from "../job-result/FactList.tsx";
import resultClasses from "../job-result/job-result.module.css";
import { Repeat } from "../job-result/Repeat.tsx";
import { VerdictCard } from "../job-result/VerdictCard.tsx";
import { holdingsCsv } from "./holdings-csv.ts";
import { HoldingsTable, shareText } from "./HoldingsTable.tsx";
import { portfolioFiles } from "./portfolio-command.ts";

interface PortfolioViewProps {
  readonly job: Extract<Job, { kind: "portfolio" }>;
  readonly result: PortfolioResult;
}

const numberText = (value: number): string => Number(value.toPrecision(8)).toString();
const probabilityText = (share: number): string => `${Number((100 * share).toPrecision(3))} %`;

/** A portfolio: its holdings, the proven optimum and a random draw beside it, how it was found. */
export default function PortfolioView({ job, result }: PortfolioViewProps) {
  const files = [
    { label: "JSON", extension: "json", type: "application/json", text: () => toJson(job) },
    {
      label: "Holdings as CSV",
      extension: "csv",
      type: "text/csv",
      text: () => holdingsCsv(result.holdings),
    },
  ];
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
          <Repeat
            job={job}
            files={files}
            savedAs={portfolioFiles(job.request)}
            savedText={job.request.moments ? "the moments" : "the prices"}
          />
        </Stack>
        <Stack gap="lg">
          <Comparison result={result} />
          <HowItWasFound result={result} />
        </Stack>
      </div>
    </>
  );
}

function Objective({ result }: { readonly result: PortfolioResult }) {
  return (
    <Stack gap={6}>
      <Text size="sm" c="dimmed">
        Objective of {result.selection.length} out of {result.assets} assets
      </Text>
      <Text component="div" className={resultClasses.energy} data-testid="objective">
        {numberText(result.objective)}
      </Text>
      <Text size="sm" className="number">
        {shareText(result.expectedReturn)} expected return, {shareText(result.volatility)} volatility
      </Text>
    </Stack>
  );
}

function randomDrawText({
  draws,
  objective,
  optimumProbability,
}: NonNullable<PortfolioResult["randomDraw"]>): string {
  const chance =
    optimumProbability === null
      ? ""
      : `; so many meet the optimum with ${probabilityText(optimumProbability)}`;
  return `${numberText(objective)} is the best of ${formatCount(draws)}${chance}`;
}

function Comparison({ result }: { readonly result: PortfolioResult }) {
  const { optimum, randomDraw, optimumProbability, uniformProbability, approximationRatio } = result;
  const facts: [string, string][] = [
    [
      optimum.proven ? "Proven optimum" : "Best known",
      `${numberText(optimum.objective)}, by ${optimum.method} in ${formatSeconds(optimum.seconds)}: ${optimum.selection.join(", ")}`,
    ],
    ["This selection", `${numberText(result.objective)}, in ${formatSeconds(result.algorithmSeconds)}`],
    ...(randomDraw === null ? [] : [["Random draws", randomDrawText(randomDraw)] as [string, string]]),
    ...(optimumProbability === null
      ? []
      : [
          ["Probability", `a sample is optimal with ${probabilityText(optimumProbability)}`] as [
            string,
            string,
          ],
        ]),
    ...(uniformProbability === null
      ? []
      : [
          [
            "By chance",
            `a selection drawn at random is optimal with ${probabilityText(uniformProbability)}`,
          ] as [string, string],
        ]),
    ["Ratio", approximationRatio === null ? "not known" : approximationRatio.toFixed(6)],
  ];
  return (
    <Section title="Beside each other" description="Lower objectives are better.">
      <FactList facts={facts} />
    </Section>
  );
}

function HowItWasFound({ result }: { readonly result: PortfolioResult }) {
  const { algorithm, mixer, layers, shots, energy, observations, covariance } = result;
  const facts: [string, string][] = [
    [
      "Objective",
      `q·xᵀΣx − μᵀx with q = ${result.riskAversion}${result.selections === null ? "" : `, of ${formatCount(result.selections)} selections`}`,
    ],
    [
      "Moments",
      `${result.estimator}${observations === null ? "" : ` from ${formatCount(observations)} observations`}; covariance ${covariance.status}`,
    ],
    [
      "Algorithm",
      algorithm === "qaoa"
        ? `QAOA, mixer ${mixer}, ${layers} ${layers === 1 ? "layer" : "layers"}, ${formatCount(shots!)} samples`
        : algorithm,
    ],
    ...(energy === null ? [] : [["Mean objective", numberText(energy)] as [string, string]]),
    [
      "Run",
      `${formatSeconds(result.seconds)} on ${result.threads} ${result.threads === 1 ? "thread" : "threads"}, seed ${result.seed}`,
    ],
    ...(result.findings.length === 0 ? [] : [["Data", `${result.findings.join("; ")}.`] as [string, string]]),
  ];
  return (
    <Section title="How it was found">
      <FactList facts={facts} />
    </Section>
  );
}
