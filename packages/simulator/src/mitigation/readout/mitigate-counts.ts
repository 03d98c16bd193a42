import { InvalidArgumentError } from "../../errors.ts";
import type { Counts, SamplingOverhead } from "../executor.ts";
import { parseCounts } from "./counts.ts";
import type { ParsedCounts } from "./counts.ts";
import { readoutMaps } from "./full-inverse.ts";
import { checkReadoutModel } from "./readout-model.ts";
import type { ReadoutModel } from "./readout-model.ts";
import { projectToSimplex, solveOnSimplex } from "./simplex-least-squares.ts";
import { solveInSubspace } from "./subspace-solve.ts";

export const readoutMethods = ["inverse", "least-squares", "subspace"] as const;

/**
 * - `inverse`: the confusion's inverse on the frequencies, over all 2ⁿ bitstrings. Unbiased; entries may be negative.
 * - `least-squares`: the probabilities (not negative, sum 1) whose confusion is nearest to the frequencies. Biased near 0.
 * - `subspace`: the inverse in the space of the bitstrings that were read, for many qubits (M3).
 */
export type ReadoutMethod = (typeof readoutMethods)[number];

export interface MitigateCountsOptions {
  /** By default `inverse` up to 10 bits, else `subspace`. */
  readonly method?: ReadoutMethod;
  /** Subspace only: leaves out confusions of more than this many bits; by default none. */
  readonly distance?: number;
}

/** Counts with readout errors taken out. JSON-safe. */
export interface MitigatedCounts {
  /** By bitstring; entries that are exactly 0 are left out. They sum to 1 and may be negative, except by least squares. */
  readonly quasiProbabilities: Readonly<Record<string, number>>;
  /** Of each entry, from shot noise of the counts (not of the calibration); for least squares those of the inverse. */
  readonly standardErrors: Readonly<Record<string, number>>;
  /** The nearest probabilities to `quasiProbabilities`: not negative, sum 1. */
  readonly nearestProbabilities: Readonly<Record<string, number>>;
  readonly method: ReadoutMethod;
  readonly samplingOverhead: SamplingOverhead;
  readonly shots: number;
  readonly details: {
    /** Σ of the moduli of negative entries. */
    readonly negativeWeight: number;
    readonly iterations: number;
    readonly converged: boolean;
  };
  readonly warnings: readonly string[];
}

/** Vectors over all bitstrings: 2^16 numbers. */
const greatestInverseBits = 16;
const defaultInverseBits = 10;
/** As large as shots multiply: beyond, mitigated numbers are mostly noise at usual shot counts. */
const largeOverhead = 100;

interface Solution {
  readonly texts: readonly string[];
  readonly values: Float64Array;
  readonly squares: Float64Array;
  readonly inverseNorm: number;
  readonly iterations: number;
  readonly converged: boolean;
}

function solveOverAll(
  model: ReadoutModel,
  { bitCount, texts, frequencies }: ParsedCounts,
  method: "inverse" | "least-squares",
): Solution {
  if (bitCount > greatestInverseBits) {
    throw new InvalidArgumentError(
      `method ${method} takes up to ${greatestInverseBits} bits, got ${bitCount}; use method subspace`,
      { field: "method" },
    );
  }
  const maps = readoutMaps(model);
  const read = new Float64Array(2 ** bitCount);
  texts.forEach((text, at) => (read[parseInt(text, 2)] = frequencies[at]));
  const { solution, iterations, converged } =
    method === "inverse"
      ? { solution: maps.invert(read), iterations: 0, converged: true }
      : solveOnSimplex({
          apply: maps.confuse,
          applyTransposed: maps.confuseTransposed,
          target: read,
          lipschitz: maps.lipschitz,
        });
  return {
    texts: Array.from(read, (_, index) => index.toString(2).padStart(bitCount, "0")),
    values: solution,
    squares: maps.invertSquared(read),
    inverseNorm: maps.inverseNorm,
    iterations,
    converged,
  };
}

/**
 * Takes readout errors out of counts. Standard errors are those of multinomial counts through the linear inverse B,
 * √((Σⱼ Bᵢⱼ² fⱼ − pᵢ²)/shots). `samplingOverhead` is ‖B‖₁², the most by which the variance of an observable with values in
 * [−1, 1] can grow.
 *
 * Throws {@link InvalidArgumentError} for counts that do not fit the model, a model that cannot be inverted, or too many bits.
 */
export function mitigateCounts(
  counts: Counts,
  model: ReadoutModel,
  { method: wanted, distance }: MitigateCountsOptions = {},
): MitigatedCounts {
  const bitCount = checkReadoutModel(model);
  const parsed = parseCounts(counts, bitCount);
  const method = wanted ?? (bitCount <= defaultInverseBits ? "inverse" : "subspace");
  if (!readoutMethods.includes(method)) {
    throw new InvalidArgumentError(`method must be ${readoutMethods.join(", ")}, got ${method as string}`, {
      field: "method",
    });
  }
  if (distance !== undefined && (!Number.isInteger(distance) || distance < 0)) {
    throw new InvalidArgumentError(`distance must be an integer of at least 0, got ${distance}`, {
      field: "distance",
    });
  }
  let solution: Solution;
  if (method === "subspace") {
    const { quasiProbabilities, ...rest } = solveInSubspace(model, parsed, distance);
    if (rest.inverseNorm === Infinity) {
      throw new InvalidArgumentError("the confusion between the bitstrings read must be invertible", {
        field: "confusion",
      });
    }
    solution = { texts: parsed.texts, values: quasiProbabilities, ...rest };
  } else solution = solveOverAll(model, parsed, method);

  const { texts, values, squares, inverseNorm, iterations, converged } = solution;
  const record = (numbers: Float64Array): Record<string, number> =>
    Object.fromEntries(
      texts.flatMap((text, at) => (values[at] === 0 && numbers[at] === 0 ? [] : [[text, numbers[at]]])),
    );
  const factor = inverseNorm ** 2;
  const negativeWeight = values.reduce((sum, entry) => sum + Math.max(0, -entry), 0);
  const warnings: string[] = [];
  if (!converged) warnings.push(`The solution did not converge in ${iterations} iterations.`);
  if (factor > largeOverhead) {
    warnings.push(
      `Readout errors are large: shot noise may be amplified up to ${Math.sqrt(factor).toPrecision(3)} times.`,
    );
  }
  if (method === "least-squares") {
    warnings.push(
      "Probabilities forced to be at least 0 are biased where they are near 0; expectation values from the inverse are not.",
    );
  }
  return {
    quasiProbabilities: record(values),
    standardErrors: record(
      squares.map((square, at) => Math.sqrt(Math.max(0, square - values[at] ** 2) / parsed.shots)),
    ),
    nearestProbabilities: record(projectToSimplex(values)),
    method,
    samplingOverhead: {
      factor,
      definition:
        "‖B‖₁² of the inverse confusion B: the most by which the variance of an observable with values in [−1, 1], and so the shots for equal error, can grow",
    },
    shots: parsed.shots,
    details: { negativeWeight, iterations, converged },
    warnings,
  };
}
