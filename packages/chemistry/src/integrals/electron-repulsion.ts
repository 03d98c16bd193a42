import type { IntegralEngine } from "./integral-engine.ts";
import { finishTransform, foldShares, placeOrbitals } from "./integral-arrays.ts";
import { halfTransformedRowLength, transformBlock, transformScratchBytes } from "./integral-kernels.ts";
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
      const matrices = foldShares(arena.memory, partials, rowShares, n);
      arena.releaseTo(mark);
      return matrices;
    },

    transform: async (p, q, r, s) => {
      const mark = arena.mark();
      const half = arena.allocate(p.count * q.count * halfTransformedRowLength(n) * 8);
      await runner.runTasks({
        name: "halfTransformTasks",
        operands: [store, n, placeOrbitals(arena, n, p), p.count, placeOrbitals(arena, n, q), q.count, half],
        taskCount: Math.ceil(pairs / transformBlock),
        worthThreads: pairs * n * n * q.count > 3e6,
        scratchBytes: transformScratchBytes(n, p.count, q.count),
      });
      const result = await finishTransform(engine, half, p.count * q.count, r, s);
      arena.releaseTo(mark);
      return result;
    },
  };
}
