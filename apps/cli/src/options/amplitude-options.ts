import type { Command } from "commander";
import { decimal, integer, positiveInteger } from "./values.ts";

/** Options of how an amplitude is estimated. */
export interface AmplitudeOptions {
  readonly method?: string;
  readonly accuracy?: number;
  readonly rounds?: number;
  readonly evaluationQubits?: number;
  readonly confidence?: number;
  readonly rotation?: string;
  readonly rotationScale?: number;
  readonly errorSeries?: boolean;
  readonly qubits?: number;
  readonly seed?: number;
}

/** Adds the options of {@link AmplitudeOptions} to a command. */
export function addAmplitudeOptions(command: Command, qubits: string): Command {
  return command
    .optionsGroup("How it is estimated:")
    .option("--method <name>", "iterative (default), maximum-likelihood or canonical amplitude estimation")
    .option("--qubits <n>", qubits, positiveInteger)
    .option(
      "--accuracy <a>",
      "half-width of an amplitude's interval to aim at; iterative (default: 0.005)",
      decimal,
    )
    .option("--rounds <n>", "doublings of the depth; maximum-likelihood (default: 6)", positiveInteger)
    .option("--evaluation-qubits <n>", "of the phase estimation; canonical (default: 7)", positiveInteger)
    .option("--confidence <c>", "of intervals (default: 0.95)", decimal)
    .option("--rotation <name>", "exact (default), or linear: small angles with their bias")
    .option("--rotation-scale <c>", "of the linear rotation, in (0, 1] (default: 0.1)", decimal)
    .option("--no-error-series", "leave out the errors against oracle calls")
    .option("--seed <n>", "seed of every random choice (default: 42)", integer);
}

/** The fields of a request that these options fill. */
export function amplitudeSettings(options: AmplitudeOptions): Record<string, unknown> {
  const { method, qubits, accuracy, rounds, evaluationQubits, confidence, rotation } = options;
  const { rotationScale, errorSeries, seed } = options;
  return {
    method,
    qubits,
    accuracy,
    rounds,
    evaluationQubits,
    confidence,
    payoffRotation: rotation,
    rotationScale,
    errorSeries: errorSeries === false ? false : undefined,
    seed,
  };
}
