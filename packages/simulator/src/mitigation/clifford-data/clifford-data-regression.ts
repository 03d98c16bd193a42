import { withOperations } from "../../circuit/circuit.ts";
import type { Circuit } from "../../circuit/circuit.ts";
import { InvalidArgumentError, NumericalError } from "../../errors.ts";
import type { PauliSum } from "../../operators/pauli-sum.ts";
import { propagatePauliExpectation } from "../../stabilizer/pauli-propagation.ts";
import { checkCount, createSeeds, runEstimate, shotOverhead } from "../executor.ts";
import type { MitigatedValue, RunOptions } from "../executor.ts";
import { combinationError, fitLinear } from "../fit-linear.ts";
import { cliffordTrainingCircuits } from "./training-circuits.ts";
import type { TrainingCircuit, TrainingOptions } from "./training-circuits.ts";

export interface CliffordDataOptions extends RunOptions, Omit<TrainingOptions, "count" | "seed"> {
  /** Training circuits that are run; by default 20. */
  readonly trainingCount?: number;
  /** Training circuits drawn for each one run: those run are chosen so that their exact values spread evenly; by default 5. */
  readonly candidatesPerCircuit?: number;
  /** The noise-free value of a training circuit, if another method than Pauli propagation shall give it. */
  readonly exact?: (circuit: Circuit) => number | Promise<number>;
}

export interface TrainingPoint {
  readonly noisyValue: number;
  readonly standardError: number;
  readonly exactValue: number;
}

export interface CliffordDataDetails {
  readonly points: readonly TrainingPoint[];
  /** exact ≈ slope · noisy + intercept. */
  readonly slope: number;
  readonly intercept: number;
  readonly slopeError: number;
  readonly interceptError: number;
  /** Share of the exact values' variance that the line explains. */
  readonly rSquared: number;
  /** The line over the range of the points and the target, for plotting. */
  readonly line: readonly { readonly noisyValue: number; readonly value: number }[];
}

const poorRSquared = 0.5;
/** Below this share of true spread in the noisy values the slope comes out too flat by more than a tenth. */
const leastReliability = 0.9;

/** Of the candidates, those whose exact values lie nearest to an even grid over their range. */
function spread<Item extends { readonly exactValue: number }>(
  candidates: readonly Item[],
  count: number,
): Item[] {
  const left = [...candidates];
  const values = candidates.map(({ exactValue }) => exactValue);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return Array.from({ length: Math.min(count, candidates.length) }, (_, at) => {
    const goal = count > 1 ? low + ((high - low) * at) / (count - 1) : low;
    const nearest = left.reduce(
      (best, { exactValue }, index) =>
        Math.abs(exactValue - goal) < Math.abs(left[best].exactValue - goal) ? index : best,
      0,
    );
    return left.splice(nearest, 1)[0];
  });
}

/**
 * Clifford data regression (Czarnik et al., arXiv:2005.10189): a line from noisy to exact values is fitted on circuits near
 * the target whose exact values can be computed, and applied to the target's noisy value.
 *
 * `observable` (a Pauli sum, or one product printed from the highest qubit to the lowest) must be what `estimate` measures.
 * The standard error is that of predicting one more point, √(gᵀCg + s²): the line's covariance C and the scatter s of the
 * points about it (at least slope · σ for the target's own error σ), as the target lies off the line like they do. Final
 * measurements are left out of the exact computation.
 * Throws {@link InvalidArgumentError} for a target without Clifford twins (see `findCliffordSites`) or fewer than 3 training
 * circuits, {@link NumericalError} when all training circuits have the same noisy value.
 */
