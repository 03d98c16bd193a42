import type { Circuit } from "../../circuit/circuit.ts";
import { InvalidArgumentError } from "../../errors.ts";
import { createSeeds, runEstimate, shotOverhead } from "../executor.ts";
import type { ShotEstimate, MitigatedValue, RunOptions } from "../executor.ts";
import { extrapolateToZeroNoise } from "./extrapolate.ts";
import type { Extrapolation, ExtrapolationModel, FitPoint } from "./extrapolate.ts";
import { foldCircuit } from "./fold-circuit.ts";
import type { FoldOptions, Folding } from "./fold-circuit.ts";

export interface ZeroNoiseOptions extends RunOptions, FoldOptions {
  /** Noise scale factors, each at least 1; by default 1, 2, 3. */
  readonly scaleFactors?: readonly number[];
  /** By default local, with seeded random choice of gates. */
  readonly folding?: Folding;
  /** By default Richardson's. */
  readonly model?: ExtrapolationModel;
}

/** A point of the fit. */
export interface ZeroNoisePoint extends FitPoint {
  readonly requestedScaleFactor: number;
  readonly shots: number;
  readonly operationCount: number;
}

export interface ZeroNoiseDetails {
  readonly points: readonly ZeroNoisePoint[];
  readonly extrapolation: Extrapolation;
}

/**
 * Zero-noise extrapolation: the expectation value at several strengths of noise, made by folding gates, extrapolated to
 * no noise. `samplingOverhead` compares shots at equal error with the unfolded circuit; for exact values it is
 * n Σ wᵢ² for n points of weight wᵢ.
 *
 * Throws {@link InvalidArgumentError} for scale factors that a short circuit cannot tell apart, and whatever
 * {@link foldCircuit} and {@link extrapolateToZeroNoise} refuse.
 */
export async function zeroNoiseExtrapolation(
  circuit: Circuit,
  options: ZeroNoiseOptions,
): Promise<MitigatedValue<ZeroNoiseDetails>> {
  const { scaleFactors = [1, 2, 3], model = { kind: "richardson" }, seed } = options;
  const nextSeed = createSeeds(seed);
  const folding: Folding = options.folding ?? { method: "local", order: "random" };
  if (scaleFactors.length < 2) {
    throw new InvalidArgumentError(`scaleFactors must be at least 2 numbers, got ${scaleFactors.length}`, {
      field: "scaleFactors",
    });
  }
  const folded = scaleFactors.map((scaleFactor) =>
    foldCircuit(
      circuit,
      scaleFactor,
      folding.method === "local" && (folding.order ?? "random") === "random"
        ? { ...folding, seed: folding.seed ?? nextSeed() }
        : folding,
      options,
    ),
  );
  const reached = folded.map(({ scaleFactor }) => scaleFactor);
  if (new Set(reached).size !== reached.length) {
    throw new InvalidArgumentError(
      `scale factors ${scaleFactors.join(", ")} become ${reached.join(", ")} on this circuit's gates; choose factors further apart`,
      { field: "scaleFactors" },
    );
  }
  const warnings: string[] = [];
  reached.forEach((scale, at) => {
    if (Math.abs(scale - scaleFactors[at]) > 0.05 * scaleFactors[at]) {
      warnings.push(
        `Scale factor ${scaleFactors[at]} became ${scale.toPrecision(4)}: the circuit has too few gates to come nearer. The fit uses what was reached.`,
      );
    }
  });

  const estimates: ShotEstimate[] = [];
  for (const entry of folded) estimates.push(await runEstimate(options, entry.circuit, nextSeed()));
  const unfolded = reached.indexOf(1);
  const raw = unfolded >= 0 ? estimates[unfolded] : await runEstimate(options, circuit, nextSeed());
  const points = estimates.map((estimate, at): ZeroNoisePoint => ({
    ...estimate,
    requestedScaleFactor: scaleFactors[at],
    scaleFactor: reached[at],
    operationCount: folded[at].circuit.operations.length,
  }));
  const extrapolation = extrapolateToZeroNoise(points, model);
  const pointShots = points.reduce((sum, { shots }) => sum + shots, 0);
  return {
    value: extrapolation.value,
    standardError: extrapolation.standardError,
    rawValue: raw.value,
    rawStandardError: raw.standardError,
    samplingOverhead: shotOverhead({ standardError: extrapolation.standardError, shots: pointShots }, raw, {
      factor: points.length * extrapolation.weights.reduce((sum, weight) => sum + weight * weight, 0),
      assumption: "were every point sampled with the same shots and variance",
    }),
    circuitsRun: points.length + (unfolded >= 0 ? 0 : 1),
    shotsUsed: pointShots + (unfolded >= 0 ? 0 : raw.shots),
    details: { points, extrapolation },
    warnings: [...warnings, ...extrapolation.warnings],
  };
}
