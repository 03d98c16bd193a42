import {
  conditional,
  createCircuit,
  gate,
  measure,
  parameter,
  type ClassicalCondition,
  type Operation,
  type ParameterValues,
} from "@ansatz/simulator";
import { fromCircuit, type CircuitDocument } from "./circuit-document.ts";

/** A circuit to start from. */
export interface Example {
  readonly id: string;
  readonly title: string;
  /** What to look at and what to try. */
  readonly hint: string;
  readonly document: CircuitDocument;
}

const { PI } = Math;

function build(
  qubitCount: number,
  operations: readonly Operation[],
  { bitCount = 0, values = {} }: { readonly bitCount?: number; readonly values?: ParameterValues } = {},
): CircuitDocument {
  return fromCircuit(createCircuit(qubitCount, operations, { bitCount }), values);
}

const range = (count: number): number[] => Array.from({ length: count }, (_, at) => at);
const all = (name: "h" | "x", count: number): Operation[] => range(count).map((qubit) => gate(name, [qubit]));
const isOne = (bit: number): ClassicalCondition => ({
  kind: "compare",
  bits: [bit],
  comparison: "==",
  value: "1",
});

/** Flips the sign of |101⟩, then reflects about the mean. */
const groverRound: readonly Operation[] = [
  gate("x", [1]),
  gate("ccz", [0, 1, 2]),
  gate("x", [1]),
  ...all("h", 3),
  ...all("x", 3),
  gate("ccz", [0, 1, 2]),
  ...all("x", 3),
  ...all("h", 3),
];

/** Σ_k e^(2πi jk/2ⁿ)|k⟩ from |j⟩, the highest qubit first. */
function fourierTransform(qubitCount: number): Operation[] {
  const operations: Operation[] = [];
  for (let qubit = qubitCount - 1; qubit >= 0; qubit--) {
    operations.push(gate("h", [qubit]));
    for (let lower = qubit - 1; lower >= 0; lower--) {
      operations.push(gate("cp", [lower, qubit], [PI / 2 ** (qubit - lower)]));
    }
  }
  for (let qubit = 0; qubit < Math.floor(qubitCount / 2); qubit++) {
    operations.push(gate("swap", [qubit, qubitCount - 1 - qubit]));
  }
  return operations;
}

export const examples: readonly Example[] = [
  {
    id: "superposition",
    title: "Superposition and interference",
    hint: "The first H splits the qubit over 0 and 1, the second brings the two ways together. Move the slider of φ: the phase between the ways decides whether they add up or cancel.",
    document: build(1, [gate("h", [0]), gate("p", [0], [parameter("phi")]), gate("h", [0])], {
      values: { phi: PI / 3 },
    }),
  },
  {
    id: "bell",
    title: "Bell pair: entanglement",
    hint: "Only 00 and 11 ever occur, each half of the time. Neither qubit has a direction of its own any more: both Bloch arrows have shrunk to the centre, yet the pair as a whole is perfectly known.",
    document: build(2, [gate("h", [0]), gate("cx", [0, 1])]),
  },
  {
    id: "ghz",
    title: "GHZ: four qubits, all or none",
    hint: "All four qubits agree, though none of them is decided. Raise the noise and see how quickly that is lost.",
    document: build(4, [gate("h", [0]), gate("cx", [0, 1]), gate("cx", [1, 2]), gate("cx", [2, 3])]),
  },
  {
    id: "teleportation",
    title: "Teleportation",
    hint: "RY and P make a state on qubit 0. Two measurements and two classical bits later qubit 2 has it: step through and compare the Bloch arrow of qubit 0 at step 2 with that of qubit 2 at the end.",
    document: build(
      3,
      [
        gate("ry", [0], [parameter("theta")]),
        gate("p", [0], [parameter("phi")]),
        gate("h", [1]),
        gate("cx", [1, 2]),
        gate("cx", [0, 1]),
        gate("h", [0]),
        measure([0], [0]),
        measure([1], [1]),
        conditional(isOne(1), [gate("x", [2])]),
        conditional(isOne(0), [gate("z", [2])]),
      ],
      { bitCount: 2, values: { theta: PI / 3, phi: PI / 4 } },
    ),
  },
  {
    id: "grover",
    title: "Grover search for 101",
    hint: "Two rounds raise one of eight equal answers to about 95 %. Step through: the marked answer first turns its phase, then the mirror at the mean turns that phase into probability.",
    document: build(3, [...all("h", 3), ...groverRound, ...groverRound]),
  },
  {
    id: "qft",
    title: "Quantum Fourier transform",
    hint: "A single number, 1, becomes a wave over all sixteen: the probabilities are equal, and the phases turn once around the circle. Change which X gates stand at the beginning to change the frequency.",
    document: build(4, [gate("x", [0]), ...fourierTransform(4)]),
  },
  {
    id: "deutsch-jozsa",
    title: "Deutsch–Jozsa",
    hint: "The middle part computes a function that is 1 for half of all inputs. One question tells: qubits 0 to 2 never all come out as 0. Delete the three CX gates (a constant function) and they always do.",
    document: build(
      4,
      [
        gate("x", [3]),
        ...all("h", 4),
        { gate: "barrier", qubits: range(4) },
        gate("cx", [0, 3]),
        gate("cx", [1, 3]),
        gate("cx", [2, 3]),
        { gate: "barrier", qubits: range(4) },
        ...all("h", 3),
        measure([0], [0]),
        measure([1], [1]),
        measure([2], [2]),
      ],
      { bitCount: 3 },
    ),
  },
  {
    id: "variational",
    title: "Variational layer",
    hint: "The building block of VQE: rotations by angles that an optimiser would choose, and entangling gates between them. Here you are the optimiser.",
    document: build(
      4,
      [
        ...range(4).map((qubit) => gate("ry", [qubit], [parameter(`theta${qubit}`)])),
        ...range(3).map((qubit) => gate("cx", [qubit, qubit + 1])),
        ...range(4).map((qubit) => gate("rz", [qubit], [parameter("gamma", qubit + 1)])),
        ...range(4).map((qubit) => gate("ry", [qubit], [parameter("beta")])),
      ],
      {
        values: {
          theta0: PI / 2,
          theta1: PI / 4,
          theta2: PI / 3,
          theta3: PI / 6,
          gamma: PI / 8,
          beta: PI / 4,
        },
      },
    ),
  },
];

/** What a visit begins with. */
export const firstDocument = examples.find(({ id }) => id === "bell")!.document;
