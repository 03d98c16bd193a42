import {
  type Circuit,
  type ComputePool,
  isUnitaryCircuit,
  parameterNames,
  type Random,
} from "@ansatz/simulator";
import { ModelError } from "../../errors.ts";

export interface CircuitSamplingOptions {
  /** Random parameter sets. */
  readonly samples?: number | undefined;
  /** Default 1. */
  readonly seed?: number | undefined;
  readonly pool?: ComputePool | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Share done. */
  readonly onProgress?: ((fraction: number) => void) | undefined;
}

/** @throws ModelError where the circuit measures or the number of samples is no integer in the range. */
export function checkSampling(circuit: Circuit, samples: number, least: number): readonly string[] {
  if (!isUnitaryCircuit(circuit))
    throw new ModelError("the circuit must be unitary, got one that measures, resets or branches");
  if (!(Number.isInteger(samples) && samples >= least && samples <= 1e6)) {
    throw new ModelError(`samples must be an integer in [${least}, 1000000], got ${samples}`, { samples });
  }
  return parameterNames(circuit);
}

/** Angles uniform in [0, 2π). */
export function randomAngles(names: readonly string[], { uniform }: Random): Record<string, number> {
  return Object.fromEntries(names.map((name) => [name, 2 * Math.PI * uniform()]));
}
