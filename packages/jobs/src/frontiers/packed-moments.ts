import type { Moments } from "@ansatz/finance";
import { numbersOfText, numbersToText } from "../backtests/number-text.ts";

/** Moments, JSON-safe: a task's input. */
export interface PackedMoments {
  readonly names: readonly string[];
  /** Base64 texts of 64-bit numbers; of the covariance the lower triangle, row by row. */
  readonly mean: string;
  readonly covariance: string;
}

export function packMoments({ assets, mean, covariance }: Moments): PackedMoments {
  const n = assets.length;
  const triangle = new Float64Array((n * (n + 1)) / 2);
  for (let i = 0, at = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) triangle[at++] = covariance[i * n + j];
  }
  return {
    names: assets.map(({ name }) => name),
    mean: numbersToText(mean),
    covariance: numbersToText(triangle),
  };
}

export function unpackMoments(packed: PackedMoments): Moments {
  const n = packed.names.length;
  const triangle = numbersOfText(packed.covariance);
  const covariance = new Float64Array(n * n);
  for (let i = 0, at = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) covariance[i * n + j] = covariance[j * n + i] = triangle[at++];
  }
  return {
    assets: packed.names.map((name) => ({ name })),
    mean: numbersOfText(packed.mean),
    covariance,
    source: { estimator: "packed" },
  };
}
