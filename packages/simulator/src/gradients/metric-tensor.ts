import { isUnitaryCircuit } from "../circuit/circuit.ts";
import type { Circuit } from "../circuit/circuit.ts";
import type { ParameterValues } from "../circuit/parameter.ts";
import { InvalidArgumentError, SimulationTooLargeError } from "../errors.ts";
import type { StateRunner } from "../results/state-runner.ts";
import { innerProduct } from "../statevector/state-vector.ts";
import type { StateVector } from "../statevector/state-vector.ts";
import { layersOf } from "./parametrised-layers.ts";
import { bindSplit, readSplit, shiftAngle } from "./split-occurrences.ts";
import type { Occurrence, SplitCircuit } from "./split-occurrences.ts";

export const metricTensorKinds = ["full", "block-diagonal", "diagonal"] as const;
export type MetricTensorKind = (typeof metricTensorKinds)[number];

export interface MetricTensorOptions {
  /** By default "full". */
  readonly kind?: MetricTensorKind;
  /** The parameters, in the order of rows and columns; by default all, as `parameterNames(circuit)` lists them. */
  readonly parameters?: readonly string[];
  /** The state to start from, by default |0…0⟩. */
  readonly initial?: StateVector;
  /** Memory that the derivative states may take, by default 2 GiB. */
  readonly memoryLimitBytes?: number;
}

/** The Fubini–Study metric tensor. */
export interface MetricTensor {
  readonly kind: MetricTensorKind;
  /** Names of rows and columns. */
  readonly parameters: readonly string[];
  /** g_ij at i·(number of parameters) + j; symmetric, no negative eigenvalue. */
  readonly entries: Float64Array;
}

const defaultMemoryLimit = 2 ** 31;

/** Bytes of `stateCount` derivative states and of the four states needed besides. */
export function metricTensorMemoryBytes(qubitCount: number, stateCount: number): number {
  return 16 * (stateCount + 4) * 2 ** qubitCount;
}

/**
 * The Fubini–Study metric tensor of a circuit's state, a quarter of the quantum Fisher information:
 *
 *   g_ij = Re(⟨∂ᵢψ|∂ⱼψ⟩ − ⟨∂ᵢψ|ψ⟩⟨ψ|∂ⱼψ⟩).
 *
 * "full" holds every derivative state at once. "block-diagonal" adds up the tensors of the circuit's parametrised layers,
 * entries between different layers left out, and holds the states of one layer. "diagonal" is the diagonal of the full
 * tensor, one state at a time. Derivative states are exact: |∂ψ⟩ = ½|ψ(φ + π)⟩ for a rotation's angle, a difference of two
 * runs for other angles; so there are one or two runs of the engine an angle.
 *
 * Throws {@link InvalidArgumentError} for a circuit that is not unitary, unknown parameters or missing values, and
 * {@link SimulationTooLargeError} when the derivative states take more than the limit.
 * Source: Stokes, Izaac, Killoran and Carleo, Quantum 4, 269 (2020), section 3.
 */
export async function metricTensor(
  engine: StateRunner,
  circuit: Circuit | SplitCircuit,
  values: ParameterValues,
  options: MetricTensorOptions = {},
): Promise<MetricTensor> {
  const { kind = "full", initial, memoryLimitBytes = defaultMemoryLimit } = options;
  if (!metricTensorKinds.includes(kind)) {
    throw new InvalidArgumentError(
      `kind must be one of ${metricTensorKinds.join(", ")}, got ${kind as string}`,
      {
        field: "kind",
      },
    );
  }
  const split = readSplit(circuit, options.parameters);
  const { qubitCount } = split.circuit;
  if (!isUnitaryCircuit(split.circuit)) {
    throw new InvalidArgumentError(
      "the metric tensor takes a circuit without measurements, resets and conditionals",
      {
        field: "circuit",
      },
    );
  }
  const unshifted = bindSplit(split, values);
  const blocks = blocksOf(split, kind);
  const stateCount = Math.max(0, ...blocks.map(({ rows }) => rows.length));
  const bytesNeeded = metricTensorMemoryBytes(qubitCount, stateCount);
  if (bytesNeeded > memoryLimitBytes) {
    throw new SimulationTooLargeError(
      `a ${kind} metric tensor of ${qubitCount} qubits holds ${stateCount} derivative states in ${bytesNeeded} bytes, ` +
        `but at most ${memoryLimitBytes} are allowed: take ${kind === "full" ? "the block-diagonal or diagonal kind, " : ""}fewer parameters or a higher memoryLimitBytes`,
      { qubitCount, bytesNeeded, bytesAvailable: memoryLimitBytes },
    );
  }
  const run = (bound: ParameterValues): Promise<StateVector> =>
    engine.run(split.circuit, { parameters: bound, ...(initial ? { initial } : {}) });
  const psi = await run(unshifted);
  const count = split.parameters.length;
  const entries = new Float64Array(count * count);
  for (const { rows, occurrences } of blocks) {
    const states = rows.map(() => zeroState(qubitCount));
    const rowOf = new Map(rows.map((parameter, row) => [parameter, row]));
    for (const occurrence of occurrences) {
      await addDerivative(run, split, unshifted, occurrence, (parameter) => {
        const row = rowOf.get(parameter);
        return row === undefined ? undefined : states[row];
      });
    }
    for (const state of states) projectOut(state, psi);
    addGram(entries, states, rows, count);
  }
  return { kind, parameters: split.parameters, entries };
}

