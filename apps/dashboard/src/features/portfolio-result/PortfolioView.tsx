import type { Job, PortfolioResult } from "@ansatz/contract";
import { Alert, Stack, Text } from "@mantine/core";
import { formatCount, formatSeconds } from "../../shared/format.ts";
import { InfoIcon } from "../../shared/icons.tsx";
import { Section } from "../../shared/Section.tsx";
import { toJson } from "../job-result/exports.ts";
import { FactList } from "../job-result/FactList.tsx";
import resultClasses from "../job-result/job-result.module.css";
import { Repeat } from "../job-result/Repeat.tsx";
import { VerdictCard } from "../job-result/VerdictCard.tsx";
import { csvFile } from "../portfolio-charts/csv.ts";
import { figureText, percentText, probabilityText } from "../portfolio-charts/money-format.ts";
import { PrintButton } from "../portfolio-charts/PrintButton.tsx";
import { sideFiles } from "../portfolio-form/mandate-words.ts";
import { AlgorithmsTable } from "./AlgorithmsTable.tsx";
import { DistributionCard } from "./DistributionCard.tsx";
import { FrontierCard } from "./FrontierCard.tsx";
import { holdingsHeader, holdingsRows } from "./holdings-csv.ts";
import { HoldingsTable } from "./HoldingsTable.tsx";
import { portfolioFiles } from "./portfolio-command.ts";
import classes from "./portfolio-result.module.css";
import { ObjectiveChart } from "./PortfolioProgressChart.tsx";

interface PortfolioViewProps {
  readonly job: Extract<Job, { kind: "portfolio" }>;
  readonly result: PortfolioResult;
}

type Facts = [string, string][];

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

function Mandate({ result: { mandate, findings } }: { readonly result: PortfolioResult }) {
  return (
    <Section title="Mandate and data">
      <Stack gap="sm">
        {mandate.length > 0 && (
          <ul className={classes.list} aria-label="Mandate">
            {mandate.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        )}
        {findings.length > 0 && (
          <div>
            <Text size="sm" fw={600} mb={4}>
              Found in the data
            </Text>
            <ul className={classes.list}>
              {findings.map((finding) => (
                <li key={finding}>{finding}</li>
              ))}
            </ul>
          </div>
        )}
      </Stack>
    </Section>
  );
}

function Comparison({ result }: { readonly result: PortfolioResult }) {
  const { optimum, randomDraw, optimumProbability, uniformProbability, approximationRatio, control } = result;
  const facts: Facts = [
    [
      optimum.proven ? "Proven optimum" : "Best known",
      `${figureText(optimum.objective, 8)}, by ${optimum.method} in ${formatSeconds(optimum.seconds)}: ${optimum.selection.join(", ")}`,
    ],
    ["This portfolio", `${figureText(result.objective, 8)}, in ${formatSeconds(result.algorithmSeconds)}`],
  ];
  if (randomDraw) {
    const chance =
      randomDraw.optimumProbability === null
        ? ""
        : `; so many meet the optimum with ${probabilityText(randomDraw.optimumProbability)}`;
    facts.push([
      "Random draws",
      `${figureText(randomDraw.objective, 8)} is the best of ${formatCount(randomDraw.draws)}${chance}`,
    ]);
  }
  if (optimumProbability !== null) {
    facts.push(["Probability", `a sample is optimal with ${probabilityText(optimumProbability)}`]);
  }
  if (uniformProbability !== null) {
    facts.push([
      "By chance",
      `a portfolio drawn at random is optimal with ${probabilityText(uniformProbability)}`,
    ]);
  }
  if (control) {
    facts.push([
      "Control",
      `the state before the first layer: mean objective ${figureText(control.energy)}, optimal with ${probabilityText(control.optimumProbability)}, ratio ${control.approximationRatio.toFixed(4)}`,
    ]);
  }
  facts.push(["Ratio", approximationRatio === null ? "not known" : approximationRatio.toFixed(6)]);
  return (
    <Section title="Beside each other" description="Lower objectives are better.">
      <FactList facts={facts} />
    </Section>
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

function Noise({ result: { noisy } }: { readonly result: PortfolioResult }) {
  if (!noisy) return null;
  const range = (value: number, error: number): string => `${figureText(value)} ± ${figureText(error, 2)}`;
  return (
    <Section
      title="On a noisy machine"
      description={`The same circuit with the noise of the preset ${noisy.preset}.`}
    >
      <Stack gap="sm">
        <FactList
          facts={[
            ["Without noise", figureText(noisy.idealEnergy)],
            ["With noise", range(noisy.energy, noisy.energyError)],
            ["Mitigated", range(noisy.mitigatedEnergy, noisy.mitigatedEnergyError)],
            ["Optimum", `a sample is optimal with ${probabilityText(noisy.optimumProbability)}`],
            ["Mandate", `a sample meets it with ${probabilityText(noisy.feasibleProbability)}`],
          ]}
        />
        <Text size="sm">{noisy.message}</Text>
      </Stack>
    </Section>
  );
}

function algorithmText({ algorithm, mixer, layers, shots }: PortfolioResult): string {
  const parts = [
    algorithm === "qaoa" ? "QAOA" : algorithm,
    ...(mixer === null ? [] : [`mixer ${mixer}`]),
    ...(layers === null ? [] : [`${layers} ${layers === 1 ? "layer" : "layers"}`]),
    ...(shots === null ? [] : [`${formatCount(shots)} samples`]),
  ];
  return parts.join(", ");
}

function HowItWasFound({ result }: { readonly result: PortfolioResult }) {
  const { energy, observations, covariance, selections, penalty, evaluations, converged } = result;
  const many = selections === null ? "" : `, of ${formatCount(selections)} feasible portfolios`;
  const facts: Facts = [
    ["Objective", `q·xᵀΣx − μᵀx with q = ${result.riskAversion}${many}`],
    [
      "Moments",
      `${result.estimator}${observations === null ? "" : ` from ${formatCount(observations)} observations`}; covariance ${covariance.status}`,
    ],
    ["Algorithm", algorithmText(result)],
  ];
  if (energy !== null) facts.push(["Mean objective", figureText(energy)]);
  if (evaluations !== null) {
    facts.push([
      "Optimisation",
      `${formatCount(evaluations)} evaluations${converged === false ? ", not converged" : ""}`,
    ]);
  }
  facts.push([
    "Run",
    `${formatSeconds(result.seconds)} on ${result.threads} ${result.threads === 1 ? "thread" : "threads"}, seed ${result.seed}`,
  ]);
  return (
    <Section title="How it was found">
      <Stack gap="sm">
        <FactList facts={facts} />
        {penalty && (
          <Alert
            styles={{ title: { color: "inherit" } }}
            variant="light"
            color="gray"
            icon={<InfoIcon />}
            p="xs"
            title={`Penalty ${figureText(penalty.weight, 4)}`}
          >
            <Text size="sm">{penalty.message}</Text>
          </Alert>
        )}
      </Stack>
    </Section>
  );
}
