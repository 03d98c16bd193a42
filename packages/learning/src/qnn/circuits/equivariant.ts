import { gate, pauliGadget } from "@ansatz/simulator";
import { meanOf, meanZ, NetworkBuilder, type QuantumNetwork } from "../quantum-network.ts";
import { checkNetworkSize } from "./reuploading.ts";

export interface EquivariantOptions {
  /** One feature a qubit. */
  readonly featureCount: number;
  readonly layers: number;
}

/**
 * A network whose output does not change when features are exchanged: feature j turns qubit j by RY(w·x_j + b) with the
 * same weights for all, then layers of exp(−iθ/2 ΣX), exp(−iθ/2 ΣY) and exp(−iθ/2 ΣZZ), each with one angle, and the
 * permutation-invariant observables ΣZ/n, ΣX/n and ΣZZ over pairs. Data are uploaded again in every layer.
 * Throws {@link ModelError} for sizes out of range.
 * Source: Schatzki, Larocca, Nguyen, Sauvage, Cerezo, npj Quantum Inf. 10, 12 (2024), arXiv:2210.09974.
 */
export function permutationEquivariantNetwork({ featureCount, layers }: EquivariantOptions): QuantumNetwork {
  checkNetworkSize({ featureCount: [featureCount, 2, 20], layers: [layers, 1, 100] });
  const builder = new NetworkBuilder(featureCount);
  const qubits = Array.from({ length: featureCount }, (_, qubit) => qubit);
  const pairs = qubits.flatMap((a) => qubits.slice(a + 1).map((b): [number, number] => [a, b]));
  const { operations } = builder;
  for (let layer = 0; layer < layers; layer++) {
    const [scale, bias] = [builder.scale(), builder.weight()];
    for (const qubit of qubits) {
      operations.push(gate("ry", [qubit], [builder.angle({ feature: qubit, scale, bias })]));
    }
    const aroundX = builder.angle({ bias: builder.weight() });
    for (const qubit of qubits) operations.push(gate("rx", [qubit], [aroundX]));
    const aroundZZ = builder.angle({ bias: builder.weight() });
    for (const pair of pairs) operations.push(pauliGadget("ZZ", pair, aroundZZ));
    const aroundY = builder.angle({ bias: builder.weight() });
    for (const qubit of qubits) operations.push(gate("ry", [qubit], [aroundY]));
  }
  return builder.build(featureCount, [
    meanZ(featureCount, qubits),
    meanOf(
      featureCount,
      qubits.map((qubit) => ({ x: 1 << qubit, z: 0 })),
    ),
    meanOf(
      featureCount,
      pairs.map(([a, b]) => ({ x: 0, z: (1 << a) | (1 << b) })),
    ),
  ]);
}
