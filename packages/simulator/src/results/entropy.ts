import type { ComplexMatrix } from "../circuit/complex-matrix.ts";
import { InvalidArgumentError } from "../errors.ts";
import { hermitianEigen } from "../math/hermitian-eigen.ts";
import type { StateVector } from "../statevector/state-vector.ts";
import { checkDensityMatrix, checkQubits, checkState } from "./check-input.ts";
import { purity } from "./purity.ts";
import { reducedDensityMatrix } from "./reduced-density-matrix.ts";

/** Which entropy, and in which unit. */
export interface EntropyOptions {
  /** Base of the logarithm: 2 gives bits (the default), Math.E nats. */
  readonly base?: number;
  /** −Tr ρ log ρ (the default) or −log Tr ρ². */
  readonly kind?: "von-neumann" | "renyi-2";
}

/**
 * The entropy of a density matrix: −Tr ρ log ρ (von Neumann) or −log Tr ρ² (Rényi of order 2), in bits by default.
 * Throws {@link InvalidArgumentError} unless ρ is Hermitian with trace 1 and the base is above 0 and not 1.
 */
export function densityEntropy(
  density: ComplexMatrix,
  { base = 2, kind = "von-neumann" }: EntropyOptions = {},
): number {
  if (!(base > 0) || base === 1 || !Number.isFinite(base)) {
    throw new InvalidArgumentError(`base must be above 0 and differ from 1, got ${base}`, { field: "base" });
  }
  if (kind === "renyi-2") return clean(-Math.log(purity(density)) / Math.log(base));
  if ((kind as string) !== "von-neumann") {
    throw new InvalidArgumentError(`kind must be von-neumann or renyi-2, got ${kind as string}`, {
      field: "kind",
    });
  }
  checkDensityMatrix(density);
  let sum = 0;
  for (const probability of hermitianEigen(density).values) {
    if (probability > 0) sum -= probability * Math.log(probability);
  }
  return clean(sum / Math.log(base));
}

/** No −0, and no negative entropy from a probability that rounding has lifted above 1. */
function clean(entropy: number): number {
  return Math.abs(entropy) < 1e-15 ? 0 : entropy;
}

/**
 * The entanglement of some qubits of a pure state with all others: the entropy of their density matrix, in bits by
 * default; 0 for a product state, at most the number of qubits on the smaller side. The smaller side is diagonalised.
 * Throws {@link InvalidArgumentError} for qubits out of range, and when both sides have more than 12.
 */
export function entanglementEntropy(
  state: StateVector,
  qubits: readonly number[],
  options: EntropyOptions = {},
): number {
  checkState(state);
  checkQubits(qubits, state.qubitCount);
  if (qubits.length === state.qubitCount) return 0;
  return densityEntropy(reducedDensityMatrix(state, smallerSide(state.qubitCount, qubits)), options);
}

/** The qubits or all the others, whichever are fewer. */
export function smallerSide(qubitCount: number, qubits: readonly number[]): readonly number[] {
  if (2 * qubits.length <= qubitCount) return qubits;
  const isInside = new Set(qubits);
  return Array.from({ length: qubitCount }, (_, qubit) => qubit).filter((qubit) => !isInside.has(qubit));
}

/**
 * The mutual information S(A) + S(B) − S(AB) of two qubits, or of two lists of qubits that share none; in bits by
 * default, from 0 (no correlation) to 2 for a Bell pair.
 * Throws {@link InvalidArgumentError} for qubits out of range or on both sides, and for cuts with more than 12 qubits on
 * both sides.
 */
export function mutualInformation(
  state: StateVector,
  a: number | readonly number[],
  b: number | readonly number[],
  options: EntropyOptions = {},
): number {
  const [left, right] = [[a].flat(), [b].flat()];
  checkQubits([...left, ...right], state.qubitCount, { least: 2 });
  return (
    entanglementEntropy(state, left, options) +
    entanglementEntropy(state, right, options) -
    entanglementEntropy(state, [...left, ...right], options)
  );
}
