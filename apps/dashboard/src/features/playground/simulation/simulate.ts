import {
  createDensityMatrixEngine,
  createStateVectorEngine,
  densityMatrixProbabilities,
  isUnitaryCircuit,
  probabilities,
  purity,
  type ComplexMatrix,
  type StateVector,
  type StateVectorEngine,
} from "@ansatz/simulator";
import { depolarisingNoise } from "./noise-model.ts";
import { basisRows, pairsOf, qubitsOfDensity, qubitsOfState, reduceDensity, reduceState } from "./read-out.ts";
import { qubitOutcomes, sampleTable, terminalOutcomes, textOutcomes } from "./samples.ts";
import { splitTerminalMeasurements } from "./terminal-measurements.ts";
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
const breathMilliseconds = 30;
/** Rounding leaves a pure state's Tr ρ² this close to 1. */
const purityTolerance = 1e-9;

let kept: { readonly qubitCount: number; readonly engine: Promise<StateVectorEngine> } | undefined;

/** One engine is kept: the next circuit nearly always has the same number of qubits. */
export function engineFor(qubitCount: number): Promise<StateVectorEngine> {
  if (kept?.qubitCount !== qubitCount) kept = { qubitCount, engine: createStateVectorEngine({ qubitCount }) };
  return kept.engine;
}

/** The result with its pairs; where they take long the rest is told first. */
async function addPairs(
  result: SimulationResult,
  reduce: (qubits: readonly [number, number]) => ComplexMatrix,
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

/** What there is to tell about a pure state beside its pairs. */
export function readState(
  state: StateVector,
  about: Pick<SimulationResult, "method" | "classicalBits" | "samples">,
): Omit<SimulationResult, "milliseconds"> {
  const { qubitCount } = state;
  return {
    qubitCount,
    isPure: true,
    purity: 1,
    ...basisRows(probabilities(state), qubitCount, state),
    qubits: qubitsOfState(state),
    pairs: null,
    ...about,
  };
}

async function simulateSharp(question: SimulationQuestion, hooks: SimulationHooks): Promise<SimulationResult> {
  const start = performance.now();
  const { circuit, values } = question;
  const { body, terminal } = splitTerminalMeasurements(circuit);
  const engine = await engineFor(circuit.qubitCount);
  const state = await engine.run(body, { parameters: values });
  const outcomes =
    terminal.length > 0
      ? terminalOutcomes(state, terminal, circuit.bitCount)
      : qubitOutcomes(probabilities(state), circuit.qubitCount);
  const read = readState(state, {
    method: { kind: "state-vector" },
    classicalBits: null,
    samples: sampleTable(outcomes, question),
  });
  return addPairs({ ...read, milliseconds: performance.now() - start }, reduceState(state), hooks);
}

async function simulateDensity(question: SimulationQuestion, hooks: SimulationHooks): Promise<SimulationResult> {
  const start = performance.now();
  const { circuit, values, noise } = question;
  const { qubitCount } = circuit;
  const model = depolarisingNoise(noise);
  const { densityMatrix, outcomes } = await createDensityMatrixEngine({ qubitCount }).run(circuit, {
    parameters: values,
    ...(model ? { noise: model } : {}),
    ...(hooks.signal ? { signal: hooks.signal } : {}),
    ...(hooks.onProgress ? { onProgress: hooks.onProgress } : {}),
  });
  const diagonal = densityMatrixProbabilities(densityMatrix);
  const found = purity(densityMatrix);
  const hasMeasured = circuit.operations.some(({ gate }) => gate === "measure");
  const table = hasMeasured ? textOutcomes(outcomes) : qubitOutcomes(diagonal, qubitCount);
  const result: SimulationResult = {
    qubitCount,
    method: { kind: "density-matrix" },
    isPure: found > 1 - purityTolerance,
    purity: found,
    ...basisRows(diagonal, qubitCount, null),
    qubits: qubitsOfDensity(densityMatrix, qubitCount),
    pairs: null,
    samples: sampleTable(table, question),
    classicalBits: null,
    milliseconds: performance.now() - start,
  };
  return addPairs(result, reduceDensity(densityMatrix), hooks);
}

/** The circuit's state and everything that the page shows of it. Rejects with the signal's reason once it is aborted. */
export async function simulateCircuit(
  question: SimulationQuestion,
  hooks: SimulationHooks = {},
): Promise<SimulationResult> {
  const { circuit, noise, view } = question;
  const { body, terminal } = splitTerminalMeasurements(circuit);
  const isSharp = noise === 0 && isUnitaryCircuit(body);
  if (isSharp && (view === "average" || terminal.length === 0)) return simulateSharp(question, hooks);
  return simulateDensity(question, hooks);
}
