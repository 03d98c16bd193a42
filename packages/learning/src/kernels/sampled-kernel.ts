import { createRandom, fidelityMatrix } from "@ansatz/simulator";
import type { Circuit, NoiseModel, Random } from "@ansatz/simulator";
import type { FeatureMatrix } from "../data/feature-matrix.ts";
import { LearningTooLargeError, ModelError } from "../errors.ts";
import type { FeatureMap } from "../feature-maps/feature-map.ts";
import { axis, numberSetting } from "../models/settings.ts";
import { kernelMitigations, undoDepolarising } from "./depolarising-mitigation.ts";
import type { KernelMitigation } from "./depolarising-mitigation.ts";
import { bandwidthsOf, columnsOf } from "./fidelity-kernel.ts";
import type { QuantumKernelOptions } from "./fidelity-kernel.ts";
import { inversionTests } from "./inversion-tests.ts";
import { checkKernelSize } from "./kernel-size.ts";
import type { Kernel, KernelContext, KernelMatrix } from "./kernel.ts";
import { gramRepairs, repairGram } from "./repair-gram.ts";
import type { GramRepair } from "./repair-gram.ts";
import { sampleBinomial } from "./sample-binomial.ts";

export interface SampledKernelOptions extends QuantumKernelOptions {
  /** Shots an element; without it the exact probabilities. */
  readonly shots?: number;
  /** Noise of the device, readout errors included; without it an ideal one. */
  readonly noise?: NoiseModel;
  /** Default 0. */
  readonly seed?: number;
  /** Default "none". */
  readonly mitigation?: KernelMitigation;
  /** Of the matrix of training rows; default "clip". */
  readonly repair?: GramRepair;
}

/** Noisy circuits for more elements take hours. */
const greatestNoisyElements = 50_000;
const greatestNoisyQubits = 10;

function checkOptions(options: SampledKernelOptions): void {
  const { shots, mitigation = "none", repair = "clip", seed = 0 } = options;
  if (shots !== undefined && !(Number.isInteger(shots) && shots >= 1 && shots <= 1e9)) {
    throw new ModelError(`shots must be an integer in [1, 1000000000], got ${shots}`, { option: "shots" });
  }
  if (!Number.isFinite(seed))
    throw new ModelError(`seed must be a finite number, got ${seed}`, { option: "seed" });
  if (!kernelMitigations.includes(mitigation)) {
    throw new ModelError(
      `mitigation must be one of ${kernelMitigations.join(", ")}, got ${mitigation as string}`,
      { option: "mitigation" },
    );
  }
  if (!gramRepairs.includes(repair)) {
    throw new ModelError(`repair must be one of ${gramRepairs.join(", ")}, got ${repair as string}`, {
      option: "repair",
    });
  }
}

function circuitsOf(
  map: FeatureMap,
  { rowCount, columnCount, values }: FeatureMatrix,
  bandwidth: number,
): Circuit[] {
  return Array.from({ length: rowCount }, (_, row) =>
    map.circuit(values.subarray(row * columnCount, (row + 1) * columnCount), bandwidth),
  );
}

function checkNoisySize(name: string, elements: number, qubitCount: number): void {
  if (elements <= greatestNoisyElements && qubitCount <= greatestNoisyQubits) return;
  throw new LearningTooLargeError(
    `${name} runs a noisy circuit an element, at most ${greatestNoisyElements} on at most ${greatestNoisyQubits} qubits, got ${elements} on ${qubitCount} qubits: take fewer rows or qubits`,
    { elements, qubitCount },
  );
}

