import type { RiskRequest, RiskResult } from "@ansatz/contract";
import { analyseRisk, type RiskAnalysis, type ScenarioDistribution } from "@ansatz/finance";
import type { TaskContext } from "../definitions/job-definition.ts";
import { amplitudeVerdict, missedTruths } from "./amplitude-verdict.ts";
import { estimationOptionsOf } from "./amplitude-settings.ts";
import { classicalOf, quantityOf } from "./estimated-quantity.ts";
import { pause, runErrorSeries } from "./run-error-series.ts";
import { lossTable } from "./loss-table.ts";
import { modelDraws } from "./market-losses.ts";
import { prepareRisk } from "./prepare-risk.ts";

/** Observations beyond the VaR below which its own estimate is uncertain. */
const fewTailObservations = 10;

function quantitiesOf({ expectedLoss, valueAtRisk, conditionalValueAtRisk }: RiskAnalysis) {
  return {
    expectedLoss: quantityOf(expectedLoss, expectedLoss.amplitude),
    valueAtRisk: quantityOf(valueAtRisk, valueAtRisk),
    conditionalValueAtRisk: quantityOf(conditionalValueAtRisk, conditionalValueAtRisk.excess.amplitude),
  };
}

function classicalOfAnalysis({ classical }: RiskAnalysis): RiskResult["classical"] {
  const { expectedLoss, valueAtRisk, conditionalValueAtRisk, sampleCount } = classical.measuresAtCalls;
  return {
    expectedLossAtShots: classicalOf(classical.expectedLossAtShots),
    expectedLossAtCalls: classicalOf(classical.expectedLossAtCalls),
    excessAtCalls: classicalOf(classical.excessAtCalls),
    measuresAtCalls: { expectedLoss, valueAtRisk, conditionalValueAtRisk, sampleCount },
  };
}

function describeScenarios(
  { discretisation, qubitCount }: ScenarioDistribution,
  differentLosses: number,
): string {
  const { rule, sampleCount, truncatedProbability } = discretisation;
  const many = `${differentLosses.toLocaleString("en-US")} different losses on ${qubitCount} qubits`;
  const samples =
    sampleCount === undefined
      ? `${modelDraws.toLocaleString("en-US")} draws of the model`
      : `${sampleCount.toLocaleString("en-US")} losses`;
  if (rule === "bins")
    return `${many}: bins of equal width, each at the mean of what fell in it, of ${samples}`;
  if (rule === "factor-grid") {
    const beyond = Number((100 * truncatedProbability).toPrecision(2));
    return `${many}: a grid of the latent factor, beyond which lie ${beyond} % of its probability, and a qubit an obligor`;
  }
  return `${many}: cells of equal width, each at its conditional mean`;
}

/** Expected loss, VaR and CVaR of a request, and what their estimates are worth. */
export async function runRisk(request: RiskRequest, context: TaskContext): Promise<RiskResult> {
  const began = performance.now();
  const { onProgress, signal } = context;
  const { level, seed, model } = request;
  const isCredit = model === "credit";
  onProgress({
    stage: "read-market",
    message: isCredit ? "Reading the obligors" : "Reading the prices",
    fraction: 0.02,
  });
  onProgress({ stage: "scenarios", message: "Making the scenarios", fraction: 0.05 });
  const prepared = await prepareRisk(request);
  const { losses } = prepared;
  await pause(signal);
  onProgress({
    stage: "estimate",
    message: `Estimating expected loss, VaR and CVaR at ${level} on ${losses.qubitCount} qubits`,
    fraction: 0.1,
  });
  const analysis = await analyseRisk(losses, { ...estimationOptionsOf(request), level });
  await pause(signal);
  const series = request.errorSeries ? await runErrorSeries(losses, losses.values, request, context) : null;
  const quantities = quantitiesOf(analysis);
  const table = lossTable(losses);
  const sampleCount = losses.discretisation.sampleCount ?? null;
  const tail = sampleCount === null ? Infinity : Math.round((1 - level) * sampleCount);
  const isThin = tail < fewTailObservations;
  return {
    model,
    level,
    scenarios: {
      qubits: losses.qubitCount,
      ...table,
      message: describeScenarios(losses, table.losses.length),
      truncatedProbability: losses.discretisation.truncatedProbability,
      sampleCount,
    },
    ...quantities,
    classical: classicalOfAnalysis(analysis),
    errorSeries: series,
    value: prepared.value,
    weights: prepared.weights,
    horizon: prepared.horizon,
    findings: [...prepared.findings],
    verdict: amplitudeVerdict(analysis.verdict, Object.values(quantities), isThin),
    warnings: [
      ...prepared.warnings,
      ...(isThin
        ? [
            `About ${tail} of ${sampleCount!.toLocaleString("en-US")} observations lie beyond the level ${level}: VaR and CVaR rest on them alone.`,
          ]
        : []),
      ...missedTruths({
        "expected loss": quantities.expectedLoss,
        VaR: quantities.valueAtRisk,
        CVaR: quantities.conditionalValueAtRisk,
      }),
    ],
    seed,
    seconds: (performance.now() - began) / 1000,
  };
}