export async function cliffordDataRegression(
  circuit: Circuit,
  observable: PauliSum | string,
  options: CliffordDataOptions,
): Promise<MitigatedValue<CliffordDataDetails>> {
  const { trainingCount = 20, candidatesPerCircuit = 5, seed } = options;
  checkCount("trainingCount", trainingCount, 3);
  checkCount("candidatesPerCircuit", candidatesPerCircuit);
  const nextSeed = createSeeds(seed);
  const exact =
    options.exact ??
    ((candidate: Circuit) =>
      propagatePauliExpectation(
        withOperations(
          candidate,
          candidate.operations.filter((operation) => operation.gate !== "measure"),
        ),
        observable,
      ));
  const candidates = cliffordTrainingCircuits(circuit, {
    ...options,
    count: trainingCount * candidatesPerCircuit,
    seed: nextSeed(),
  });
  if (candidates.length < 3) {
    throw new InvalidArgumentError(
      `at least 3 different training circuits are needed, but the circuit has only ${candidates.length}; use replacement "sampled" or another keptCount`,
      { field: "circuit" },
    );
  }
  const withValues: (TrainingCircuit & { readonly exactValue: number })[] = [];
  for (const candidate of candidates) {
    const exactValue = await exact(candidate.circuit);
    if (!Number.isFinite(exactValue)) {
      throw new NumericalError(`exact must return a finite value, got ${exactValue}`, { exactValue });
    }
    withValues.push({ ...candidate, exactValue });
  }
  const raw = await runEstimate(options, circuit, nextSeed());
  let shots = raw.shots;
  const points: TrainingPoint[] = [];
  for (const training of spread(withValues, trainingCount)) {
    const estimate = await runEstimate(options, training.circuit, nextSeed());
    shots += estimate.shots;
    points.push({
      noisyValue: estimate.value,
      standardError: estimate.standardError,
      exactValue: training.exactValue,
    });
  }

  const noisy = points.map(({ noisyValue }) => noisyValue);
  const mean = noisy.reduce((sum, value) => sum + value, 0) / points.length;
  const spreadSquared = noisy.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  if (!(spreadSquared > 1e-24)) {
    throw new NumericalError(
      `all ${points.length} training circuits have the same noisy value ${mean}; no line can be fitted`,
      { value: mean },
    );
  }
  const exactValues = points.map(({ exactValue }) => exactValue);
  const fit = fitLinear(
    noisy.map((value) => [1, value]),
    exactValues,
    points.map(() => 0),
  );
  const [intercept, slope] = fit.coefficients;
  const value = intercept + slope * raw.value;
  // The scatter about the line holds the shot noise of the training values, and stands for the target's.
  const scatter = Math.sqrt(fit.chiSquared / fit.degreesOfFreedom);
  const standardError = Math.hypot(
    combinationError([1, raw.value], fit.covariance),
    Math.max(scatter, Math.abs(slope) * raw.standardError),
  );

  const exactMean = exactValues.reduce((sum, entry) => sum + entry, 0) / points.length;
  const total = exactValues.reduce((sum, entry) => sum + (entry - exactMean) ** 2, 0);
  const rSquared = total > 0 ? 1 - fit.chiSquared / total : 0;
  const noise = points.reduce((sum, point) => sum + point.standardError ** 2, 0);
  const [low, high] = [Math.min(...noisy), Math.max(...noisy)];
  const warnings: string[] = [];
  if (points.length < trainingCount) {
    warnings.push(`Only ${points.length} different training circuits exist near this circuit.`);
  }
  if (rSquared < poorRSquared) {
    warnings.push(
      `The line explains only ${Math.max(0, 100 * rSquared).toFixed(0)} % of the training values' variance.`,
    );
  }
  if (raw.value < low || raw.value > high) {
    warnings.push(
      "The target's noisy value lies outside the range of the training circuits: the line is extrapolated.",
    );
  }
  if (noise > (1 - leastReliability) * spreadSquared) {
    warnings.push(
      "Shot noise is large against the spread of the training values: the slope comes out too flat.",
    );
  }
  const ends = [Math.min(low, raw.value), Math.max(high, raw.value)];
  return {
    value,
    standardError,
    rawValue: raw.value,
    rawStandardError: raw.standardError,
    samplingOverhead: shotOverhead({ standardError, shots }, raw, {
      factor: slope ** 2 * (points.length + 1),
      assumption: "as slope² times the number of circuits, were all sampled alike and the line without error",
    }),
    circuitsRun: points.length + 1,
    shotsUsed: shots,
    details: {
      points,
      slope,
      intercept,
      slopeError: Math.sqrt(fit.covariance[1][1]),
      interceptError: Math.sqrt(fit.covariance[0][0]),
      rSquared,
      line: ends.map((noisyValue) => ({ noisyValue, value: intercept + slope * noisyValue })),
    },
    warnings,
  };
}
