import { createNoiseModel, type NoiseModel } from "@ansatz/simulator";

/** After every gate each of its qubits is replaced by a completely random one with that probability. */
export function depolarisingNoise(probability: number): NoiseModel | undefined {
  if (probability === 0) return undefined;
  return createNoiseModel({
    name: "depolarising after every gate",
    gates: [{ noise: [{ channel: { kind: "depolarizing", qubitCount: 1, probability } }] }],
  });
}
