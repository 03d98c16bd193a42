import type { Circuit } from "../circuit/circuit.ts";
import { InvalidArgumentError, NumericalError } from "../errors.ts";
import { createRandom } from "../math/random.ts";

/** An expectation value from a device or a simulation. */
export interface ShotEstimate {
  readonly value: number;
  /** Standard error of the value; 0 for an exact one. */
  readonly standardError: number;
  /** Shots spent; 0 for an exact value. */
  readonly shots: number;
}

/**
 * Estimates one fixed observable in the state that a circuit prepares. Without `shots` it returns what it has, usually
 * an exact value. Must run the circuit as it is: gates that undo each other must not be removed.
 */
export type EstimateExpectation = (
  circuit: Circuit,
  options: { readonly shots?: number; readonly seed: number },
) => Promise<ShotEstimate>;

/** Counts of measured bitstrings, printed from the highest classical bit to the lowest. */
export type Counts = Readonly<Record<string, number>>;

/** Runs a circuit `shots` times and counts its classical bits. */
export type SampleCounts = (
  circuit: Circuit,
  options: { readonly shots: number; readonly seed: number },
) => Promise<Counts>;

/** What mitigation costs. */
export interface SamplingOverhead {
  /** At least about 1; see `definition`. */
  readonly factor: number;
  /** How the factor is defined, in words. */
  readonly definition: string;
}

/** A mitigated expectation value beside the one that was mitigated. JSON-safe. */
export interface MitigatedValue<Details> {
  readonly value: number;
  /** Statistical standard error of `value`. Bias that mitigation leaves is not part of it. */
  readonly standardError: number;
  /** The value without mitigation. */
  readonly rawValue: number;
  readonly rawStandardError: number;
  readonly samplingOverhead: SamplingOverhead;
  readonly circuitsRun: number;
  readonly shotsUsed: number;
  readonly details: Details;
  /** What a reader of the value should know, in words. */
  readonly warnings: readonly string[];
}

/** Options that every method which runs circuits takes. */
export interface RunOptions {
  readonly estimate: EstimateExpectation;
  /** Shots of each circuit; by default the executor decides, and exact values stay exact. */
  readonly shots?: number;
  readonly seed: number;
}

const shotsDefinition =
  "shots that the mitigated value needs to reach the standard error of the unmitigated one, divided by the shots of the unmitigated one";

/** (shots · variance) of the mitigated value over that of the raw one; `exact` where there are no shots to compare. */
export function shotOverhead(
  mitigated: { readonly standardError: number; readonly shots: number },
  raw: ShotEstimate,
  exact: { readonly factor: number; readonly assumption: string },
): SamplingOverhead {
  const measured = (mitigated.standardError ** 2 * mitigated.shots) / (raw.standardError ** 2 * raw.shots);
  return Number.isFinite(measured)
    ? { factor: measured, definition: shotsDefinition }
    : { factor: exact.factor, definition: `${shotsDefinition}, ${exact.assumption}` };
}

/** Throws {@link InvalidArgumentError} unless `value` is an integer of at least `least`. */
export function checkCount(name: string, value: number, least = 1): void {
  if (!Number.isSafeInteger(value) || value < least) {
    throw new InvalidArgumentError(`${name} must be an integer of at least ${least}, got ${value}`, {
      field: name,
      value,
    });
  }
}

/** A seed for each of a method's runs, all fixed by one. Throws {@link InvalidArgumentError} for a seed not finite. */
export function createSeeds(seed: number): () => number {
  if (!Number.isFinite(seed)) {
    throw new InvalidArgumentError(`seed must be a finite number, got ${seed}`, { field: "seed" });
  }
  const random = createRandom(seed);
  return () => Math.floor(random.uniform() * 2 ** 48);
}

/** Asks the executor for a value and checks what it returns. Throws {@link NumericalError} for numbers not finite. */
export async function runEstimate(
  { estimate, shots }: Pick<RunOptions, "estimate" | "shots">,
  circuit: Circuit,
  seed: number,
): Promise<ShotEstimate> {
  if (shots !== undefined) checkCount("shots", shots);
  const result = await estimate(circuit, { seed, ...(shots === undefined ? {} : { shots }) });
  const { value, standardError, shots: used } = result;
  if (!Number.isFinite(value) || !Number.isFinite(standardError) || standardError < 0 || !(used >= 0)) {
    throw new NumericalError(
      `estimate must return a finite value, a standard error and shots of at least 0, got ${value}, ${standardError}, ${used}`,
      { value, standardError, shots: used },
    );
  }
  return result;
}
