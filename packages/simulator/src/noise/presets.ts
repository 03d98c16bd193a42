import { InvalidArgumentError } from "../errors.ts";
import type { Channel } from "./channel.ts";
import { averageGateFidelity, depolarizingProbability } from "./channel-matrices.ts";
import { createNoiseModel } from "./create-noise-model.ts";
import type { GateNoiseRule, NoiseModel } from "./noise-model.ts";

export const noisePresetNames = ["superconducting", "trapped-ion"] as const;
export type NoisePresetName = (typeof noisePresetNames)[number];

/** Both kinds of device turn the frame of a qubit in software instead of doing these gates. */
const virtualGates: GateNoiseRule = { gates: ["rz", "p", "z", "s", "sdg", "t", "tdg"], noise: [] };

/** One-qubit readout errors as a confusion matrix: rows actual, columns read. */
const confusion = (oneForZero: number, zeroForOne: number): number[][] => [
  [1 - oneForZero, oneForZero],
  [zeroForOne, 1 - zeroForOne],
];

/**
 * Medians over the working qubits and couplers in the calibration of ibm_torino (133-qubit Heron r1) of 26 February 2025,
 * device version 1.0.54, as it ships under the name FakeTorino in IBM's Python package qiskit-ibm-runtime 0.51.0 (Apache
 * License 2.0). Seconds and probabilities; gate errors are average gate infidelities.
 */
const torino = {
  t1: 184.99e-6,
  t2: 140.94e-6,
  oneQubitTime: 32e-9,
  oneQubitError: 2.7115e-4,
  twoQubitTime: 68e-9,
  twoQubitError: 4.0802e-3,
  measurementTime: 1.56e-6,
  resetTime: 1.708e-6,
  zeroForOne: 0.022949,
  oneForZero: 0.02002,
} as const;

/** Relaxation for the gate's time on each qubit, and depolarising noise in front of it up to the gate's error. */
function relaxedGate(qubitCount: 1 | 2, duration: number, infidelity: number): GateNoiseRule {
  const { t1, t2 } = torino;
  const relaxation: Channel = { kind: "thermal-relaxation", t1, t2, time: duration };
  const fidelity = averageGateFidelity(...Array.from({ length: qubitCount }, () => relaxation));
  const probability = depolarizingProbability(infidelity, qubitCount, fidelity);
  return {
    qubitCount,
    duration,
    noise: [{ channel: { kind: "depolarizing", qubitCount, probability } }, { channel: relaxation }],
  };
}

function superconductingModel(): NoiseModel {
  const { t1, t2 } = torino;
  return createNoiseModel({
    name: "superconducting",
    description:
      "Medians of the calibration of ibm_torino (Heron r1) of 2025-02-26, from FakeTorino in qiskit-ibm-runtime 0.51.0. " +
      "Gates: thermal relaxation for the gate's time and depolarising noise that together give the median gate error; " +
      "rz and the like are done in software, without error. Waits relax by T1 and T2. Readout errors are the medians for " +
      "each outcome. Crosstalk, leakage, drift and the spread between qubits are left out; every two-qubit gate counts as " +
      "one native gate and every pair as coupled, so transpile first for faithful figures.",
    gates: [
      virtualGates,
      relaxedGate(1, torino.oneQubitTime, torino.oneQubitError),
      relaxedGate(2, torino.twoQubitTime, torino.twoQubitError),
    ],
    measurement: [
      { duration: torino.measurementTime, confusion: confusion(torino.oneForZero, torino.zeroForOne) },
    ],
    reset: [{ duration: torino.resetTime, noise: [] }],
    idle: { kind: "relaxation", t1, t2 },
  });
}

/**
 * Quantinuum H2-1, component benchmarks of 10 March 2023: Moses et al., "A Race-Track Trapped-Ion Quantum Processor", Phys.
 * Rev. X 13, 041052 (2023), arXiv:2305.03828; the split of the readout error is in the data that goes with it (GitHub
 * CQCL/quantinuum-hardware-specifications, "Spec sheet parameters.csv", "Emulator parameters.csv"). Average infidelities
 * of randomised benchmarking; the memory error is for one qubit during an average layer of two-qubit gates on all qubits.
 */
const h2 = {
  oneQubitError: 2.5e-5,
  twoQubitError: 1.83e-3,
  memoryError: 2.2e-4,
  oneForZero: 9e-4,
  zeroForOne: 2.2e-3,
} as const;

function trappedIonModel(): NoiseModel {
  const depolarizing = (qubitCount: 1 | 2, infidelity: number): GateNoiseRule => ({
    qubitCount,
    noise: [
      {
        channel: {
          kind: "depolarizing",
          qubitCount,
          probability: depolarizingProbability(infidelity, qubitCount),
        },
      },
    ],
  });
  return createNoiseModel({
    name: "trapped-ion",
    description:
      "Quantinuum H2-1, benchmarks of 2023-03-10 (Moses et al., Phys. Rev. X 13, 041052): depolarising noise with the " +
      "average infidelities of one- and two-qubit gates, phase flips with the memory error on every qubit in use for each " +
      "layer of two-qubit gates, readout errors for each outcome. rz and the like are done in software, without error. " +
      "Leakage, crosstalk of measurements and coherent memory errors are left out; any pair of qubits can be coupled.",
    gates: [virtualGates, depolarizing(1, h2.oneQubitError), depolarizing(2, h2.twoQubitError)],
    measurement: [{ confusion: confusion(h2.oneForZero, h2.zeroForOne) }],
    reset: [],
    idle: {
      kind: "layer",
      // Phase flips with probability q have the average infidelity 2q/3.
      channel: { kind: "pauli", probabilities: { Z: 1.5 * h2.memoryError } },
      layers: "multi-qubit",
      includesActive: true,
    },
  });
}

/**
 * A noise model of a device: "superconducting" (IBM Heron r1) or "trapped-ion" (Quantinuum H2); its description cites the
 * numbers' sources and says what it leaves out. Throws {@link InvalidArgumentError} for another name.
 */
export function noisePreset(name: NoisePresetName): NoiseModel {
  switch (name) {
    case "superconducting":
      return superconductingModel();
    case "trapped-ion":
      return trappedIonModel();
  }
  throw new InvalidArgumentError(
    `noise preset must be one of ${noisePresetNames.join(", ")}, got ${JSON.stringify(name)}`,
    { field: "noise", presets: noisePresetNames },
  );
}
