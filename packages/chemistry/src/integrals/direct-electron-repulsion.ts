import type { Basis } from "../basis/basis.ts";
import type { CoulombExchange, ElectronRepulsion } from "./electron-repulsion.ts";
import { foldShares, placeOrbitals, finishTransform } from "./integral-arrays.ts";
import type { IntegralEngine } from "./integral-engine.ts";
import { directTransformScratchBytes, halfTransformedRowLength } from "./integral-kernels.ts";
import { doublesAt, integersAt } from "./integral-memory.ts";

/** Shares of the pairs: their matrices are added in this fixed order whatever the number of threads. */
const pairShares = 64;
/** Fock builds from a difference of densities before one from a whole density clears the accumulated rounding. */
const differencesBeforeReset = 10;
/** Densities whose matrices are remembered: α and β of an open shell. */
const rememberedDensities = 2;

interface Remembered extends CoulombExchange {
  readonly density: Float64Array;
  readonly differences: number;
}

/**
 * Repulsion integrals that are computed anew whenever they are needed, for bases too large to store them.
 * Coulomb and exchange matrices are linear in the density, so that those of a density close to an earlier one come from
 * the difference, most of whose integrals are screened away.
 * Source: J. Almlöf, K. Faegri, K. Korsell, J. Comput. Chem. 3, 385 (1982); M. Häser, R. Ahlrichs, J. Comput. Chem. 10,
 * 104 (1989).
 */
export function directElectronRepulsion(engine: IntegralEngine, basis: Basis): ElectronRepulsion {
  const { arena, functionCount: n, pairCount, runner } = engine;
  const { memory } = arena;
  const shellCount = basis.shells.length;
  const indices = arena.allocate(n * (n + 1) * 2);
  const packedIndices = integersAt(memory, indices, (n * (n + 1)) / 2);
  for (let i = 0, position = 0; i < n; i++)
    for (let j = 0; j <= i; j++) packedIndices[position++] = i * 65536 + j;
  let remembered: readonly Remembered[] = [];

  const build = async (density: Float64Array): Promise<CoulombExchange> => {
    const mark = arena.mark();
    const densityAddress = arena.allocate(n * n * 8);
    doublesAt(memory, densityAddress, n * n).set(density);
    const shellDensity = arena.allocate((shellCount * shellCount + 1) * 8);
    writeShellDensity(basis, density, doublesAt(memory, shellDensity, shellCount * shellCount + 1));
    const partials = arena.allocate(pairShares * 2 * n * n * 8);
    await runner.runTasks({
      name: "directCoulombExchangeTasks",
      operands: [pairCount, n, shellCount, indices, densityAddress, shellDensity, partials, pairShares],
      taskCount: pairShares,
      worthThreads: pairCount > 400,
    });
    const matrices = foldShares(memory, partials, pairShares, n);
    arena.releaseTo(mark);
    return matrices;
  };

  return {
    functionCount: n,
    coulombExchange: async (density) => {
      const closest = remembered
        .map((earlier) => ({ earlier, distance: largestDifference(density, earlier.density) }))
        .filter(({ earlier }) => earlier.differences < differencesBeforeReset)
        .sort((a, b) => a.distance - b.distance)
        .at(0);
      let matrices: Remembered;
      if (closest && closest.distance < largestDifference(density)) {
        const { earlier } = closest;
        const change = await build(density.map((value, index) => value - earlier.density[index]));
        matrices = {
          density: density.slice(),
          differences: earlier.differences + 1,
          coulomb: change.coulomb.map((value, index) => value + earlier.coulomb[index]),
          exchange: change.exchange.map((value, index) => value + earlier.exchange[index]),
        };
        remembered = remembered.filter((other) => other !== earlier);
      } else matrices = { density: density.slice(), differences: 0, ...(await build(density)) };
      remembered = [matrices, ...remembered].slice(0, rememberedDensities);
      return { coulomb: matrices.coulomb.slice(), exchange: matrices.exchange.slice() };
    },

    transform: async (p, q, r, s) => {
      const mark = arena.mark();
      const half = arena.allocate(p.count * q.count * halfTransformedRowLength(n) * 8);
      await runner.runTasks({
        name: "directHalfTransformTasks",
        operands: [n, placeOrbitals(arena, n, p), p.count, placeOrbitals(arena, n, q), q.count, half],
        taskCount: pairCount,
        worthThreads: pairCount > 400,
        scratchBytes: directTransformScratchBytes(n, p.count, q.count),
      });
      const result = await finishTransform(engine, half, p.count * q.count, r, s);
      arena.releaseTo(mark);
      return result;
    },
  };
}

/** Largest |a − b|, or |a| without b. */
function largestDifference(a: Float64Array, b?: Float64Array): number {
  let largest = 0;
  for (let index = 0; index < a.length; index++) {
    largest = Math.max(largest, Math.abs(a[index] - (b ? b[index] : 0)));
  }
  return largest;
}

/** Largest |D| of each pair of shells, then four times the largest of all. */
function writeShellDensity(basis: Basis, density: Float64Array, target: Float64Array): void {
  const n = basis.functionCount;
  let overall = 0;
  basis.shells.forEach((a, row) => {
    basis.shells.forEach((b, column) => {
      let largest = 0;
      for (const { index: i } of a.functions) {
        for (const { index: j } of b.functions) largest = Math.max(largest, Math.abs(density[i * n + j]));
      }
      target[row * basis.shells.length + column] = largest;
      overall = Math.max(overall, largest);
    });
  });
  target[basis.shells.length ** 2] = 4 * overall;
}
