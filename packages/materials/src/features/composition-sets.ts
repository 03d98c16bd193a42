import { balanceCharges } from "../compositions/charge-balance.ts";
import { atomicFractions } from "../compositions/composition.ts";
import { chemicalElements, getElement } from "../elements/elements.ts";
import { magpieColumn } from "../elements/magpie-properties.ts";
import type { FeatureSet } from "./feature-set.ts";

/** The atomic fraction of each of the 118 elements, in order of atomic number; most are 0. */
export const elementFractions: FeatureSet = {
  names: chemicalElements.map(({ symbol }) => symbol),
  write: (composition, target, offset) => {
    target.fill(0, offset, offset + chemicalElements.length);
    const fractions = atomicFractions(composition);
    for (const [k, symbol] of composition.elements.entries()) {
      target[offset + getElement(symbol).atomicNumber - 1] = fractions[k];
    }
  },
};

const exponents = [0, 2, 3, 5, 7, 10];

/** Norms of the atomic fractions, (Σ xᵢᵖ)^(1/p) for p = 2, 3, 5, 7, 10, and the number of elements as p = 0. */
export const stoichiometryNorms: FeatureSet = {
  names: exponents.map((p) => `${p}-norm`),
  write: (composition, target, offset) => {
    const fractions = atomicFractions(composition);
    for (const [k, p] of exponents.entries()) {
      target[offset + k] =
        p === 0 ? fractions.length : fractions.reduce((sum, fraction) => sum + fraction ** p, 0) ** (1 / p);
    }
  },
};

const orbitals = ["s", "p", "d", "f"] as const;

/**
 * Mean number of valence electrons an atom in s, p, d and f orbitals, then each divided by the mean number of all valence
 * electrons.
 */
export const valenceOrbitals: FeatureSet = {
  names: [
    ...orbitals.map((orbital) => `avg ${orbital} valence electrons`),
    ...orbitals.map((orbital) => `frac ${orbital} valence electrons`),
  ],
  write: (composition, target, offset) => {
    const fractions = atomicFractions(composition);
    const indices = composition.elements.map((symbol) => getElement(symbol).atomicNumber - 1);
    const mean = (column: Float64Array): number =>
      indices.reduce((sum, index, k) => sum + fractions[k] * column[index], 0);
    const total = mean(magpieColumn("NValence"));
    for (const [k, orbital] of orbitals.entries()) {
      const average = mean(magpieColumn(`N${orbital}Valence`));
      target[offset + k] = average;
      target[offset + orbitals.length + k] = total === 0 ? 0 : average / total;
    }
  },
};

const knownElectronegativities = chemicalElements.flatMap(({ electronegativity }) => electronegativity ?? []);
const meanElectronegativity =
  knownElectronegativities.reduce((sum, value) => sum + value, 0) / knownElectronegativities.length;

/**
 * Whether a neutral ionic compound is possible (1 or 0, see balanceCharges), and of the pairs of elements the greatest and
 * the mean ionic character 1 − exp(−(χa − χb)²/4), the mean weighted with xa·xb over unordered pairs.
 */
export const ionProperties: FeatureSet = {
  names: ["compound possible", "max ionic char", "avg ionic char"],
  write: (composition, target, offset) => {
    const fractions = atomicFractions(composition);
    const electronegativities = composition.elements.map(
      (symbol) => getElement(symbol).electronegativity ?? meanElectronegativity,
    );
    let greatest = 0;
    let average = 0;
    for (let a = 0; a < fractions.length; a++) {
      for (let b = 0; b < a; b++) {
        const character = 1 - Math.exp(-0.25 * (electronegativities[a] - electronegativities[b]) ** 2);
        greatest = Math.max(greatest, character);
        average += fractions[a] * fractions[b] * character;
      }
    }
    target[offset] = balanceCharges(composition).isPossible ? 1 : 0;
    target[offset + 1] = greatest;
    target[offset + 2] = average;
  },
};