/** Elements as a device would give them, before shots: exact fidelities, or noisy inversion tests. */
async function probabilitiesOf(
  map: FeatureMap,
  name: string,
  left: FeatureMatrix,
  right: FeatureMatrix | undefined,
  bandwidth: number,
  noise: NoiseModel | undefined,
  context: KernelContext,
): Promise<{ gram: KernelMatrix; leftDiagonal: Float64Array; rightDiagonal: Float64Array }> {
  const [rowCount, columnCount] = [left.rowCount, right?.rowCount ?? left.rowCount];
  if (!noise) {
    const { pool, signal } = context;
    const values = await fidelityMatrix(
      map.prepare(left, bandwidth),
      right && map.prepare(right, bandwidth),
      {
        pool,
        signal,
      },
    );
    const ones = (count: number): Float64Array => new Float64Array(count).fill(1);
    return {
      gram: { rowCount, columnCount, values },
      leftDiagonal: ones(rowCount),
      rightDiagonal: ones(columnCount),
    };
  }
  checkNoisySize(
    name,
    right ? rowCount * columnCount : (rowCount * (rowCount + 1)) / 2,
    map.qubitCount(left.columnCount),
  );
  const rows = circuitsOf(map, left, bandwidth);
  const columns = right ? circuitsOf(map, right, bandwidth) : rows;
  const places: [row: number, column: number][] = [];
  for (let i = 0; i < rowCount; i++) for (let j = right ? 0 : i; j < columnCount; j++) places.push([i, j]);
  const elements = await inversionTests(
    { left: rows, right: columns, pairs: Uint32Array.from(places.flat()), noise },
    context,
  );
  const values = new Float64Array(rowCount * columnCount);
  places.forEach(([i, j], k) => {
    values[i * columnCount + j] = elements[k];
    if (!right) values[j * columnCount + i] = elements[k];
  });
  const diagonal = (circuits: readonly Circuit[]): Promise<Float64Array> => {
    const pairs = Uint32Array.from({ length: 2 * circuits.length }, (_, k) => k >> 1);
    return inversionTests({ left: circuits, right: circuits, pairs, noise }, context);
  };
  const leftDiagonal = right
    ? await diagonal(rows)
    : Float64Array.from({ length: rowCount }, (_, k) => values[k * (rowCount + 1)]);
  return {
    gram: { rowCount, columnCount, values },
    leftDiagonal,
    rightDiagonal: right ? await diagonal(columns) : leftDiagonal,
  };
}

/** Each element as the share of shots that give 0…0; a symmetric matrix stays one. */
function sampleElements(
  gram: KernelMatrix,
  isSymmetric: boolean,
  shots: number,
  random: Random,
): KernelMatrix {
  const { rowCount, columnCount } = gram;
  const values = gram.values.slice();
  for (let i = 0; i < rowCount; i++) {
    for (let j = isSymmetric ? i : 0; j < columnCount; j++) {
      const at = i * columnCount + j;
      values[at] = sampleBinomial(shots, values[at], random) / shots;
      if (isSymmetric) values[j * columnCount + i] = values[at];
    }
  }
  return { rowCount, columnCount, values };
}

/**
 * A fidelity kernel as a device estimates it by the inversion test: for each pair of rows the share of shots in which
 * U(x′)†U(x)|0…0⟩ is measured as 0…0, with the noise of a model (exact density matrices). Then, in this order, mitigation of
 * depolarising noise by the diagonal, and for the matrix of training rows the repair that makes it positive semidefinite.
 * The same seed gives the same matrix.
 *
 * Throws {@link ModelError} for options out of range; its `gram` LearningTooLargeError beyond 50,000 noisy elements or 10 noisy
 * qubits.
 */
export function sampledKernel(map: FeatureMap, options: SampledKernelOptions = {}): Kernel {
  checkOptions(options);
  const bandwidths = bandwidthsOf(map, options);
  const { shots, noise, seed = 0, mitigation = "none", repair = "clip" } = options;
  const name = `${map.name}-sampled`;
  const origin = `${shots === undefined ? "exact" : `${shots} shots`}${noise ? ", noisy" : ""}${mitigation === "none" ? "" : ", mitigated"}`;
  return {
    name,
    label: `${map.label}, fidelity (${origin})`,
    kind: map.kind,
    ...columnsOf(map),
    grid: axis("bandwidth", bandwidths),
    gram: async (left, right, settings, context) => {
      const bandwidth = numberSetting(name, settings, "bandwidth", { above: 0, fallback: bandwidths[0] });
      const qubitCount = map.qubitCount(left.columnCount);
      checkKernelSize(name, left, right, map.kind === "control" && !noise ? undefined : qubitCount);
      const exact = await probabilitiesOf(map, name, left, right, bandwidth, noise, context);
      let { gram, leftDiagonal, rightDiagonal } = exact;
      if (shots !== undefined) {
        // Another stream of random numbers for rectangular matrices.
        const random = createRandom(right ? seed + 0.5 : seed);
        gram = sampleElements(gram, !right, shots, random);
        const sampleAll = (diagonal: Float64Array): Float64Array =>
          diagonal.map((value) => sampleBinomial(shots, value, random) / shots);
        leftDiagonal = right
          ? sampleAll(leftDiagonal)
          : leftDiagonal.map((_, k) => gram.values[k * (gram.rowCount + 1)]);
        rightDiagonal = right ? sampleAll(rightDiagonal) : leftDiagonal;
      }
      const mitigated = undoDepolarising(gram, { qubitCount, mitigation, leftDiagonal, rightDiagonal });
      return right ? mitigated : repairGram(mitigated, repair);
    },
  };
}
