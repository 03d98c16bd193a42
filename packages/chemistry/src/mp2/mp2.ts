import { ChemistryArgumentError } from "../errors.ts";
import type { ScfResult } from "../scf/scf-result.ts";
import { correlatePair, type CorrelatedOrbitals } from "./pair-correlation.ts";
import { semicanonicalOrbitals } from "./semicanonical-orbitals.ts";

export interface Mp2Options {
  /** Lowest orbitals that stay uncorrelated; 0 unless told. */
  readonly frozen?: number | undefined;
  /** Highest virtual orbitals left out; 0 unless told. */
  readonly deleted?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Second-order correlation energies, hartree. */
export interface Mp2Result {
  /** "mp2" on canonical RHF orbitals, "rohf-mbpt2" on semicanonical ROHF orbitals. */
  readonly method: "mp2" | "rohf-mbpt2";
  readonly correlationEnergy: number;
  /** SCF energy plus correlation energy. */
  readonly energy: number;
  /** Pairs of electrons of the same spin. */
  readonly sameSpin: number;
  /** Pairs of electrons of opposite spins. */
  readonly oppositeSpin: number;
  /** Single excitations: zero for RHF by Brillouin's theorem. */
  readonly singles: number;
}

/**
 * Second-order perturbation theory on a self-consistent field.
 *
 * Closed shell: E = Σ_ijab (ia|jb)[2(ia|jb) − (ib|ja)] / (ε_i + ε_j − ε_a − ε_b); its opposite-spin part is
 * Σ (ia|jb)²/Δ. Open shell: ROHF-MBPT(2), the spin-orbital formula in orbitals that diagonalise the occupied and the
 * virtual block of F_α and F_β, with the singles Σ |f_ia|²/(ε_i − ε_a).
 * @throws ChemistryArgumentError where fewer orbitals exist than frozen or deleted.
 * Source: A. Szabo, N. S. Ostlund, Modern Quantum Chemistry (1989), equation 6.74; W. J. Lauderdale, J. F. Stanton,
 * J. Gauss, J. D. Watts, R. J. Bartlett, Chem. Phys. Lett. 187, 21 (1991).
 */
export async function solveMp2(scf: ScfResult, options: Mp2Options = {}): Promise<Mp2Result> {
  const { frozen = 0, deleted = 0 } = options;
  const { alphaCount, betaCount, orbitalCount } = scf;
  requireCount("frozen", frozen, betaCount);
  requireCount("deleted", deleted, orbitalCount - alphaCount);
  const last = orbitalCount - deleted;

  let parts: { sameSpin: number; oppositeSpin: number; singles: number };
  if (scf.method === "rhf") {
    const n = scf.basis.functionCount;
    const columns = (first: number, end: number): Float64Array => {
      const block = new Float64Array(n * (end - first));
      for (let i = 0; i < n; i++) {
        block.set(
          scf.coefficients.subarray(i * orbitalCount + first, i * orbitalCount + end),
          i * (end - first),
        );
      }
      return block;
    };
    const orbitals: CorrelatedOrbitals = {
      occupied: { coefficients: columns(frozen, alphaCount), count: alphaCount - frozen },
      virtual: { coefficients: columns(alphaCount, last), count: last - alphaCount },
      occupiedEnergies: scf.orbitalEnergies.slice(frozen, alphaCount),
      virtualEnergies: scf.orbitalEnergies.slice(alphaCount, last),
    };
    const { direct, exchange } = await correlatePair(scf.electronRepulsion, orbitals, orbitals, options);
    parts = { oppositeSpin: direct, sameSpin: direct - exchange, singles: 0 };
  } else {
    const { alpha, beta, singles } = await semicanonicalOrbitals(scf, frozen, deleted);
    const alphaAlpha = await correlatePair(scf.electronRepulsion, alpha, alpha, options);
    const betaBeta = await correlatePair(scf.electronRepulsion, beta, beta, options);
    const alphaBeta = await correlatePair(scf.electronRepulsion, alpha, beta, options);
    parts = {
      oppositeSpin: alphaBeta.direct,
      sameSpin: 0.5 * (alphaAlpha.direct - alphaAlpha.exchange + betaBeta.direct - betaBeta.exchange),
      singles,
    };
  }
  const correlationEnergy = parts.sameSpin + parts.oppositeSpin + parts.singles;
  return {
    method: scf.method === "rhf" ? "mp2" : "rohf-mbpt2",
    correlationEnergy,
    energy: scf.energy + correlationEnergy,
    ...parts,
  };
}

function requireCount(field: string, value: number, limit: number): void {
  if (Number.isInteger(value) && value >= 0 && value <= limit) return;
  throw new ChemistryArgumentError(`${field} must be an integer in [0, ${limit}], got ${value}`, {
    details: { field, value, limit },
  });
}
