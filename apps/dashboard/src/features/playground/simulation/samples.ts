import {
  createAliasSampler,
  createRandom,
  formatBasisState,
  marginalProbabilities,
  type MeasureOperation,
  type StateVector,
} from "@ansatz/simulator";
import type { SampleRow, SimulationResult } from "./types.ts";

/** Outcomes that a chart has room for. */
const greatestRowCount = 24;

/** What a run can give, with probabilities. */
export interface OutcomeTable {
  readonly of: "qubits" | "classical bits";
  readonly probabilities: ArrayLike<number>;
  /** The bits of the outcome with that number, highest first. */
  readonly bitsOf: (index: number) => string;
}

/** What measuring every qubit gives. */
export function qubitOutcomes(probabilities: Float64Array, qubitCount: number): OutcomeTable {
  return { of: "qubits", probabilities, bitsOf: (index) => formatBasisState(index, qubitCount) };
}

/** What the measurements at the end of a circuit write into its classical bits; of two into one bit the later counts. */
export function terminalOutcomes(
  state: StateVector,
  measurements: readonly MeasureOperation[],
  bitCount: number,
): OutcomeTable {
  const qubits = [...new Set(measurements.flatMap((one) => one.qubits))];
  const writes = measurements.flatMap((one) => one.qubits.map((qubit, at) => [qubits.indexOf(qubit), one.bits[at]]));
  return {
    of: "classical bits",
    probabilities: marginalProbabilities(state, qubits),
    bitsOf(index) {
      const bits = new Array<number>(bitCount).fill(0);
      for (const [position, bit] of writes) bits[bitCount - 1 - bit] = (index >>> position) & 1;
      return bits.join("");
    },
  };
}

/** The outcomes of a table by bitstring. */
export function textOutcomes(outcomes: ReadonlyMap<string, number>): OutcomeTable {
  const texts = [...outcomes.keys()];
  return { of: "classical bits", probabilities: [...outcomes.values()], bitsOf: (index) => texts[index] };
}

type Samples = NonNullable<SimulationResult["samples"]>;

/** The most frequent of counted outcomes, by their bits. */
export function sampleRows(
  rows: readonly SampleRow[],
  { shots, of }: Pick<Samples, "shots" | "of">,
): Samples {
  const shown = rows
    .toSorted((a, b) => b.count - a.count || (b.probability ?? 0) - (a.probability ?? 0))
    .slice(0, greatestRowCount)
    .sort((a, b) => (a.bits < b.bits ? -1 : 1));
  return { rows: shown, outcomeCount: rows.length, shots, of };
}

/** Counts of so many runs; the same for the same seed. */
export function sampleTable(
  { of, probabilities, bitsOf }: OutcomeTable,
  { shots, seed }: { readonly shots: number; readonly seed: number },
): Samples {
  const random = createRandom(seed);
  const sampler = createAliasSampler(probabilities);
  const counts = new Map<number, number>();
  for (let shot = 0; shot < shots; shot++) {
    const index = sampler.sample(random);
    counts.set(index, (counts.get(index) ?? 0) + 1);
  }
  const rows = [...counts].map(([index, count]) => ({
    bits: bitsOf(index),
    count,
    probability: probabilities[index],
  }));
  return sampleRows(rows, { shots, of });
}
