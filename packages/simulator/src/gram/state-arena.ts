import { SimulationTooLargeError } from "../errors.ts";
import type { StatePreparation } from "./state-preparation.ts";

/** Neighbouring states of an arena. */
export interface StateRange {
  readonly first: number;
  readonly count: number;
}

export interface ArenaMatrix {
  /** |⟨a|b⟩|², or Re⟨a|b⟩ where overlaps were asked for; row-major. */
  readonly real: Float64Array;
  readonly imaginary: Float64Array;
}

/** Many states in one piece of memory, each as 2^n real parts and 2^n imaginary parts. */
export interface StateArena extends AsyncDisposable {
  /** Fills the states from `first` on, one a row. */
  prepare(preparation: StatePreparation, first: number, signal?: AbortSignal): Promise<void>;
  /** Fidelities or overlaps of all pairs; `right` undefined: of `left` with itself, exactly Hermitian. */
  multiply(
    left: StateRange,
    right: StateRange | undefined,
    options: { readonly overlaps: boolean; readonly signal?: AbortSignal | undefined },
  ): Promise<ArenaMatrix>;
  /** ⟨X⟩, ⟨Y⟩, ⟨Z⟩ of each qubit, 3n a state. */
  blochVectors(range: StateRange, signal?: AbortSignal): Promise<Float64Array>;
  /** A copy of the amplitudes. */
  read(range: StateRange): { real: Float64Array; imaginary: Float64Array };
}

/** What an arena is for: its size follows from it. */
export interface ArenaSize {
  readonly qubitCount: number;
  readonly stateCount: number;
  /** Doubles of results: matrix elements (twice for overlaps), Bloch vectors. */
  readonly resultCount: number;
}

/** What is left of the 4 GiB that a 32-bit memory holds after workspaces and tables. */
const greatestBytes = 2 ** 32 - 2 ** 26;

/** Bytes of the states (16·2^n each) and of the results. */
export function arenaBytes({ qubitCount, stateCount, resultCount }: ArenaSize): number {
  return stateCount * 16 * 2 ** qubitCount + 8 * resultCount;
}

/** Throws {@link SimulationTooLargeError} where states and results exceed what can be addressed or may be used. */
export function checkArenaSize(size: ArenaSize, memoryLimitBytes = greatestBytes): void {
  const bytesNeeded = arenaBytes(size);
  const bytesAvailable = Math.min(greatestBytes, memoryLimitBytes);
  if (bytesNeeded <= bytesAvailable) return;
  const { qubitCount, stateCount } = size;
  throw new SimulationTooLargeError(
    `${stateCount} states of ${qubitCount} qubits with their results need ${bytesNeeded} bytes; at most ${bytesAvailable} may ` +
      "be used: take fewer rows (landmarks of a Nyström approximation) or fewer qubits",
    { qubitCount, bytesNeeded, bytesAvailable },
  );
}
