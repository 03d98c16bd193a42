import { createCircuit } from "../../circuit/circuit.ts";
import type { Circuit } from "../../circuit/circuit.ts";
import { gate, measure } from "../../circuit/operation.ts";
import { InvalidArgumentError } from "../../errors.ts";
import { checkCount, createSeeds } from "../executor.ts";
import type { Counts, SampleCounts } from "../executor.ts";
import { parseCounts } from "./counts.ts";
import { greatestFullBits } from "./readout-model.ts";
import type { ReadoutModel } from "./readout-model.ts";

export interface CalibrationLayout {
  readonly qubitCount: number;
  /** Classical bit k is read from `qubits[k]`. */
  readonly qubits: readonly number[];
  /** Two circuits (all 0, all 1) for bits misread independently, or 2ⁿ for everything that may happen to n bits. */
  readonly kind: ReadoutModel["kind"];
}

function preparedStates({ qubits, kind }: CalibrationLayout): boolean[][] {
  if (qubits.length === 0) {
    throw new InvalidArgumentError("qubits to calibrate must not be empty", { field: "qubits" });
  }
  if (kind === "tensored") return [qubits.map(() => false), qubits.map(() => true)];
  if ((kind as string) !== "full") {
    throw new InvalidArgumentError(`kind must be tensored or full, got ${kind as string}`, { field: "kind" });
  }
  if (qubits.length > greatestFullBits) {
    throw new InvalidArgumentError(
      `full calibration takes up to ${greatestFullBits} qubits, got ${qubits.length}; use a tensored one`,
      { field: "qubits" },
    );
  }
  return Array.from({ length: 2 ** qubits.length }, (_, index) =>
    qubits.map((_qubit, bit) => ((index >> bit) & 1) === 1),
  );
}

/** Circuits that prepare basis states with x gates and measure `qubits`: circuit i prepares the state numbered i (full) or all 0 and all 1 (tensored). */
export function readoutCalibrationCircuits(layout: CalibrationLayout): Circuit[] {
  const { qubitCount, qubits } = layout;
  const bits = qubits.map((_, bit) => bit);
  return preparedStates(layout).map((state) =>
    createCircuit(
      qubitCount,
      [...qubits.filter((_, bit) => state[bit]).map((qubit) => gate("x", [qubit])), measure(qubits, bits)],
      { bitCount: qubits.length },
    ),
  );
}

/**
 * The model from the counts of the circuits of {@link readoutCalibrationCircuits}, in their order: relative frequencies.
 * Errors of preparing the states are taken for readout errors.
 */
export function estimateReadoutModel(layout: CalibrationLayout, results: readonly Counts[]): ReadoutModel {
  const states = preparedStates(layout);
  if (results.length !== states.length) {
    throw new InvalidArgumentError(
      `results must hold the counts of ${states.length} calibration circuits, got ${results.length}`,
      { field: "results" },
    );
  }
  const bitCount = layout.qubits.length;
  const parsed = results.map((counts) => parseCounts(counts, bitCount));
  const calibrationShots = Math.min(...parsed.map(({ shots }) => shots));
  if (layout.kind === "tensored") {
    const ones = parsed.map(({ bits, frequencies }) =>
      layout.qubits.map((_, bit) => bits.reduce((sum, text, at) => sum + text[bit] * frequencies[at], 0)),
    );
    return {
      kind: "tensored",
      confusions: layout.qubits.map((_, bit) => ones.map((row) => [1 - row[bit], row[bit]])),
      calibrationShots,
    };
  }
  return {
    kind: "full",
    confusion: parsed.map(({ texts, frequencies }) => {
      const row = new Array<number>(2 ** bitCount).fill(0);
      texts.forEach((text, at) => (row[parseInt(text, 2)] = frequencies[at]));
      return row;
    }),
    calibrationShots,
  };
}

/** Runs the calibration circuits, each with `shots` shots, and makes the model. */
export async function calibrateReadout(
  layout: CalibrationLayout,
  { sample, shots, seed }: { readonly sample: SampleCounts; readonly shots: number; readonly seed: number },
): Promise<ReadoutModel> {
  checkCount("shots", shots);
  const nextSeed = createSeeds(seed);
  const results: Counts[] = [];
  for (const circuit of readoutCalibrationCircuits(layout)) {
    results.push(await sample(circuit, { shots, seed: nextSeed() }));
  }
  return estimateReadoutModel(layout, results);
}
