import {
  blochVector,
  concurrence,
  densityEntropy,
  formatBasisState,
  partialTrace,
  reducedDensityMatrix,
  type ComplexMatrix,
  type DensityMatrix,
  type StateVector,
} from "@ansatz/simulator";
import type { BasisRow, PairFacts, QubitFacts } from "./types.ts";

/** Bars of a chart; a register of four qubits is shown whole. */
const greatestRowCount = 32;
const negligible = 1e-12;

/** Positions of the greatest probabilities, ascending; all of them where there are few. */
function topIndices(probabilities: Float64Array): number[] {
  if (probabilities.length <= greatestRowCount / 2) return Array.from(probabilities.keys());
  // A heap would be faster in theory; the smallest of 32 is found soon enough.
  const top: number[] = [];
  let least = negligible;
  for (let index = 0; index < probabilities.length; index++) {
    if (probabilities[index] <= least) continue;
    top.push(index);
    if (top.length <= greatestRowCount) continue;
    const weakest = top.reduce((a, b) => (probabilities[b] < probabilities[a] ? b : a));
    top.splice(top.indexOf(weakest), 1);
    least = Math.min(...top.map((one) => probabilities[one]));
  }
  return top.sort((a, b) => a - b);
}

/** The most probable basis states with what is known of each. */
export function basisRows(
  probabilities: Float64Array,
  qubitCount: number,
  state: StateVector | null,
): { readonly states: readonly BasisRow[]; readonly shownProbability: number } {
  const states = topIndices(probabilities).map((index): BasisRow => ({
    bits: formatBasisState(index, qubitCount),
    probability: probabilities[index],
    amplitude: state ? [state.real[index], state.imaginary[index]] : null,
  }));
  return { states, shownProbability: states.reduce((sum, { probability }) => sum + probability, 0) };
}

/** Entropy of a qubit with that Bloch vector, bits: −Σ p log₂ p for p = (1 ± r)/2. */
export function blochEntropy(bloch: readonly [number, number, number]): number {
  const length = Math.min(1, Math.hypot(...bloch));
  const share = (p: number): number => (p <= 0 ? 0 : -p * Math.log2(p));
  return share((1 + length) / 2) + share((1 - length) / 2);
}

/** (2 Re ρ₁₀, 2 Im ρ₁₀, ρ₀₀ − ρ₁₁). */
function blochOf({ real, imaginary }: ComplexMatrix): readonly [number, number, number] {
  return [2 * real[2], 2 * imaginary[2], real[0] - real[3]];
}

const withEntropy = (bloch: readonly [number, number, number]): QubitFacts => ({
  bloch,
  entropy: blochEntropy(bloch),
});

export function qubitsOfState(state: StateVector): QubitFacts[] {
  return Array.from({ length: state.qubitCount }, (_, qubit) => withEntropy(blochVector(state, qubit)));
}

export function qubitsOfDensity(density: DensityMatrix, qubitCount: number): QubitFacts[] {
  return Array.from({ length: qubitCount }, (_, qubit) =>
    withEntropy(blochOf(partialTrace(density, [qubit]))),
  );
}

/** The density matrix of two qubits, the first one its less significant bit. */
export type Reduce = (qubits: readonly [number, number]) => ComplexMatrix;

/** Every pair of qubits, from the density matrix of the two. */
export function* pairsOf(reduce: Reduce, qubits: readonly QubitFacts[]): Generator<PairFacts> {
  for (let a = 0; a < qubits.length; a++) {
    for (let b = a + 1; b < qubits.length; b++) {
      const density = reduce([a, b]);
      const mutual = qubits[a].entropy + qubits[b].entropy - densityEntropy(density);
      yield {
        qubits: [a, b],
        mutualInformation: Math.max(0, mutual),
        concurrence: concurrence(density),
      };
    }
  }
}

export function reduceState(state: StateVector): Reduce {
  return (qubits) => reducedDensityMatrix(state, qubits);
}

export function reduceDensity(density: DensityMatrix): Reduce {
  return (qubits) => partialTrace(density, qubits);
}
