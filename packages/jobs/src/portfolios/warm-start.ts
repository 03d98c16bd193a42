import {
  isFeasible,
  minimiseTrackingError,
  portfolioObjective,
  solveMeanVariance,
  type Moments,
  type WeightMandate,
} from "@ansatz/finance";
import type { StatedMandate } from "./mandate-form.ts";

/**
 * For each asset how likely a relaxed selection of `pick` of them holds it: x = pick·w of the weights w ≤ 1/pick that
 * minimise the same objective under the same limits of groups.
 *
 * @throws MandateError where no weights fulfil the limits, MomentsError for risks that are no covariance.
 */
export async function relaxedSelection(
  moments: Moments,
  { objective, groups, required, excluded }: StatedMandate,
  pick: number,
): Promise<number[]> {
  const n = moments.assets.length;
  const lower = new Float64Array(n);
  const upper = new Float64Array(n).fill(1 / pick);
  for (const index of required) lower[index] = 1 / pick;
  for (const index of excluded) upper[index] = 0;
  const mandate: WeightMandate = {
    lower,
    upper,
    groups: groups.map((group) => ({
      ...group,
      ...(group.minimum === undefined ? {} : { minimum: group.minimum / pick }),
      ...(group.maximum === undefined ? {} : { maximum: group.maximum / pick }),
    })),
  };
  // q·xᵀΣx − μᵀx at x = pick·w is pick·(q·pick·wᵀΣw − μᵀw).
  const { weights } =
    objective.kind === "tracking"
      ? await minimiseTrackingError(moments, objective, mandate)
      : await solveMeanVariance(moments, { ...mandate, riskAversion: objective.riskAversion * pick });
  return Array.from(weights, (weight) => Math.min(1, Math.max(0, pick * weight)));
}

/** The relaxed selection rounded to its greatest entries, without any quantum state: the control of a warm start. */
export async function roundedSelection(
  moments: Moments,
  mandate: StatedMandate,
  pick: number,
): Promise<{ selection: number[]; objective: number | null; seconds: number }> {
  const began = performance.now();
  const relaxed = await relaxedSelection(moments, mandate, pick);
  const ranked = [...relaxed.keys()].sort((a, b) => relaxed[b] - relaxed[a] || a - b);
  const selection = ranked.slice(0, pick).sort((a, b) => a - b);
  const bits = new Uint8Array(relaxed.length);
  for (const index of selection) bits[index] = 1;
  return {
    selection,
    objective: isFeasible(mandate.problem, bits) ? portfolioObjective(mandate.problem, bits) : null,
    seconds: (performance.now() - began) / 1000,
  };
}
