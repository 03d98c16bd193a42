import type { IntegralEngine } from "./integral-engine.ts";
import {
  halfTransformedRowLength,
  paddedCount,
  transformBlock,
  transformScratchBytes,
} from "./integral-kernels.ts";
import { doublesAt } from "./integral-memory.ts";

/** J_ij = Σ_kl (ij|kl) D_kl and K_ik = Σ_jl (ij|kl) D_jl. */
export interface CoulombExchange {
  readonly coulomb: Float64Array;
  readonly exchange: Float64Array;
}

/** Columns of an n × count row-major matrix: orbitals over basis functions. */
export interface Orbitals {
  readonly coefficients: Float64Array;
  readonly count: number;
}

/** The electron repulsion integrals of a basis, kept for Fock matrices and transformations. */
export interface ElectronRepulsion {
  readonly functionCount: number;
  /** Coulomb and exchange matrices of a symmetric density, all n × n row-major. */
  coulombExchange(density: Float64Array): Promise<CoulombExchange>;
  /** (pq|rs) over four sets of orbitals at ((p·b + q)·c + r)·d + s. */
  transform(p: Orbitals, q: Orbitals, r: Orbitals, s: Orbitals): Promise<Float64Array>;
}

/** Integrals held in the engine's memory. */
export interface StoredElectronRepulsion extends ElectronRepulsion {
  /** Byte address of the packed integrals. */
  readonly address: number;
}

/** Number of distinct (ij|kl): m(m+1)/2 for m = n(n+1)/2. */
export function distinctRepulsionCount(functionCount: number): number {
  const pairs = (functionCount * (functionCount + 1)) / 2;
  return (pairs * (pairs + 1)) / 2;
}

/** Shares of the rows of the store: sums over them are added in this fixed order whatever the number of threads. */
const rowShares = 16;

/** Computes all distinct integrals and keeps them, (ij|kl) at r(r+1)/2 + s for packed positions r ≥ s of (ij) and (kl). */
export async function storeElectronRepulsion(engine: IntegralEngine): Promise<StoredElectronRepulsion> {
  const { arena, functionCount: n, runner } = engine;
  const pairs = (n * (n + 1)) / 2;
  const store = arena.allocate(distinctRepulsionCount(n) * 8);
  await runner.runTasks({
    name: "repulsionTasks",
    operands: [store],
    taskCount: engine.pairCount,
    worthThreads: pairs > 400,
  });

  return {
    functionCount: n,
    address: store,
    coulombExchange: async (density) => {
      const mark = arena.mark();
      const densityAddress = arena.allocate(n * n * 8);
      const partials = arena.allocate(rowShares * 2 * n * n * 8);
      doublesAt(arena.memory, densityAddress, n * n).set(density);
      await runner.runTasks({
        name: "coulombExchangeTasks",
        operands: [store, n, densityAddress, partials, rowShares],
        taskCount: rowShares,
        worthThreads: n > 60,
      });
      const sums = new Float64Array(2 * n * n);
      for (let share = 0; share < rowShares; share++) {
        const partial = doublesAt(arena.memory, partials + share * sums.byteLength, sums.length);
        for (let index = 0; index < sums.length; index++) sums[index] += partial[index];
      }
      arena.releaseTo(mark);
      const addTranspose = (matrix: Float64Array): Float64Array =>
        matrix.map((value, index) => value + matrix[(index % n) * n + Math.floor(index / n)]);
      return { coulomb: addTranspose(sums.subarray(0, n * n)), exchange: addTranspose(sums.subarray(n * n)) };
    },

    transform: async (p, q, r, s) => {
      const mark = arena.mark();
      const place = ({ coefficients, count }: Orbitals): number => {
        const stride = paddedCount(count);
        const address = arena.allocate(n * stride * 8);
        const padded = doublesAt(arena.memory, address, n * stride);
        for (let i = 0; i < n; i++) padded.set(coefficients.subarray(i * count, (i + 1) * count), i * stride);
        return address;
      };
      const rows = p.count * q.count;
      const columns = r.count * s.count;
      const half = arena.allocate(rows * halfTransformedRowLength(n) * 8);
      const target = arena.allocate(rows * columns * 8);
      await runner.runTasks({
        name: "halfTransformTasks",
        operands: [store, n, place(p), p.count, place(q), q.count, half],
        taskCount: Math.ceil(pairs / transformBlock),
        worthThreads: pairs * n * n * q.count > 3e6,
        scratchBytes: transformScratchBytes(n, p.count, q.count),
      });
      await runner.runTasks({
        name: "finishTransformTasks",
        operands: [half, n, place(r), r.count, place(s), s.count, target],
        taskCount: rows,
        worthThreads: rows * n * n * s.count > 3e6,
        scratchBytes: transformScratchBytes(n, r.count, s.count),
      });
      const result = doublesAt(arena.memory, target, rows * columns).slice();
      arena.releaseTo(mark);
      return result;
    },
  };
}
