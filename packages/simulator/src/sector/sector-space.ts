import { InvalidArgumentError, SectorTooLargeError } from "../errors.ts";
import { binomial, occupationStrings } from "./occupation-strings.ts";

/**
 * All determinants with fixed numbers of α and β electrons.
 *
 * Basis order: row = α string, column = β string, both in ascending order of the occupation mask;
 * amplitude index = alphaIndex · betaStrings.length + betaIndex. A determinant is the product of creation
 * operators in ascending spin-orbital order (all α, then all β) on the vacuum, so its amplitude equals the
 * Jordan–Wigner amplitude at index (alphaMask | betaMask << orbitalCount) without a sign.
 */
export interface SectorSpace {
  readonly orbitalCount: number;
  readonly alphaCount: number;
  readonly betaCount: number;
  readonly alphaStrings: Uint32Array;
  readonly betaStrings: Uint32Array;
  readonly determinantCount: number;
}

/** What {@link sectorMemoryBytes} counts beside the tables of the Hamiltonian. */
export interface SectorMemoryOptions {
  /** Factors of the ansatz; 0 (the default) without one. */
  readonly excitationCount?: number;
  /** Subspace size of the Davidson solver; 0 leaves it out. Default {@link defaultDavidsonVectors}. */
  readonly davidsonVectors?: number;
  /** Threads that share the memory; default 1. */
  readonly threads?: number;
  /** Determinants of one symmetry label, of which vectors consist; all by default, as without symmetry. */
  readonly storedDeterminants?: number;
}

/** Trial vectors that the Davidson solver keeps before it collapses its subspace; fewer where memory is short. */
export const defaultDavidsonVectors = 8;

/** Vectors that a Davidson run of so many trial vectors takes: their images, and those of one vector's kind. */
export function davidsonVectorCount(trialVectors: number): number {
  return 2 * trialVectors + 7;
}

/** The kernels address 32-bit memory. */
export const kernelMemoryLimitBytes = 2 ** 32 - 65536;

function validateCounts(orbitalCount: number, alphaCount: number, betaCount: number): void {
  if (!Number.isInteger(orbitalCount) || orbitalCount < 1 || orbitalCount > 30) {
    throw new InvalidArgumentError(
      `orbitalCount must be an integer in [1, 30], got ${String(orbitalCount)}; choose a smaller active space`,
      { orbitalCount },
    );
  }
  for (const [name, count] of [
    ["alphaCount", alphaCount],
    ["betaCount", betaCount],
  ] as const) {
    if (!Number.isInteger(count) || count < 0 || count > orbitalCount) {
      throw new InvalidArgumentError(
        `${name} must be an integer in [0, ${orbitalCount}], got ${String(count)}`,
        {
          [name]: count,
        },
      );
    }
  }
}

/** Number of determinants of a sector, C(n, N_α)·C(n, N_β), without building anything. */
export function sectorDeterminantCount(orbitalCount: number, alphaCount: number, betaCount: number): number {
  validateCounts(orbitalCount, alphaCount, betaCount);
  return binomial(orbitalCount, alphaCount) * binomial(orbitalCount, betaCount);
}

/**
 * An upper estimate of the memory in bytes that an engine needs for its vectors and tables, told before a run.
 * Symmetry found in the integrals lowers the real need: `storedDeterminants` falls to about their number over 2ᵏ.
 */
export function sectorMemoryBytes(
  orbitalCount: number,
  alphaCount: number,
  betaCount: number,
  options: SectorMemoryOptions = {},
): number {
  const determinants = sectorDeterminantCount(orbitalCount, alphaCount, betaCount);
  const { excitationCount = 0, davidsonVectors = defaultDavidsonVectors, threads = 1 } = options;
  const { storedDeterminants = determinants } = options;
  const pairs = (orbitalCount * (orbitalCount + 1)) / 2;
  const stringBytes = [alphaCount, betaCount].map((electrons) => {
    const holes = orbitalCount - electrons;
    const singles = electrons * holes;
    const doubles = binomial(electrons, 2) * binomial(holes, 2);
    const perString = 12 * (1 + singles + doubles) + 24 * (singles + electrons) + 64;
    return binomial(orbitalCount, electrons) * perString;
  });
  const excitationBytes = 320 + 16 * Math.max(binomial(orbitalCount - 2, alphaCount - 1), 1);
  // ψ, λ, two work vectors and the two of a plain product.
  const vectors = 6 + (davidsonVectors > 0 ? davidsonVectorCount(davidsonVectors) - 2 : 0);
  const workTile = 8 * pairs * Math.max(binomial(orbitalCount, betaCount), 4);
  return Math.ceil(
    8 * storedDeterminants * vectors +
      stringBytes[0] +
      stringBytes[1] +
      32 * pairs ** 2 +
      excitationCount * excitationBytes +
      threads * Math.min(workTile, 2 ** 20) +
      2 ** 20,
  );
}

/**
 * The determinant space of `alphaCount` and `betaCount` electrons in `orbitalCount` ≤ 30 orbitals.
 * Throws {@link InvalidArgumentError} on counts that do not fit, {@link SectorTooLargeError} when not even the
 * state vectors fit into the memory that the kernels address.
 */
export function createSectorSpace(orbitalCount: number, alphaCount: number, betaCount: number): SectorSpace {
  const determinantCount = sectorDeterminantCount(orbitalCount, alphaCount, betaCount);
  assertFits(
    determinantCount,
    sectorMemoryBytes(orbitalCount, alphaCount, betaCount, { davidsonVectors: 0 }),
    kernelMemoryLimitBytes,
    `${alphaCount} α and ${betaCount} β electrons in ${orbitalCount} orbitals`,
  );
  return Object.freeze({
    orbitalCount,
    alphaCount,
    betaCount,
    alphaStrings: occupationStrings(orbitalCount, alphaCount),
    betaStrings: occupationStrings(orbitalCount, betaCount),
    determinantCount,
  });
}

/** Throws {@link SectorTooLargeError} when more bytes are needed than available. */
export function assertFits(
  determinantCount: number,
  bytesNeeded: number,
  bytesAvailable: number,
  what: string,
): void {
  if (bytesNeeded > bytesAvailable) throw tooLarge(what, determinantCount, bytesNeeded, bytesAvailable);
}

/** The error that says how much is needed and what to change. */
export function tooLarge(
  what: string,
  determinantCount: number,
  bytesNeeded: number,
  bytesAvailable: number,
): SectorTooLargeError {
  const mebibytes = (bytes: number): string => Math.ceil(bytes / 2 ** 20).toLocaleString("en-US");
  return new SectorTooLargeError(
    `${what}: ${determinantCount.toLocaleString("en-US")} determinants need ${mebibytes(bytesNeeded)} MiB, ` +
      `but ${mebibytes(bytesAvailable)} MiB are available; freeze the core or choose fewer active orbitals`,
    { determinantCount, bytesNeeded, bytesAvailable },
  );
}
