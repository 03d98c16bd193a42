import type { Circuit } from "../../circuit/circuit.ts";
import { checkCount, createSeeds, runEstimate, shotOverhead } from "../executor.ts";
import type { MitigatedValue, RunOptions } from "../executor.ts";
import { twirlCircuit } from "./twirl-circuit.ts";

export interface TwirlingOptions extends RunOptions {
  /** Random circuits that are averaged; by default 32. */
  readonly randomizations?: number;
}

export interface TwirlingDetails {
  readonly twirledCount: number;
  readonly untwirledCount: number;
  /** Values of the random circuits. */
  readonly values: readonly number[];
}

/**
 * Pauli twirling: the mean expectation value of randomised circuits (see {@link twirlCircuit}). It turns coherent errors into
 * Pauli errors, which add up less and which other methods can cancel; it takes no error out by itself. `shots` is that of
 * each random circuit; the standard error is that of the mean over circuits, shots included.
 */
export async function pauliTwirling(
  circuit: Circuit,
  options: TwirlingOptions,
): Promise<MitigatedValue<TwirlingDetails>> {
  const { randomizations = 32, seed } = options;
  checkCount("randomizations", randomizations, 2);
  const nextSeed = createSeeds(seed);
  const raw = await runEstimate(options, circuit, nextSeed());
  const values: number[] = [];
  let shots = 0;
  let [twirledCount, untwirledCount] = [0, 0];
  for (let at = 0; at < randomizations; at++) {
    const twirled = twirlCircuit(circuit, { seed: nextSeed() });
    ({ twirledCount, untwirledCount } = twirled);
    const estimate = await runEstimate(options, twirled.circuit, nextSeed());
    values.push(estimate.value);
    shots += estimate.shots;
  }
  const value = values.reduce((sum, entry) => sum + entry, 0) / randomizations;
  const squares = values.reduce((sum, entry) => sum + (entry - value) ** 2, 0);
  const standardError = Math.sqrt(squares / (randomizations - 1) / randomizations);
  const warnings: string[] = [];
  if (twirledCount === 0)
    warnings.push("No operation was twirled: the circuit has no Clifford operation on two qubits.");
  if (untwirledCount > 0) {
    warnings.push(
      `${untwirledCount} operations on two or more qubits are not two-qubit Clifford operations and keep their coherent errors.`,
    );
  }
  return {
    value,
    standardError,
    rawValue: raw.value,
    rawStandardError: raw.standardError,
    samplingOverhead: shotOverhead({ standardError, shots }, raw, {
      factor: 1,
      assumption: "1 for twirling, which shares the same shots among its circuits",
    }),
    circuitsRun: randomizations + 1,
    shotsUsed: shots + raw.shots,
    details: { twirledCount, untwirledCount, values },
    warnings,
  };
}
