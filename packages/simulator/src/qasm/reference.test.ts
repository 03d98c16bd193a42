import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import type { Circuit } from "../circuit/circuit.ts";
import { isUnitaryOperation } from "../circuit/operation.ts";
import { applyToColumns } from "../testing/circuit-matrix.ts";
import { outcomeDistribution } from "../testing/outcome-distribution.ts";
import { formatQasm } from "./format-qasm.ts";
import { parseQasm } from "./parse-qasm.ts";

interface StateProgram {
  readonly file: string;
  readonly text: string;
  readonly qubitCount: number;
  readonly real: readonly number[];
  readonly imaginary: readonly number[];
}

interface FeedForwardProgram {
  readonly file: string;
  readonly text: string;
  readonly probabilities: Readonly<Record<string, number>>;
}

const read = async <Program>(name: string): Promise<Program[]> =>
  JSON.parse(await readFile(new URL(`./reference/${name}`, import.meta.url), "utf8")) as Program[];
const statePrograms = await read<StateProgram>("programs.json");
const feedForwardPrograms = await read<FeedForwardProgram>("feed-forward.json");

/** The references are printed with 12 digits. */
const printed = 1e-10;

/** The state of a circuit whose last measurements are left out. */
function finalState(circuit: Circuit): { real: Float64Array; imaginary: Float64Array } {
  const { qubitCount } = circuit;
  const end = circuit.operations.findLastIndex(({ gate }) => gate !== "measure" && gate !== "barrier");
  const operations = circuit.operations.slice(0, end + 1).filter(({ gate }) => gate !== "barrier");
  expect(operations.every(isUnitaryOperation)).toBe(true);
  const real = new Float64Array(2 ** qubitCount);
  real[0] = 1;
  const imaginary = new Float64Array(real.length);
  applyToColumns({ qubitCount, bitCount: 0, operations }, { count: 1, real, imaginary });
  return { real, imaginary };
}

/** max |aₖ − e^(iφ) bₖ| with the phase φ that brings the states closest. */
function distanceUpToPhase(
  a: { readonly real: ArrayLike<number>; readonly imaginary: ArrayLike<number> },
  b: { readonly real: ArrayLike<number>; readonly imaginary: ArrayLike<number> },
): number {
  let [re, im] = [0, 0];
  for (let k = 0; k < a.real.length; k++) {
    re += b.real[k] * a.real[k] + b.imaginary[k] * a.imaginary[k];
    im += b.real[k] * a.imaginary[k] - b.imaginary[k] * a.real[k];
  }
  const norm = Math.hypot(re, im);
  let largest = 0;
  for (let k = 0; k < a.real.length; k++) {
    const real = (b.real[k] * re - b.imaginary[k] * im) / norm - a.real[k];
    const imaginary = (b.real[k] * im + b.imaginary[k] * re) / norm - a.imaginary[k];
    largest = Math.max(largest, Math.hypot(real, imaginary));
  }
  return largest;
}

describe("programs written by other tools have the states that Qiskit computes", () => {
  test.each(statePrograms)("$file", ({ text, qubitCount, real, imaginary }) => {
    const circuit = parseQasm(text);
    expect(circuit.qubitCount).toBe(qubitCount);
    expect(distanceUpToPhase(finalState(circuit), { real, imaginary })).toBeLessThan(printed);
  });
});

describe("programs with conditions have the joint probabilities that Qiskit's states give", () => {
  test.each(feedForwardPrograms)("$file", ({ text, probabilities }) => {
    const found = outcomeDistribution(parseQasm(text));
    expect(Object.keys(probabilities)).not.toHaveLength(0);
    for (const bits of new Set([...found.keys(), ...Object.keys(probabilities)])) {
      expect(found.get(bits) ?? 0).toBeCloseTo(probabilities[bits] ?? 0, 10);
    }
  });
});

describe("what is read and written again is the same circuit", () => {
  test.each([...statePrograms, ...feedForwardPrograms])("$file", ({ text }) => {
    const circuit = parseQasm(text);
    expect(parseQasm(formatQasm(circuit, { version: 3 }))).toEqual(circuit);
    if (text.includes("OPENQASM 2")) expect(parseQasm(formatQasm(circuit, { version: 2 }))).toEqual(circuit);
  });
});

test("a program with every construct of version 3 is read, and written as the same circuit", async () => {
  const text = await readFile(new URL("./reference/features-3.qasm", import.meta.url), "utf8");
  const circuit = parseQasm(text);
  expect(circuit.operations.length).toBeGreaterThan(50);
  expect(parseQasm(formatQasm(circuit, { version: 3 }))).toEqual(circuit);
});
