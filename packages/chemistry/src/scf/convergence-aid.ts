import { createDiis } from "./diis.ts";

/** Iterations of DIIS alone before it has to show progress. */
const patience = 12;
/** Orbital gradients, hartree: above the first DIIS is lost, below the second it is safe again. */
const lostGradient = 1e-2;
const safeGradient = 5e-3;
/** hartree */
const firstLevelShift = 0.5;
const largestLevelShift = 8;

/** Fall of the energy, hartree, below which a descent only swings between two occupations. */
const leastDescent = 1e-6;

/** Turns Fock matrices into those whose eigenvectors are the next orbitals. */
export interface ConvergenceAid {
  /** `empty` projects onto the virtual orbitals of each Fock matrix. */
  next(
    step: { readonly energy: number; readonly fock: Float64Array; readonly error: Float64Array },
    empty: Float64Array,
    gradientNorm: number,
  ): Float64Array;
}

/**
 * DIIS, and where it does not settle within 12 iterations a descent: the virtual orbitals are shifted up by 0.5 hartree,
 * and by twice as much whenever that did not lower the energy, until the gradient is small; then DIIS starts afresh with
 * the shift kept, so that the occupation does not flip. `start` "descent" leaves the first part out.
 * Source: V. R. Saunders, I. H. Hillier, Int. J. Quantum Chem. 7, 699 (1973).
 */
export function createConvergenceAid(start: "diis" | "descent" = "diis"): ConvergenceAid {
  const diis = createDiis();
  let mode: "diis" | "descent" | "shifted-diis" = start;
  let iteration = 0;
  let sinceProgress = 0;
  let levelShift = firstLevelShift;
  let lastEnergy = Infinity;

  return {
    next: (step, empty, gradientNorm) => {
      iteration++;
      sinceProgress = gradientNorm > lostGradient ? sinceProgress + 1 : 0;
      if (mode === "diis" && iteration >= patience && sinceProgress >= patience / 2) mode = "descent";
      else if (mode === "descent" && gradientNorm < safeGradient) {
        mode = "shifted-diis";
        diis.reset();
      }
      if (mode === "descent" && step.energy >= lastEnergy - leastDescent) {
        levelShift = Math.min(2 * levelShift, largestLevelShift);
      }
      lastEnergy = mode === "descent" ? step.energy : Infinity;
      if (mode === "diis") return diis.extrapolate(step.fock, step.error);
      // [1 − P, P] = 0: the shifted Fock matrix has the same error
      const shifted = step.fock.map((value, index) => value + levelShift * empty[index]);
      return mode === "descent" ? shifted : diis.extrapolate(shifted, step.error);
    },
  };
}
