import {
  calibrateReadout,
  createCircuit,
  measure,
  simulate,
  simulatedSample,
  transpile,
  zeroNoiseExtrapolation,
} from "@ansatz/simulator";
import type { Circuit, ComputePool, ReadoutModel, SampleCounts } from "@ansatz/simulator";
import { MandateError, PortfolioTooLargeError } from "../../errors.ts";
import { surveyProblem } from "../qaoa-problem.ts";
import type { QaoaState } from "../qaoa-result.ts";
import type {
  MeasuredOutcome,
  MeasuredQaoa,
  MeasuredQaoaResult,
  MeasureQaoaOptions,
} from "./measured-qaoa.ts";
import { qaoaCircuit } from "./qaoa-circuit.ts";
import { readoutWeights } from "./readout-weights.ts";
import { countMasks, type MaskCounts, meanOfShots, shareOfShots } from "./shot-statistics.ts";

/** 2000 shots with extrapolation on 14 qubits of a superconducting device take minutes on two cores. */
const greatestQubitCount = 14;

/**
 * What a device with noise would read from a QAOA circuit at given angles, and what mitigation makes of it: the circuit with
 * its Dicke preparation in rz, sx, x and cx on qubits that are all coupled, simulated with the noise model by `simulate`
 * (exact density matrices where they fit, else trajectories), the shots evaluated as they are, with readout errors taken
 * out, post-selected on feasible states, and with the energy extrapolated to zero noise. Standard errors are those of shots;
 * the bias that noise leaves is what stands between each value and `exact`.
 *
 * Throws {@link PortfolioTooLargeError} above 14 variables, {@link MandateError} for values out of range, and what the
 * mitigation methods refuse; rejects with the reason of `signal`.
 */
export async function measureQaoa(
  qaoa: MeasuredQaoa,
  options: MeasureQaoaOptions = {},
): Promise<MeasuredQaoaResult> {
  const began = performance.now();
  const { cost, weight, mixer, isFeasible } = qaoa;
  const n = cost.variableCount;
  const { noise, shots = 4096, seed = 0, readout = noise !== undefined, zeroNoise = false, signal } = options;
  if (n > greatestQubitCount) {
    throw new PortfolioTooLargeError(
      `measuring with noise holds up to ${greatestQubitCount} variables, got ${n}: choose fewer assets, or solveQaoa without noise`,
      { variableCount: n },
    );
  }
  if (!Number.isInteger(shots) || shots < 2 || shots > 1e7) {
    throw new MandateError(`shots must be an integer in [2, 10000000], got ${shots}`, {
      field: "shots",
      shots,
    });
  }
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new MandateError(`seed must be an integer of at least 0, got ${seed}`, { field: "seed", seed });
  }
  signal?.throwIfAborted();
  // All states of the qubits: noise leaves those of the weight.
  const landscape = surveyProblem(
    {
      variableCount: n,
      cost,
      ...(weight === undefined ? {} : { weight }),
      ...(isFeasible ? { isFeasible } : {}),
    },
    "x",
  );
  const { costs, feasible } = landscape;
  const optima = new Float64Array(costs.length);
  for (const index of landscape.optima) optima[index] = 1;

  const logical = qaoaCircuit(qaoa, mixer, qaoa.angles);
  const all = Array.from({ length: n }, (_, qubit) => qubit);
  const { circuit, after } = transpile(
    createCircuit(n, [...logical.operations, measure(all, all)], { bitCount: n }),
    { basis: ["rz", "sx", "x", "cx"], optimization: 1, seed: 0 },
  );
  const shared = { ...(options.pool ? { pool: options.pool } : {}), ...(signal ? { signal } : {}) };
  const sample = simulatedSample({ ...shared, ...(noise === undefined ? {} : { noise }) });
  let shotsUsed = 0;
  const run: SampleCounts = async (chosen, settings) => {
    signal?.throwIfAborted();
    shotsUsed += settings.shots;
    return sample(chosen, settings);
  };
  const exact = await exactOutcome(logical, { costs, optima, feasible }, shared);
  const counts = countMasks(await run(circuit, { shots, seed }));
  const model = readout ? await calibrate(n, run, shots, seed + 1) : undefined;
  const weigh = (values: ArrayLike<number>): Float64Array => {
    const plain = Float64Array.from(values);
    return model ? readoutWeights(model, plain) : plain;
  };
  const energyWeights = weigh(costs);
  const warnings: string[] = [];
  if (mixer === "x" && weight !== undefined) {
    warnings.push(
      "The transverse mixer leaves the states of the weight even without noise: see feasibleProbability of exact.",
    );
  }
  const kept: MaskCounts = new Map([...counts].filter(([mask]) => feasible[mask] === 1));
  const keptShots = [...kept.values()].reduce((sum, count) => sum + count, 0);
  if (keptShots === 0) warnings.push(`None of ${shots} shots was feasible.`);
  const extrapolated = zeroNoise
    ? await zeroNoiseExtrapolation(circuit, {
        estimate: async (folded, settings) => {
          const read = countMasks(await run(folded, { shots: settings.shots ?? shots, seed: settings.seed }));
          return { ...meanOfShots(read, (mask) => energyWeights[mask]), shots: settings.shots ?? shots };
        },
        shots,
        seed: seed + 2,
        ...(options.scaleFactors ? { scaleFactors: options.scaleFactors } : {}),
        folding: { method: "local", gates: "multi-qubit", seed: seed + 3 },
        model: { kind: "linear" },
      })
    : undefined;
  if (extrapolated) warnings.push(...extrapolated.warnings);
  return {
    exact,
    uniformProbability: landscape.optima.length / landscape.feasibleCount,
    raw: {
      energy: meanOfShots(counts, (mask) => costs[mask]),
      optimumProbability: shareOfShots(counts, (mask) => optima[mask] === 1),
      feasibleProbability: shareOfShots(counts, (mask) => feasible[mask] === 1),
    },
    readout: model && evaluate(counts, energyWeights, weigh(optima), weigh(feasible)),
    postselected:
      keptShots === 0
        ? undefined
        : {
            energy: meanOfShots(kept, (mask) => costs[mask]),
            optimumProbability: shareOfShots(kept, (mask) => optima[mask] === 1),
            shots: keptShots,
          },
    zeroNoise: extrapolated && {
      value: extrapolated.value,
      standardError: extrapolated.standardError,
      points: extrapolated.details.points.map(({ scaleFactor, value, standardError }) => ({
        scaleFactor,
        value,
        standardError,
      })),
    },
    bestFound: bestOf(kept, costs, shots, n),
    circuit: {
      qubitCount: n,
      operationCount: after.operationCount,
      twoQubitCount: after.twoQubitCount,
      depth: after.depth,
    },
    shotsUsed,
    warnings,
    seconds: (performance.now() - began) / 1000,
  };
}

