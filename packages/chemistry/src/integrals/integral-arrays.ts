import type { CoulombExchange, Orbitals } from "./electron-repulsion.ts";
import type { IntegralEngine } from "./integral-engine.ts";
import { paddedCount, transformScratchBytes } from "./integral-kernels.ts";
import { doublesAt, type IntegralMemory } from "./integral-memory.ts";

/** J = P + Pᵀ and K = Q + Qᵀ of the matrices P and Q that the shares of a Fock build left, added in order. */
export function foldShares(
  memory: WebAssembly.Memory,
  partials: number,
  shares: number,
  n: number,
): CoulombExchange {
  const sums = new Float64Array(2 * n * n);
  for (let share = 0; share < shares; share++) {
    const partial = doublesAt(memory, partials + share * sums.byteLength, sums.length);
    for (let index = 0; index < sums.length; index++) sums[index] += partial[index];
  }
  const addTranspose = (first: number): Float64Array => {
    const matrix = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j <= i; j++) {
        matrix[i * n + j] = matrix[j * n + i] = sums[first + i * n + j] + sums[first + j * n + i];
      }
    }
    return matrix;
  };
  return { coulomb: addTranspose(0), exchange: addTranspose(n * n) };
}

/** Writes orbitals with padded rows for the transformation kernels and returns their address. */
export function placeOrbitals(arena: IntegralMemory, n: number, { coefficients, count }: Orbitals): number {
  const stride = paddedCount(count);
  const address = arena.allocate(n * stride * 8);
  const padded = doublesAt(arena.memory, address, n * stride);
  for (let i = 0; i < n; i++) padded.set(coefficients.subarray(i * count, (i + 1) * count), i * stride);
  return address;
}

/** Second half of a transformation: (row|rs) from the half-transformed rows. */
export async function finishTransform(
  { arena, functionCount: n, runner }: IntegralEngine,
  half: number,
  rows: number,
  r: Orbitals,
  s: Orbitals,
): Promise<Float64Array> {
  const columns = r.count * s.count;
  const target = arena.allocate(rows * columns * 8);
  await runner.runTasks({
    name: "finishTransformTasks",
    operands: [half, n, placeOrbitals(arena, n, r), r.count, placeOrbitals(arena, n, s), s.count, target],
    taskCount: rows,
    worthThreads: rows * n * n * s.count > 3e6,
    scratchBytes: transformScratchBytes(n, r.count, s.count),
  });
  return doublesAt(arena.memory, target, rows * columns).slice();
}
