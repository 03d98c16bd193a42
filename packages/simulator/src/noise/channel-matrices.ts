import type { ComplexMatrix } from "../circuit/complex-matrix.ts";
import { channelQubitCount } from "./channel.ts";
import type { Channel } from "./channel.ts";
import { krausOperators } from "./kraus-operators.ts";

/**
 * Σ K ⊗ K* for matrices K of size d: the d² × d² matrix that maps the row-major entries of ρ (index row·d + column) to
 * those of ΣKρK†.
 */
export function superoperator(operators: readonly ComplexMatrix[]): ComplexMatrix {
  const d = operators[0].size;
  const size = d * d;
  const real = new Float64Array(size * size);
  const imaginary = new Float64Array(size * size);
  for (const k of operators) {
    for (let row = 0; row < size; row++) {
      for (let column = 0; column < size; column++) {
        const left = Math.floor(row / d) * d + Math.floor(column / d);
        const right = (row % d) * d + (column % d);
        const at = row * size + column;
        real[at] += k.real[left] * k.real[right] + k.imaginary[left] * k.imaginary[right];
        imaginary[at] += k.imaginary[left] * k.real[right] - k.real[left] * k.imaginary[right];
      }
    }
  }
  return { size, real, imaginary };
}

/** The {@link superoperator} of a checked channel: 4 × 4 on one qubit, 16 × 16 on two. */
export function channelSuperoperator(channel: Channel): ComplexMatrix {
  return superoperator(krausOperators(channel));
}

/** Σ|tr K|²/d²: the fidelity of a maximally entangled state whose one half went through the channel. */
function entanglementFidelity(channel: Channel): number {
  const operators = krausOperators(channel);
  const { size } = operators[0];
  const sum = operators.reduce((total, { real, imaginary }) => {
    let [re, im] = [0, 0];
    for (let k = 0; k < size; k++) {
      re += real[k * size + k];
      im += imaginary[k * size + k];
    }
    return total + re * re + im * im;
  }, 0);
  return sum / (size * size);
}

/**
 * The fidelity ⟨ψ|E(|ψ⟩⟨ψ|)|ψ⟩ of a product of channels on different qubits, averaged over all states of those qubits:
 * (d F + 1)/(d + 1) with the entanglement fidelity F = Π Fₖ. Nielsen, Phys. Lett. A 303, 249 (2002), eq. 3.
 */
export function averageGateFidelity(...channels: readonly Channel[]): number {
  const d = channels.reduce((product, channel) => product * 2 ** channelQubitCount(channel), 1);
  const fidelity = channels.reduce((product, channel) => product * entanglementFidelity(channel), 1);
  return (d * fidelity + 1) / (d + 1);
}

/**
 * The depolarising probability p that, after channels of the average gate fidelity `fidelityBefore` (1 for none), gives a
 * gate on `qubitCount` qubits the average gate infidelity `infidelity`: p = d(F₀ − F)/(dF₀ − 1), 0 if F₀ ≤ F already.
 */
export function depolarizingProbability(infidelity: number, qubitCount: 1 | 2, fidelityBefore = 1): number {
  const d = 2 ** qubitCount;
  return Math.max(0, (d * (fidelityBefore - (1 - infidelity))) / (d * fidelityBefore - 1));
}
