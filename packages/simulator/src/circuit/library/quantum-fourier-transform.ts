import { createCircuit } from "../circuit.ts";
import type { Circuit } from "../circuit.ts";
import { invertCircuit } from "../compose.ts";
import { gate } from "../operation.ts";
import type { Operation } from "../operation.ts";

/** Variants of `quantumFourierTransform`. */
export interface QuantumFourierTransformOptions {
  /** The inverse transform, e^(−2πi jk/N); by default the forward one. */
  readonly inverse?: boolean;
  /** Whether swaps put the result into the usual order of qubits (the default); without them it is bit-reversed. */
  readonly swaps?: boolean;
}

/**
 * The circuit of the quantum Fourier transform, |j⟩ → N^(−1/2) Σ_k e^(2πi jk/N)|k⟩ with N = 2^qubitCount and qubit 0 the
 * least significant bit of j and k: n(n + 1)/2 gates h and cp, and ⌊n/2⌋ swaps.
 * Source: Nielsen, Chuang, Quantum Computation and Quantum Information, section 5.1.
 */
export function quantumFourierTransform(
  qubitCount: number,
  { inverse = false, swaps = true }: QuantumFourierTransformOptions = {},
): Circuit {
  const operations: Operation[] = [];
  for (let target = qubitCount - 1; target >= 0; target--) {
    operations.push(gate("h", [target]));
    for (let control = target - 1; control >= 0; control--) {
      operations.push(gate("cp", [control, target], [Math.PI / 2 ** (target - control)]));
    }
  }
  if (swaps) {
    for (let low = 0; low < Math.floor(qubitCount / 2); low++) {
      operations.push(gate("swap", [low, qubitCount - 1 - low]));
    }
  }
  const circuit = createCircuit(qubitCount, operations);
  return inverse ? invertCircuit(circuit) : circuit;
}
