import { gate } from "@ansatz/simulator";
import { ModelError } from "../../errors.ts";
import { meanZ, NetworkBuilder, type QuantumNetwork } from "../quantum-network.ts";

export interface ReuploadingOptions {
  readonly qubitCount: number;
  readonly featureCount: number;
  readonly layers: number;
  /** Values to read out: as many groups of qubits, each its mean of Z. Default 1. */
  readonly outputs?: number;
  /** Without it no gate connects two qubits. Default true. */
  readonly isEntangled?: boolean;
}

/** Throws {@link ModelError} for a value that is no integer in its range. */
export function checkNetworkSize(
  values: Readonly<Record<string, readonly [value: number, least: number, most: number]>>,
): void {
  for (const [name, [value, least, most]] of Object.entries(values)) {
    if (Number.isInteger(value) && value >= least && value <= most) continue;
    throw new ModelError(
      `${name} of a quantum neural network must be an integer in [${least}, ${most}], got ${value}`,
      {
        field: name,
      },
    );
  }
}

/** Qubits in `count` groups of neighbours, sizes as equal as can be. */
function groupsOf(qubitCount: number, count: number): number[][] {
  return Array.from({ length: count }, (_, group) => {
    const first = Math.floor((group * qubitCount) / count);
    const end = Math.floor(((group + 1) * qubitCount) / count);
    return Array.from({ length: end - first }, (__, k) => first + k);
  });
}

/**
 * Data re-uploading: in every layer each qubit turns by RY(w·x_j + b) for each of its features j ≡ qubit (mod qubits),
 * then by RZ(b′), and a ring of CZ gates entangles (none without entanglement). Trainable scales make the frequencies
 * of the Fourier series that the circuit computes. More qubits than features: features repeat, cyclically.
 * Throws {@link ModelError} for sizes out of range.
 * Source: Pérez-Salinas, Cervera-Lierta, Gil-Fuster, Latorre, Quantum 4, 226 (2020); Schuld, Sweke, Meyer, Phys. Rev. A
 * 103, 032430 (2021).
 */
export function reuploadingNetwork(options: ReuploadingOptions): QuantumNetwork {
  const { qubitCount, featureCount, layers, outputs = 1, isEntangled = true } = options;
  checkNetworkSize({
    qubitCount: [qubitCount, 1, 20],
    featureCount: [featureCount, 1, 1000],
    layers: [layers, 1, 100],
    outputs: [outputs, 1, qubitCount],
  });
  const builder = new NetworkBuilder(qubitCount);
  const { operations } = builder;
  for (let layer = 0; layer < layers; layer++) {
    for (let qubit = 0; qubit < qubitCount; qubit++) {
      const own: number[] = [];
      for (let feature = qubit; feature < featureCount; feature += qubitCount) own.push(feature);
      if (own.length === 0) own.push(qubit % featureCount);
      for (const feature of own) {
        const angle = builder.angle({ feature, scale: builder.scale(), bias: builder.weight() });
        operations.push(gate("ry", [qubit], [angle]));
      }
      operations.push(gate("rz", [qubit], [builder.angle({ bias: builder.weight() })]));
    }
    if (!isEntangled || qubitCount === 1) continue;
    const pairs = qubitCount === 2 ? 1 : qubitCount;
    for (let qubit = 0; qubit < pairs; qubit++)
      operations.push(gate("cz", [qubit, (qubit + 1) % qubitCount]));
  }
  // RZ and CZ before a measurement of Z would go unseen: a last turn shows them.
  for (let qubit = 0; qubit < qubitCount; qubit++) {
    operations.push(gate("ry", [qubit], [builder.angle({ bias: builder.weight() })]));
  }
  return builder.build(
    featureCount,
    groupsOf(qubitCount, outputs).map((group) => meanZ(qubitCount, group)),
  );
}
