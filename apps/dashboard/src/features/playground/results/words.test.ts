import { describe, expect, test } from "vitest";
import type { PairFacts, SimulationResult } from "../simulation/types.ts";
import { blochWords } from "./bloch-words.ts";
import { pairWords, qubitWords } from "./entanglement-words.ts";
import { formatComplex, formatPercent, formatPhase, phaseOf } from "./phase.ts";

const { PI, SQRT1_2 } = Math;

test.each([
  [[0, 0, 1], true, "in |0⟩"],
  [[0, -1, 0], true, "in |−i⟩"],
  [[SQRT1_2, 0, SQRT1_2], true, "a state of its own"],
  [[0, 0, 0], true, "maximally entangled"],
  [[0, 0, 0], false, "completely mixed"],
  [[0, 0, 0.5], true, "entangled, towards |0⟩"],
  [[0.3, 0.3, 0], false, "mixed"],
] as const)("the Bloch vector %j is %s called %s", (vector, isPure, words) =>
  expect(blochWords(vector, isPure)).toBe(words),
);

test.each([
  [0, "Qubit 2 is not entangled"],
  [0.3, "Qubit 2 is partly entangled"],
  [0.8, "Qubit 2 is strongly entangled"],
  [1, "Qubit 2 is maximally entangled"],
])("an entropy of %d bit is put into words", (entropy, words) =>
  expect(qubitWords(2, entropy)).toContain(words),
);

describe("pairs in words", () => {
  const pair = (concurrence: number, mutualInformation: number): PairFacts => ({
    qubits: [0, 1],
    concurrence,
    mutualInformation,
  });
  const words = (pairs: readonly PairFacts[], entropy: number, isPure = true) =>
    pairWords({ pairs, isPure, qubits: [{ bloch: [0, 0, 0], entropy }] } as unknown as SimulationResult);
  test.each([
    [[pair(1, 2)], 1, "A Bell pair: qubits 0 and 1."],
    [[pair(0.4, 0.6)], 0.5, "Most entangled pair"],
    [[pair(0, 1)], 1, "shared among more"],
    [[pair(0, 0)], 1, "spread over many"],
    [[pair(0, 0)], 0, "know nothing of each other"],
  ] as const)("%j", (pairs, entropy, text) => expect(words(pairs, entropy)).toContain(text));

  test("a mixture without concurrence is called classical", () =>
    expect(words([pair(0, 1)], 1, false)).toContain("classical coins"));
});

test.each([
  [[SQRT1_2, 0], "0.707"],
  [[0, -1], "−i"],
  [[-0.5, 0.5], "−0.5 + 0.5i"],
  [[0.5, -0.25], "0.5 − 0.25i"],
  [[0, 0], "0"],
  [[1e-17, 0.5], "0.5i"],
] as const)("the amplitude %j is written %s", (amplitude, text) =>
  expect(formatComplex(amplitude)).toBe(text),
);

test.each([
  [PI, "π"],
  [-PI / 4, "−π/4"],
  [0, "0"],
  [1, "57°"],
  [-2, "−115°"],
])("the phase %d is written %s", (phase, text) => expect(formatPhase(phase)).toBe(text));

test("a phase of π is not shown as −π because of rounding", () => expect(phaseOf([-0.5, -1e-17])).toBe(PI));

test.each([
  [0.5, "50 %"],
  [1, "100 %"],
  [0.125, "12.5 %"],
  [1 / 1024, "0.098 %"],
  [0, "0 %"],
  [1e-7, "<0.001 %"],
])("the probability %d is written %s", (probability, text) => expect(formatPercent(probability)).toBe(text));
