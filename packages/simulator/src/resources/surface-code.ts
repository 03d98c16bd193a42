import { InvalidArgumentError } from "../errors.ts";

/**
 * The rotated surface code's logical error rate per tile and code cycle, A (p/p_th)^((d+1)/2): A = 0.1 and p_th = 0.01 fit
 * circuit noise (Fowler and Gidney, arXiv:1808.06709, section I).
 */
export interface SurfaceCode {
  /** Error rate of physical operations. */
  readonly physicalError: number;
  readonly threshold: number;
  readonly prefactor: number;
  /** Time of one round of syndrome measurements, in seconds. */
  readonly cycleSeconds: number;
}

/** How the qubits of a computation are laid out in tiles, and the code cycles (in units of d) in which one T state is used. */
export interface DataBlock {
  readonly tiles: (qubits: number) => number;
  readonly distancesPerT: number;
}

/** Data blocks of Litinski, Quantum 3, 128 (2019), arXiv:1808.02892, section 2. */
export const dataBlocks = {
  compact: { tiles: (qubits) => Math.ceil(1.5 * qubits + 3), distancesPerT: 9 },
  intermediate: { tiles: (qubits) => 2 * qubits + 4, distancesPerT: 5 },
  fast: { tiles: (qubits) => Math.ceil(2 * qubits + Math.sqrt(8 * qubits) + 1), distancesPerT: 1 },
} as const satisfies Readonly<Record<string, DataBlock>>;
export type DataBlockName = keyof typeof dataBlocks;

/** A protocol that makes good T states of bad ones. */
export interface Distillation {
  readonly name: string;
  readonly tiles: number;
  /** Code cycles of one run in units of d. */
  readonly distances: number;
  /** T states that must all be good lest a run (of 225-to-1: of its first level) is made again. */
  readonly inputs: number;
  readonly outputs: number;
  /** Error of an output from that of the inputs. */
  readonly outputError: (inputError: number) => number;
}

/** Distillation blocks of Litinski, Quantum 3, 128 (2019), arXiv:1808.02892, sections 3.3 to 3.5, from small to exact. */
export const distillations: readonly Distillation[] = [
  { name: "15-to-1", tiles: 11, distances: 11, inputs: 15, outputs: 1, outputError: (p) => 35 * p ** 3 },
  {
    name: "116-to-12",
    tiles: 44,
    distances: 99,
    inputs: 116,
    outputs: 12,
    outputError: (p) => 41.25 * p ** 4,
  },
  {
    name: "225-to-1",
    tiles: 176,
    distances: 15,
    inputs: 15,
    outputs: 1,
    outputError: (p) => 35 * (35 * p ** 3) ** 3,
  },
];

/** Logical error per tile and code cycle at a distance. */
export function logicalError({ physicalError, threshold, prefactor }: SurfaceCode, distance: number): number {
  return prefactor * (physicalError / threshold) ** ((distance + 1) / 2);
}

const greatestDistance = 99;

/**
 * The least odd distance at which `tiles` tiles over `cycles(d)` code cycles stay within an error budget.
 * Throws {@link InvalidArgumentError} if none up to 99 does.
 */
export function leastDistance(
  code: SurfaceCode,
  tiles: number,
  cycles: (distance: number) => number,
  budget: number,
): number {
  for (let distance = 3; distance <= greatestDistance; distance += 2) {
    if (tiles * cycles(distance) * logicalError(code, distance) <= budget) return distance;
  }
  throw new InvalidArgumentError(
    `no code distance up to ${greatestDistance} reaches the error budget ${budget} at the physical error ${code.physicalError}; lower the error or raise the budget`,
    { field: "physicalError" },
  );
}
