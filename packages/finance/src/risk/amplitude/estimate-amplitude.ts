import { checkName } from "../check.ts";
import { amplitudeMethods } from "./amplitude-estimate.ts";
import type { AmplitudeEstimate } from "./amplitude-estimate.ts";
import { estimateByMaximumLikelihood } from "./estimate-by-maximum-likelihood.ts";
import type { MaximumLikelihoodOptions } from "./estimate-by-maximum-likelihood.ts";
import { estimateCanonically } from "./estimate-canonically.ts";
import type { CanonicalOptions } from "./estimate-canonically.ts";
import { estimateIteratively } from "./estimate-iteratively.ts";
import type { IterativeOptions } from "./estimate-iteratively.ts";
import type { GroverExperiment } from "./grover-experiment.ts";

/** A method of amplitude estimation with its settings; the seed and the confidence come from the caller. */
export type AmplitudeSettings =
  | ({ readonly method: "iterative" } & Omit<IterativeOptions, "seed" | "confidence">)
  | ({ readonly method: "maximum-likelihood" } & Omit<MaximumLikelihoodOptions, "seed" | "confidence">)
  | ({ readonly method: "canonical" } & Omit<CanonicalOptions, "seed" | "confidence">);

/** Estimates an amplitude by the method that the settings name. */
export async function estimateAmplitude(
  experiment: GroverExperiment,
  settings: AmplitudeSettings,
  sampling: { readonly seed: number; readonly confidence: number },
): Promise<AmplitudeEstimate> {
  checkName("method", settings.method, amplitudeMethods);
  switch (settings.method) {
    case "iterative":
      return estimateIteratively(experiment, { ...settings, ...sampling });
    case "maximum-likelihood":
      return estimateByMaximumLikelihood(experiment, { ...settings, ...sampling });
    case "canonical":
      return estimateCanonically(experiment, { ...settings, ...sampling });
  }
}
