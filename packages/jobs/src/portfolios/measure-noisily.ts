import type { PortfolioRequest, PortfolioResult } from "@ansatz/contract";
import {
  createBinaryQuadraticProblem,
  MandateError,
  measureQaoa,
  PortfolioTooLargeError,
  type BinaryQuadraticProblem,
} from "@ansatz/finance";
import { noisePresetNames, type NoisePresetName } from "@ansatz/simulator";
import type { TaskContext } from "../definitions/job-definition.ts";
import type { PortfolioPlan } from "./plan-portfolio.ts";
import type { QuantumOutcome } from "./quantum-outcome.ts";

/** Variables up to which a noisy machine is simulated, and those up to which its energy is extrapolated to no noise. */
const greatestVariables = 14;
const extrapolatedVariables = 10;
/** Shots of each circuit at least: fewer say nothing of so small differences. */
const fewestShots = 2000;

function presetOf(name: string): NoisePresetName {
  const preset = noisePresetNames.find((known) => known === name);
  if (preset) return preset;
  throw new MandateError(`noise must be one of ${noisePresetNames.join(", ")}, got "${name}"`, {
    field: "noise",
    noise: name,
  });
}

/**
 * Refuses what cannot be measured on a noisy machine: everything but one state of QAOA from the uniform draw on few
 * variables under a number of holdings.
 */
export function checkNoise(
  { noise, algorithm, warmStart }: PortfolioRequest,
  { reduced, spaces }: Pick<PortfolioPlan, "reduced" | "spaces">,
): void {
  if (noise === undefined) return;
  presetOf(noise);
  if (algorithm !== "qaoa" || warmStart) {
    throw new MandateError(
      "noise goes with the algorithm qaoa without a warm start: leave it out, or change them",
      { field: "noise", algorithm, warmStart },
    );
  }
  const { problem } = reduced;
  const { variableCount } = problem.objective;
  if (variableCount > greatestVariables) {
    throw new PortfolioTooLargeError(
      `noise is simulated for up to ${greatestVariables} assets to choose from, got ${variableCount}: exclude or require some, or leave noise out`,
      { variableCount, limit: greatestVariables },
    );
  }
  const isPlain = problem.constraints.every(({ coefficients }) => coefficients.every((value) => value === 1));
  if (isPlain && spaces.length === 1 && problem.constraints.every(({ lower, upper }) => lower === upper))
    return;
  throw new MandateError(
    "noise needs a mandate that is one number of holdings (pick K, with assets to hold or not to hold): leave noise or the other demands out",
    { field: "noise" },
  );
}

/** f + P·(Σx − K)². */
function withPenalty(
  { constant, linear, quadratic }: BinaryQuadraticProblem,
  holdings: number,
  weight: number,
): BinaryQuadraticProblem {
  return createBinaryQuadraticProblem({
    constant: constant + weight * holdings * holdings,
    linear: linear.map((value) => value - 2 * weight * holdings),
    quadratic: quadratic.map((value) => value + weight),
  });
}

/** The circuit that won on a noisy machine, as its shots say and after mitigation. */
export async function measureNoisily(
  request: PortfolioRequest,
  { reduced, mixer }: PortfolioPlan,
  { angles, penalty }: QuantumOutcome,
  { signal, onProgress, pool }: TaskContext,
): Promise<{ noisy: PortfolioResult["noisy"]; warnings: string[] }> {
  if (request.noise === undefined || !angles) return { noisy: null, warnings: [] };
  const preset = presetOf(request.noise);
  const { objective, constraints } = reduced.problem;
  const holdings = constraints[0].lower;
  onProgress({ stage: "select", message: `The same circuit on a noisy machine (${preset})`, fraction: 0.97 });
  const measured = await measureQaoa(
    {
      cost: penalty ? withPenalty(objective, holdings, penalty.weight) : objective,
      weight: holdings,
      mixer,
      angles,
    },
    {
      noise: preset,
      shots: Math.max(fewestShots, request.shots),
      seed: request.seed,
      readout: true,
      zeroNoise: objective.variableCount <= extrapolatedVariables,
      signal,
      ...(pool ? { pool } : {}),
    },
  );
  const { raw, exact, readout, zeroNoise, circuit, shotsUsed } = measured;
  const mitigated = zeroNoise ?? readout?.energy ?? raw.energy;
  const method = zeroNoise
    ? "readout errors taken out and the energy extrapolated to no noise"
    : "readout errors taken out";
  return {
    noisy: {
      preset,
      energy: raw.energy.value,
      energyError: raw.energy.standardError,
      mitigatedEnergy: mitigated.value,
      mitigatedEnergyError: mitigated.standardError,
      idealEnergy: exact.energy,
      optimumProbability: raw.optimumProbability.value,
      feasibleProbability: raw.feasibleProbability.value,
      message: `${circuit.twoQubitCount.toLocaleString("en-US")} two-qubit gates at a depth of ${circuit.depth.toLocaleString("en-US")}, all qubits coupled; ${shotsUsed.toLocaleString("en-US")} shots, standard errors of shots alone; mitigated: ${method}. A random draw is optimal with ${Number((100 * measured.uniformProbability).toPrecision(3))} %.`,
    },
    warnings: [...measured.warnings],
  };
}
