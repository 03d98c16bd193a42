import { symmetricEigen } from "../math/symmetric-eigen.ts";
import { determinantElement } from "./determinant-elements.ts";
import type { SectorHamiltonian } from "./sector-hamiltonian.ts";
import { forEachDeterminant, type SectorLayout } from "./sector-layout.ts";
import type { SectorSystem } from "./sector-system.ts";

/** Configurations that the start subspace spans. */
const subspaceSize = 40;

/** Weights of the higher subspace states in the start vector, so that no symmetry the labels miss is shut out. */
const admixtures = [1, 0.02, 0.014, 0.01, 0.007, 0.005, 0.003, 0.002];

/** A determinant, or its (anti)symmetric combination with the determinant of exchanged spins. */
interface Configuration {
  readonly elements: readonly number[];
  readonly terms: readonly { readonly alpha: number; readonly beta: number; readonly weight: number }[];
}

/** A vector with few amplitudes, and the energy (without the constant) that its leading state has. */
export interface SparseStart {
  readonly energy: number;
  readonly elements: Int32Array;
  readonly values: Float64Array;
}

/**
 * A start vector: the lowest state of H among the determinants of lowest diagonal energy, with a little of the next
 * ones. `parity` 0 leaves the exchange of spins free. Returns `undefined` when no determinant has this symmetry.
 */
export function startVector(
  system: SectorSystem,
  layout: SectorLayout,
  hamiltonian: SectorHamiltonian,
  diagonal: Float64Array,
  parity: number,
): SparseStart | undefined {
  const configurations = lowestConfigurations(system, layout, diagonal, parity);
  const size = configurations.length;
  if (size === 0) return undefined;
  const matrix = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let value = 0;
      for (const bra of configurations[row].terms) {
        for (const ket of configurations[column].terms) {
          value += bra.weight * ket.weight * determinantElement(hamiltonian, bra, ket);
        }
      }
      matrix[row * size + column] = matrix[column * size + row] = value;
    }
  }
  const { values, vectors } = symmetricEigen(matrix, size);
  const amplitudes = new Map<number, number>();
  for (let state = 0; state < Math.min(size, admixtures.length); state++) {
    configurations.forEach(({ elements, terms }, index) => {
      const coefficient = admixtures[state] * vectors[state * size + index];
      elements.forEach((element, term) => {
        amplitudes.set(element, (amplitudes.get(element) ?? 0) + coefficient * terms[term].weight);
      });
    });
  }
  return {
    energy: values[0],
    elements: Int32Array.from(amplitudes.keys()),
    values: Float64Array.from(amplitudes.values()),
  };
}

function lowestConfigurations(
  system: SectorSystem,
  layout: SectorLayout,
  diagonal: Float64Array,
  parity: number,
): Configuration[] {
  const { alpha, beta } = system;
  const kept: { a: number; b: number; element: number; energy: number }[] = [];
  let worst = Infinity;
  forEachDeterminant(layout, alpha, beta, (a, b, element) => {
    // With a parity, (a, b) and (b, a) are one configuration; an odd one vanishes at a = b.
    if (parity !== 0 && (b > a || (b === a && parity < 0))) return;
    const energy = diagonal[element];
    if (kept.length === subspaceSize && energy >= worst) return;
    let position = kept.length;
    while (position > 0 && kept[position - 1].energy > energy) position--;
    kept.splice(position, 0, { a, b, element, energy });
    if (kept.length > subspaceSize) kept.pop();
    worst = kept[kept.length - 1].energy;
  });
  return kept.map(({ a, b, element }) => {
    const direct = { alpha: alpha.masks[a], beta: beta.masks[b] };
    if (parity === 0 || a === b) return { elements: [element], terms: [{ ...direct, weight: 1 }] };
    const exchanged = { alpha: alpha.masks[b], beta: beta.masks[a] };
    return {
      elements: [element, layout.rowBase[b] / 8 + a],
      terms: [
        { ...direct, weight: Math.SQRT1_2 },
        { ...exchanged, weight: parity * Math.SQRT1_2 },
      ],
    };
  });
}
