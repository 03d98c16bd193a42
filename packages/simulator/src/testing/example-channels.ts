import { checkChannel } from "../noise/check-channel.ts";
import type { Channel } from "../noise/channel.ts";

const half = Math.SQRT1_2;

/** One channel and more of every kind, on one qubit and on two. */
export const exampleChannels: readonly Channel[] = [
  { kind: "pauli", probabilities: { X: 0.1, Y: 0.05, Z: 0.2 } },
  { kind: "pauli", probabilities: { II: 0.7, XY: 0.1, ZI: 0.15, IX: 0.05 } },
  { kind: "depolarizing", qubitCount: 1, probability: 0.2 },
  { kind: "depolarizing", qubitCount: 2, probability: 0.3 },
  { kind: "amplitude-damping", gamma: 0.3 },
  { kind: "amplitude-damping", gamma: 0.3, excitedPopulation: 0.4 },
  { kind: "phase-damping", lambda: 0.4 },
  { kind: "thermal-relaxation", t1: 80, t2: 60, time: 20, excitedPopulation: 0.15 },
  { kind: "thermal-relaxation", t1: 50, t2: 90, time: 20, excitedPopulation: 0.15 },
  { kind: "over-rotation", pauli: "Y", angle: 0.3 },
  { kind: "over-rotation", pauli: "ZX", angle: -0.4 },
  {
    // A Hadamard with probability 0.36 of being done.
    kind: "kraus",
    operators: [
      { real: [0.8, 0, 0, 0.8], imaginary: [0, 0, 0, 0] },
      { real: [0.6 * half, 0.6 * half, 0.6 * half, -0.6 * half], imaginary: [0, 0, 0, 0] },
    ],
  },
  {
    // |11⟩ decays to (|01⟩ + i|10⟩)/√2 with probability 0.25.
    kind: "kraus",
    operators: [
      {
        real: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, Math.sqrt(0.75)],
        imaginary: Array.from({ length: 16 }, () => 0),
      },
      {
        real: Array.from({ length: 16 }, (_, at) => (at === 7 ? 0.5 * half : 0)),
        imaginary: Array.from({ length: 16 }, (_, at) => (at === 11 ? 0.5 * half : 0)),
      },
    ],
  },
  { kind: "reset", probability: 0.25, excitedProbability: 0.1 },
].map((channel) => checkChannel(channel));