function evaluate(
  counts: MaskCounts,
  energies: Float64Array,
  optima: Float64Array,
  feasible: Float64Array,
): MeasuredOutcome {
  return {
    energy: meanOfShots(counts, (mask) => energies[mask]),
    optimumProbability: meanOfShots(counts, (mask) => optima[mask]),
    feasibleProbability: meanOfShots(counts, (mask) => feasible[mask]),
  };
}

async function calibrate(
  qubitCount: number,
  sample: SampleCounts,
  shots: number,
  seed: number,
): Promise<Extract<ReadoutModel, { kind: "tensored" }>> {
  const qubits = Array.from({ length: qubitCount }, (_, qubit) => qubit);
  const model = await calibrateReadout({ qubitCount, qubits, kind: "tensored" }, { sample, shots, seed });
  if (model.kind !== "tensored") throw new TypeError("a tensored calibration gives a tensored model");
  return model;
}

/** The distribution without noise. */
async function exactOutcome(
  circuit: Circuit,
  { costs, optima, feasible }: { costs: Float64Array; optima: Float64Array; feasible: Uint8Array },
  shared: { readonly pool?: ComputePool; readonly signal?: AbortSignal },
): Promise<MeasuredQaoaResult["exact"]> {
  const { stateVector } = await simulate(circuit, { ...shared, method: "state-vector", stateVector: true });
  let [energy, optimumProbability, feasibleProbability] = [0, 0, 0];
  for (let mask = 0; stateVector && mask < costs.length; mask++) {
    const probability = stateVector.real[mask] ** 2 + stateVector.imaginary[mask] ** 2;
    energy += probability * costs[mask];
    optimumProbability += probability * optima[mask];
    feasibleProbability += probability * feasible[mask];
  }
  return { energy, optimumProbability, feasibleProbability };
}

function bestOf(
  kept: MaskCounts,
  costs: Float64Array,
  shots: number,
  variableCount: number,
): QaoaState | undefined {
  let best: number | undefined;
  for (const mask of kept.keys()) if (best === undefined || costs[mask] < costs[best]) best = mask;
  if (best === undefined) return undefined;
  const mask = best;
  return {
    mask,
    selection: Array.from({ length: variableCount }, (_, bit) => bit).filter(
      (bit) => ((mask >>> bit) & 1) === 1,
    ),
    cost: costs[mask],
    probability: (kept.get(mask) ?? 0) / shots,
    isFeasible: true,
  };
}
