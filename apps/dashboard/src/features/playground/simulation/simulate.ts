import {
  createStateVectorEngine,
  densityMatrixProbabilities,
  planSimulation,
  probabilities,
  purity,
  simulate,
  type DensityMatrix,
  type SimulationMethod,
  type StateVector,
} from "@ansatz/simulator";
import { depolarisingNoise } from "./noise-model.ts";
import {
  basisRows,
  pairsOf,
  qubitsOfDensity,
  qubitsOfState,
  reduceDensity,
  reduceState,
  type Reduce,
} from "./read-out.ts";
import { runOnce } from "./run-once.ts";
import { outcomesOf, sampleRows, stateProbability } from "./samples.ts";
import { simulateTrajectories } from "./trajectories.ts";
import type { PairFacts, SimulationQuestion, SimulationResult } from "./types.ts";

export interface SimulationHooks {
  readonly onPart?: (part: SimulationResult) => void;
  readonly onProgress?: (fraction: number) => void;
  readonly signal?: AbortSignal;
}

/** Density matrices up to here are calculated within a few frames. */
export const greatestDensityQubits = 8;
/** Pairs of larger registers are told after everything else. */
const greatestQuickQubits = 10;
/** Outcomes of more bits are not listed one by one with their probabilities. */
const greatestListedBits = 10;
const breathMilliseconds = 30;
/** Rounding leaves a pure state's Tr ρ² this close to 1. */
const purityTolerance = 1e-9;

/** The result with its pairs; where they take long the rest is told first. */
async function addPairs(
  result: SimulationResult,
  reduce: Reduce,
  { onPart, onProgress, signal }: SimulationHooks,
): Promise<SimulationResult> {
  if (result.qubitCount > greatestQuickQubits) onPart?.(result);
  const total = (result.qubitCount * (result.qubitCount - 1)) / 2;
  const pairs: PairFacts[] = [];
  let last = performance.now();
  for (const pair of pairsOf(reduce, result.qubits)) {
    pairs.push(pair);
    if (performance.now() - last < breathMilliseconds) continue;
    await new Promise((resolve) => setTimeout(resolve, 0));
    signal?.throwIfAborted();
    onProgress?.(pairs.length / total);
    last = performance.now();
  }
  return { ...result, pairs };
}

type StatePart = Pick<SimulationResult, "isPure" | "purity" | "states" | "shownProbability" | "qubits">;

function readState(state: StateVector): StatePart {
  return {
    isPure: true,
    purity: 1,
    ...basisRows(probabilities(state), state.qubitCount, state),
    qubits: qubitsOfState(state),
  };
}

function readDensity(density: DensityMatrix, qubitCount: number): StatePart {
  const found = purity(density);
  return {
    isPure: found > 1 - purityTolerance,
    purity: found,
    ...basisRows(densityMatrixProbabilities(density), qubitCount, null),
    qubits: qubitsOfDensity(density, qubitCount),
  };
}

/** Counts of the circuit, and its state where a method gives one. */
async function runCircuit(
  { circuit, values, noise, shots, seed }: SimulationQuestion,
  method: SimulationMethod,
  { signal, onProgress }: SimulationHooks,
) {
  const model = depolarisingNoise(noise);
  const of = outcomesOf(circuit);
  const bitCount = of === "qubits" ? circuit.qubitCount : circuit.bitCount;
  const {
    counts,
    probabilities: listed,
    stateVector,
    densityMatrix,
  } = await simulate(circuit, {
    method,
    parameters: values,
    shots,
    seed,
    stateVector: true,
    probabilities: bitCount <= greatestListedBits,
    ...(model ? { noise: model } : {}),
    ...(signal ? { signal } : {}),
    ...(onProgress ? { onProgress } : {}),
  });
  const ofState = stateVector && of === "qubits" ? stateProbability(stateVector) : () => null;
  const expected = listed ? (bits: string) => listed[bits] ?? 0 : ofState;
  return {
    samples: sampleRows(Object.entries(counts ?? {}), expected, { shots, of }),
    stateVector,
    densityMatrix,
  };
}

/** One run with its measurements; the counts beside it are those of many runs. */
async function simulateOneRun(
  question: SimulationQuestion,
  method: SimulationMethod,
  hooks: SimulationHooks,
): Promise<SimulationResult> {
  const start = performance.now();
  const { circuit, values, seed } = question;
  const { qubitCount } = circuit;
  await using engine = await createStateVectorEngine({ qubitCount });
  const { signal } = hooks;
  const { state, bits } = await runOnce(circuit, values, { seed, engine, ...(signal ? { signal } : {}) });
  const { samples } = await runCircuit(question, method, hooks);
  const result: SimulationResult = {
    qubitCount,
    method: { kind: "one-run" },
    ...readState(state),
    pairs: null,
    samples,
    classicalBits: bits === "" ? null : bits,
    milliseconds: performance.now() - start,
  };
  return await addPairs(result, reduceState(state), hooks);
}

/** The circuit's state and everything that the page shows of it. Rejects with the signal's reason once it is aborted. */
export async function simulateCircuit(
  question: SimulationQuestion,
  hooks: SimulationHooks = {},
): Promise<SimulationResult> {
  const start = performance.now();
  const { circuit, noise, view } = question;
  const { qubitCount } = circuit;
  const model = depolarisingNoise(noise);
  const isSharp = planSimulation(circuit, model ? { noise: model } : {}).method === "state-vector";
  const isSmall = qubitCount <= greatestDensityQubits;
  const method = isSharp ? "state-vector" : isSmall ? "density-matrix" : "trajectories";
  const isMeasured = circuit.operations.some(({ gate }) => gate === "measure") || !isSharp;
  if (view === "one-run" && noise === 0 && isMeasured) return simulateOneRun(question, method, hooks);
  if (method === "trajectories") {
    const { result, reduce } = await simulateTrajectories(question, hooks);
    return reduce ? addPairs(result, reduce, hooks) : { ...result, pairs: [] };
  }
  const { samples, stateVector, densityMatrix } = await runCircuit(question, method, hooks);
  const result = (part: StatePart): SimulationResult => ({
    qubitCount,
    method: { kind: method },
    ...part,
    pairs: null,
    samples,
    classicalBits: null,
    milliseconds: performance.now() - start,
  });
  if (stateVector) return addPairs(result(readState(stateVector)), reduceState(stateVector), hooks);
  const density = densityMatrix!;
  return addPairs(result(readDensity(density, qubitCount)), reduceDensity(density), hooks);
}
