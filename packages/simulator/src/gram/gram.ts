import { InvalidArgumentError } from "../errors.ts";
import type { KernelBuildName } from "../kernels/load-kernels.ts";
import type { ComputePool } from "../workers/compute-pool.ts";
import { PlainArena } from "./plain-arena.ts";
import { productBlochVectors, productFidelities, productOverlaps, productStates } from "./product-states.ts";
import { arenaBytes, checkArenaSize } from "./state-arena.ts";
import type { ArenaSize, StateArena } from "./state-arena.ts";
import { checkPreparation, qubitCountOf } from "./state-preparation.ts";
import type { StatePreparation } from "./state-preparation.ts";
import { WasmArena } from "./wasm-arena.ts";

export interface GramOptions {
  /** Threads; without it everything runs on the caller's. The result has the same bits for any number. */
  readonly pool?: ComputePool | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Default: what 32 bits address. */
  readonly memoryLimitBytes?: number | undefined;
  /** "auto" takes compiled kernels where shared memory can be had. */
  readonly backend?: "auto" | "wasm" | "typescript" | undefined;
  readonly build?: KernelBuildName | undefined;
  /** Multiplies product states out like all others; for tests. */
  readonly keepProducts?: boolean | undefined;
  /** Rows and columns of a tile, a multiple of 3; for tests and measurements. */
  readonly blockRows?: number | undefined;
}

/** Bytes of a Gram matrix of so many states on `qubitCount` qubits: 16·2^n a state, 8 an element (16 for overlaps). */
export function gramMemoryBytes(options: {
  readonly qubitCount: number;
  readonly rowCount: number;
  /** Columns of a rectangular matrix, whose states come on top. */
  readonly columnCount?: number;
  readonly overlaps?: boolean;
}): number {
  const { qubitCount, rowCount, columnCount, overlaps = false } = options;
  const stateCount = rowCount + (columnCount ?? 0);
  const resultCount = rowCount * (columnCount ?? rowCount) * (overlaps ? 2 : 1);
  return arenaBytes({ qubitCount, stateCount, resultCount });
}

function createArena(size: ArenaSize, options: GramOptions): StateArena {
  checkArenaSize(size, options.memoryLimitBytes);
  const { backend = "auto", blockRows } = options;
  if (blockRows !== undefined && !(Number.isInteger(blockRows) && blockRows >= 3 && blockRows % 3 === 0)) {
    throw new InvalidArgumentError(`blockRows must be a positive multiple of 3, got ${blockRows}`, {
      field: "blockRows",
    });
  }
  const isWasm = backend === "wasm" || (backend === "auto" && typeof SharedArrayBuffer !== "undefined");
  return isWasm ? new WasmArena({ ...size, ...options }) : new PlainArena(size);
}

function checkPair(left: StatePreparation, right: StatePreparation | undefined): void {
  checkPreparation("left", left);
  if (!right) return;
  checkPreparation("right", right);
  if (qubitCountOf(left) !== qubitCountOf(right)) {
    throw new InvalidArgumentError(
      `right must have the ${qubitCountOf(left)} qubits of left, got ${qubitCountOf(right)}`,
      { field: "right" },
    );
  }
}

async function multiply(
  left: StatePreparation,
  right: StatePreparation | undefined,
  overlaps: boolean,
  options: GramOptions,
): Promise<{ real: Float64Array; imaginary: Float64Array }> {
  const stateCount = left.rowCount + (right?.rowCount ?? 0);
  const resultCount = left.rowCount * (right?.rowCount ?? left.rowCount) * (overlaps ? 2 : 1);
  const { signal } = options;
  await using arena = createArena({ qubitCount: qubitCountOf(left), stateCount, resultCount }, options);
  await arena.prepare(left, 0, signal);
  if (right) await arena.prepare(right, left.rowCount, signal);
  const columns = right ? { first: left.rowCount, count: right.rowCount } : undefined;
  return await arena.multiply({ first: 0, count: left.rowCount }, columns, { overlaps, signal });
}

function asProducts(
  left: StatePreparation,
  right: StatePreparation | undefined,
  options: GramOptions,
): Parameters<typeof productFidelities> | undefined {
  if (options.keepProducts === true) return undefined;
  const rows = productStates(left);
  if (!rows) return undefined;
  const columns = right && productStates(right);
  return right && !columns ? undefined : [rows, columns];
}

/**
 * Fidelities |⟨ψ_i|φ_j⟩|² of every state of `left` with every one of `right`, row-major; without `right` of `left` with itself:
 * symmetric bit by bit, one half calculated. Each state is prepared once and kept ({@link gramMemoryBytes}); product states
 * are compared qubit by qubit, whatever their number.
 *
 * Throws {@link InvalidArgumentError} for preparations whose parts do not fit, SimulationTooLargeError for what does not
 * fit the memory, with its size; rejects with `signal.reason` when aborted.
 */
export async function fidelityMatrix(
  left: StatePreparation,
  right?: StatePreparation,
  options: GramOptions = {},
): Promise<Float64Array> {
  checkPair(left, right);
  const products = asProducts(left, right, options);
  if (products) return productFidelities(...products);
  return (await multiply(left, right, false, options)).real;
}

/** ⟨ψ_i|φ_j⟩, global phases included, row-major; like {@link fidelityMatrix} and with its errors. Hermitian without `right`. */
export async function overlapMatrix(
  left: StatePreparation,
  right?: StatePreparation,
  options: GramOptions = {},
): Promise<{ real: Float64Array; imaginary: Float64Array }> {
  checkPair(left, right);
  const products = asProducts(left, right, options);
  if (products) return productOverlaps(...products);
  return multiply(left, right, true, options);
}

/**
 * The Bloch vector (⟨X⟩, ⟨Y⟩, ⟨Z⟩) of each qubit of each state, row-major, rowCount × qubitCount × 3: the one-qubit reduced
 * density matrices (1 + r·σ)/2. Errors as of {@link fidelityMatrix}.
 */
export async function blochTable(
  preparation: StatePreparation,
  options: GramOptions = {},
): Promise<Float64Array> {
  checkPair(preparation, undefined);
  const products = asProducts(preparation, undefined, options);
  if (products) return productBlochVectors(products[0]);
  const { rowCount } = preparation;
  const qubitCount = qubitCountOf(preparation);
  const size = { qubitCount, stateCount: rowCount, resultCount: 3 * qubitCount * rowCount };
  await using arena = createArena(size, options);
  await arena.prepare(preparation, 0, options.signal);
  return await arena.blochVectors({ first: 0, count: rowCount }, options.signal);
}

/** The amplitudes of every state, rowCount × 2^n, row by row. Errors as of {@link fidelityMatrix}. */
export async function prepareStates(
  preparation: StatePreparation,
  options: GramOptions = {},
): Promise<{ real: Float64Array; imaginary: Float64Array }> {
  checkPair(preparation, undefined);
  const { rowCount } = preparation;
  const size = { qubitCount: qubitCountOf(preparation), stateCount: rowCount, resultCount: 0 };
  await using arena = createArena(size, options);
  await arena.prepare(preparation, 0, options.signal);
  return arena.read({ first: 0, count: rowCount });
}
