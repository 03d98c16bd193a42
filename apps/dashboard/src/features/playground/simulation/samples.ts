import {
  createCircuit,
  probabilities as probabilitiesOf,
  type Circuit,
  type StateVector,
} from "@ansatz/simulator";
import type { SampleRow, SimulationResult } from "./types.ts";

/** Outcomes that a chart has room for. */
const greatestRowCount = 24;

type Samples = NonNullable<SimulationResult["samples"]>;

/** What the bits of a circuit's outcomes are those of: it is measured as a whole where it measures nothing itself. */
export function outcomesOf({ operations }: Circuit): Samples["of"] {
  const measures = (list: Circuit["operations"]): boolean =>
    list.some(
      (one) =>
        one.gate === "measure" || (one.gate === "if" && (measures(one.then) || measures(one.otherwise))),
    );
  return measures(operations) ? "classical bits" : "qubits";
}

/** The most frequent outcomes by their bits. `expected` gives an outcome's exact probability where it is known. */
export function sampleRows(
  counts: Iterable<readonly [bits: string, count: number]>,
  expected: (bits: string) => number | null,
  { shots, of }: Pick<Samples, "shots" | "of">,
): Samples {
  const rows = [...counts].map(([bits, count]): SampleRow => ({ bits, count, probability: expected(bits) }));
  const shown = rows
    .toSorted((a, b) => b.count - a.count || (a.bits < b.bits ? -1 : 1))
    .slice(0, greatestRowCount)
    .sort((a, b) => (a.bits < b.bits ? -1 : 1));
  return { rows: shown, outcomeCount: rows.length, shots, of };
}

/** Probabilities of measuring every qubit of a state, by bits. */
export function stateProbability(state: StateVector): (bits: string) => number {
  const found = probabilitiesOf(state);
  return (bits) => found[Number.parseInt(bits, 2)];
}

/** The circuit with every qubit measured at its end into bits of its own, behind those it has. */
export function measureEverything({ qubitCount, bitCount, operations }: Circuit): Circuit {
  const qubits = Array.from({ length: qubitCount }, (_, qubit) => qubit);
  const bits = qubits.map((qubit) => bitCount + qubit);
  return createCircuit(qubitCount, [...operations, { gate: "measure", qubits, bits }], {
    bitCount: bitCount + qubitCount,
  });
}
