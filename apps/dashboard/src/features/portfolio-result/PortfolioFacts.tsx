import type { PortfolioResult } from "@ansatz/contract";
import { Alert, Stack, Text } from "@mantine/core";
import { formatCount, formatSeconds } from "../../shared/format.ts";
import { InfoIcon } from "../../shared/icons.tsx";
import { Section } from "../../shared/Section.tsx";
import { FactList } from "../job-result/FactList.tsx";
import { figureText, probabilityText } from "../portfolio-charts/money-format.ts";
import classes from "./portfolio-result.module.css";

type Facts = [string, string][];

/** What was asked, and what the data had. */
export function Mandate({ result: { mandate, findings } }: { readonly result: PortfolioResult }) {
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

/** The answer beside the optimum and chance. */
export function Comparison({ result }: { readonly result: PortfolioResult }) {
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

/** The same circuit on a noisy machine, where that was asked for. */
export function Noise({ result: { noisy } }: { readonly result: PortfolioResult }) {
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

/** Problem, moments, algorithm and run. */
export function HowItWasFound({ result }: { readonly result: PortfolioResult }) {
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
