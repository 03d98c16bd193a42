import type { OptionRequest, OptionResult } from "@ansatz/contract";
import { priceOption } from "@ansatz/finance";
import type { TaskContext } from "../definitions/job-definition.ts";
import { estimationOptionsOf } from "./amplitude-settings.ts";
import { amplitudeVerdict, missedTruths } from "./amplitude-verdict.ts";
import { classicalOf, quantityOf } from "./estimated-quantity.ts";
import { optionTaskOf } from "./option-contract.ts";
import { pictureOf, pricedScenarios } from "./option-scenarios.ts";
import { pause, runErrorSeries } from "./run-error-series.ts";

/** An option's price by amplitude estimation, beside its closed form and Monte Carlo. */
export async function runOption(request: OptionRequest, context: TaskContext): Promise<OptionResult> {
  const began = performance.now();
  const { onProgress, signal } = context;
  const { market, contract, grid } = optionTaskOf(request);
  onProgress({ stage: "scenarios", message: "Making the scenarios", fraction: 0.05 });
  const priced = pricedScenarios(market, contract, grid);
  await pause(signal);
  const { qubitCount } = priced.scenarios;
  onProgress({ stage: "estimate", message: `Estimating the price on ${qubitCount} qubits`, fraction: 0.1 });
  const estimated = await priceOption(market, contract, { ...estimationOptionsOf(request), ...grid });
  await pause(signal);
  const { scenarios, discounted } = priced;
  const isPayingNothing = discounted.every((payoff) => payoff === discounted[0]);
  const series =
    request.errorSeries && !isPayingNothing
      ? await runErrorSeries(scenarios, discounted, request, context)
      : null;
  const price = quantityOf(estimated.price, estimated.price.amplitude);
  return {
    price,
    continuousObservation: estimated.continuousObservation ?? null,
    classical: {
      atShots: classicalOf(estimated.classical.atShots),
      atCalls: classicalOf(estimated.classical.atCalls),
    },
    scenarios: pictureOf(priced, contract.kind === "asian"),
    errorSeries: series,
    verdict: amplitudeVerdict(estimated.verdict, [price]),
    warnings: [
      ...missedTruths({ price }),
      ...(isPayingNothing
        ? [
            `Every scenario pays ${discounted[0]}: take more qubits or other terms; there is no error to measure.`,
          ]
        : []),
    ],
    seed: request.seed,
    seconds: (performance.now() - began) / 1000,
  };
}
