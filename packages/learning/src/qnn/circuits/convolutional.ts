import { gate, pauliGadget } from "@ansatz/simulator";
import { meanZ, NetworkBuilder, type QuantumNetwork } from "../quantum-network.ts";
import { checkNetworkSize } from "./reuploading.ts";

export interface ConvolutionalOptions {
  readonly qubitCount: number;
  /** 0 for quantum data: nothing is uploaded, the circuit acts on the states that it is given. */
  readonly featureCount: number;
  /** Values to read out: pooling ends when no more than these qubits are left. Default 1. */
  readonly outputs?: number;
  /** Blocks of convolution before each pooling. Default 1. */
  readonly convolutions?: number;
}

/** Adds a two-qubit block with the given weights: RY⊗RY, exp(−iθ/2) of XX, YY and ZZ, RY⊗RY. */
function convolve(
  builder: NetworkBuilder,
  [a, b]: readonly [number, number],
  weights: readonly number[],
): void {
  const angle = (k: number) => builder.angle({ bias: weights[k] });
  builder.operations.push(
    gate("ry", [a], [angle(0)]),
    gate("ry", [b], [angle(1)]),
    pauliGadget("XX", [a, b], angle(2)),
    pauliGadget("YY", [a, b], angle(3)),
    pauliGadget("ZZ", [a, b], angle(4)),
    gate("ry", [a], [angle(5)]),
    gate("ry", [b], [angle(6)]),
  );
}

/**
 * A quantum convolutional network: features enter by RY(w·x + b), then convolution (one shared two-qubit block on all
 * neighbours, even pairs before odd ones) alternates with pooling, which turns the kept qubit of each pair by the state
 * of the other one and looks at that one no more. Each layer has weights of its own, shared over its qubits: their
 * number grows with the logarithm of the qubits.
 * Throws {@link ModelError} for sizes out of range.
 * Source: Cong, Choi, Lukin, Nat. Phys. 15, 1273 (2019); blocks as in Hur, Kim, Park, Quantum Mach. Intell. 4, 3 (2022).
 */
export function convolutionalNetwork(options: ConvolutionalOptions): QuantumNetwork {
  const { qubitCount, featureCount, outputs = 1, convolutions = 1 } = options;
  checkNetworkSize({
    qubitCount: [qubitCount, 2, 20],
    featureCount: [featureCount, 0, 1000],
    outputs: [outputs, 1, qubitCount],
    convolutions: [convolutions, 1, 10],
  });
  const builder = new NetworkBuilder(qubitCount);
  const { operations } = builder;
  for (let k = 0; k < (featureCount === 0 ? 0 : Math.max(qubitCount, featureCount)); k++) {
    const angle = builder.angle({
      feature: k % featureCount,
      scale: builder.scale(),
      bias: builder.weight(),
    });
    // A second feature of a qubit turns about another axis.
    operations.push(gate(Math.floor(k / qubitCount) % 2 === 0 ? "ry" : "rz", [k % qubitCount], [angle]));
  }
  let active = Array.from({ length: qubitCount }, (_, qubit) => qubit);
  for (;;) {
    for (let repetition = 0; repetition < convolutions; repetition++) {
      const weights = Array.from({ length: 7 }, () => builder.weight());
      for (const first of [0, 1]) {
        for (let k = first; k + 1 < active.length; k += 2)
          convolve(builder, [active[k], active[k + 1]], weights);
      }
      if (active.length > 2 && active.length % 2 === 0) {
        convolve(builder, [active[active.length - 1], active[0]], weights);
      }
    }
    if (active.length <= outputs || active.length === 1) break;
    const [whenSet, whenNot] = [builder.weight(), builder.weight()];
    const kept: number[] = [];
    for (let k = 0; k < active.length; k += 2) {
      const [a, b] = [active[k], active.at(k + 1)];
      kept.push(b ?? a);
      if (b === undefined) continue;
      const unset = { controls: [{ qubit: a, value: 0 }] as const };
      operations.push(
        gate("ry", [b], [builder.angle({ bias: whenSet })], [{ qubit: a, value: 1 }]),
        gate("rx", [b], [builder.angle({ bias: whenNot })], [...unset.controls]),
      );
    }
    active = kept;
  }
  const groups = active.length >= outputs ? outputs : active.length;
  return builder.build(
    featureCount,
    Array.from({ length: groups }, (_, group) =>
      meanZ(
        qubitCount,
        active.filter((__, k) => k % groups === group),
      ),
    ),
  );
}