/** Rows of the tensor and the angles that their derivative states are made of. */
interface Block {
  readonly rows: readonly number[];
  readonly occurrences: readonly Occurrence[];
}

function blocksOf(split: SplitCircuit, kind: MetricTensorKind): Block[] {
  const rowsOf = (occurrences: readonly Occurrence[]): number[] => [
    ...new Set(occurrences.flatMap(({ terms }) => terms.map((term) => split.indexOf.get(term.parameter)!))),
  ];
  // A phase of the whole state has no part in the metric.
  const occurrences = split.occurrences.filter(({ rule }) => rule.expectationFrequencies.length > 0);
  if (kind === "full") return [{ rows: rowsOf(occurrences), occurrences }];
  if (kind === "block-diagonal") {
    return layersOf(split.circuit, occurrences).map((layer) => ({ rows: rowsOf(layer), occurrences: layer }));
  }
  return split.parameters.map((name, row) => ({
    rows: [row],
    occurrences: occurrences.filter(({ terms }) => terms.some((term) => term.parameter === name)),
  }));
}

function zeroState(qubitCount: number): StateVector {
  return {
    qubitCount,
    real: new Float64Array(2 ** qubitCount),
    imaginary: new Float64Array(2 ** qubitCount),
  };
}

/** target ← target + factor·source. */
function addScaled(target: StateVector, source: StateVector, factor: number): void {
  for (let k = 0; k < target.real.length; k++) {
    target.real[k] += factor * source.real[k];
    target.imaginary[k] += factor * source.imaginary[k];
  }
}

/** Adds coefficient·|∂ψ/∂φ⟩ to the state of each parameter in φ. */
async function addDerivative(
  run: (values: ParameterValues) => Promise<StateVector>,
  split: SplitCircuit,
  unshifted: ParameterValues,
  occurrence: Occurrence,
  stateOf: (parameter: number) => StateVector | undefined,
): Promise<void> {
  const { entryFrequency: frequency, expectationFrequencies } = occurrence.rule;
  const shift = Math.PI / (2 * frequency);
  // Entries a cos(φ/2) + b sin(φ/2) change sign in a full turn: one run suffices.
  const isAntiperiodic = frequency === 0.5 && expectationFrequencies.length === 1;
  const runs = isAntiperiodic
    ? [{ shift, factor: frequency }]
    : [
        { shift, factor: frequency / 2 },
        { shift: -shift, factor: -frequency / 2 },
      ];
  for (const { shift: by, factor } of runs) {
    const shifted = await run(shiftAngle(unshifted, occurrence, by));
    for (const { parameter, coefficient } of occurrence.terms) {
      const state = stateOf(split.indexOf.get(parameter)!);
      if (state) addScaled(state, shifted, factor * coefficient);
    }
  }
}

/** state ← state − ⟨ψ|state⟩ ψ. */
function projectOut(state: StateVector, psi: StateVector): void {
  const [re, im] = innerProduct(psi, state);
  for (let k = 0; k < psi.real.length; k++) {
    state.real[k] -= re * psi.real[k] - im * psi.imaginary[k];
    state.imaginary[k] -= re * psi.imaginary[k] + im * psi.real[k];
  }
}

/** Adds the real parts of all inner products to a block of the tensor. */
function addGram(
  entries: Float64Array,
  states: readonly StateVector[],
  rows: readonly number[],
  count: number,
): void {
  states.forEach((a, i) => {
    for (let j = 0; j <= i; j++) {
      const b = states[j];
      let sum = 0;
      for (let k = 0; k < a.real.length; k++) sum += a.real[k] * b.real[k] + a.imaginary[k] * b.imaginary[k];
      entries[rows[i] * count + rows[j]] += sum;
      if (i !== j) entries[rows[j] * count + rows[i]] += sum;
    }
  });
}
