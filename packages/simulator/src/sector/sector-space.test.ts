import fc from "fast-check";
import { expect, test } from "vitest";
import { InvalidArgumentError, SectorTooLargeError } from "../errors.ts";
import { KernelMemory } from "../kernels/kernel-memory.ts";
import { randomHamiltonian } from "../testing/random-hamiltonian.ts";
import { singlesAndDoubles } from "../testing/singles-and-doubles.ts";
import { occupationRank, occupationStrings } from "./occupation-strings.ts";
import { findOrbitalSymmetry, largestSymmetryBlock } from "./orbital-symmetry.ts";
import { createSectorEngine } from "./sector-engine.ts";
import { placeProgram } from "./sector-program.ts";
import { createSectorSpace, sectorDeterminantCount, sectorMemoryBytes } from "./sector-space.ts";
import { placeSystem } from "./sector-system.ts";

test("strings are all masks with the right number of bits, in ascending order, and know their rank", () => {
  for (const [n, electrons] of [
    [1, 0],
    [1, 1],
    [6, 3],
    [9, 2],
    [30, 2],
    [30, 29],
    [30, 30],
  ]) {
    const strings = occupationStrings(n, electrons);
    strings.forEach((mask, index) => {
      if (index > 0) expect(mask).toBeGreaterThan(strings[index - 1]);
      expect(mask).toBeLessThan(2 ** n);
      expect(mask.toString(2).replaceAll("0", "").length).toBe(electrons);
      expect(occupationRank(mask)).toBe(index);
    });
  }
});

test("determinants are counted by binomial coefficients", () => {
  expect(sectorDeterminantCount(8, 4, 4)).toBe(4_900);
  expect(sectorDeterminantCount(10, 7, 7)).toBe(14_400);
  expect(sectorDeterminantCount(12, 6, 6)).toBe(853_776);
  expect(sectorDeterminantCount(30, 15, 15)).toBe(155_117_520 ** 2);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 9 }), fc.nat(), fc.nat(), (n, a, b) => {
      const [alpha, beta] = [a % (n + 1), b % (n + 1)];
      const space = createSectorSpace(n, alpha, beta);
      expect(space.determinantCount).toBe(space.alphaStrings.length * space.betaStrings.length);
      expect(space.determinantCount).toBe(sectorDeterminantCount(n, alpha, beta));
    }),
    { seed: 107 },
  );
});

test.each([
  { orbitals: 12, alpha: 6, beta: 6, labels: undefined },
  { orbitals: 8, alpha: 4, beta: 4, labels: [0, 1, 0, 1, 0, 1, 0, 1] },
  { orbitals: 9, alpha: 5, beta: 2, labels: undefined },
  { orbitals: 2, alpha: 1, beta: 1, labels: undefined },
])(
  "tables and vectors take no more than the memory told before for %o",
  ({ orbitals, alpha, beta, labels }) => {
    const space = createSectorSpace(orbitals, alpha, beta);
    const ansatz = singlesAndDoubles(space, labels);
    const hamiltonian = randomHamiltonian(orbitals, 109, labels);
    const symmetry = findOrbitalSymmetry(hamiltonian, ansatz.excitations);
    const told = sectorMemoryBytes(orbitals, alpha, beta, {
      storedDeterminants: largestSymmetryBlock(space, symmetry),
      excitationCount: ansatz.excitations.length,
      davidsonVectors: 0,
      threads: 2,
    });
    const memory = new KernelMemory({ maximumBytes: told, shared: false });
    const system = placeSystem(memory, space, hamiltonian, symmetry, 2);
    placeProgram(memory, system, ansatz);
    expect(memory.usedBytes).toBeLessThanOrEqual(told);
    expect(memory.usedBytes).toBeGreaterThan(8 * 2 * system.layouts[0].elementCount);
  },
);

test("counts that do not fit are refused with the allowed range", () => {
  expect(() => createSectorSpace(31, 1, 1)).toThrow(InvalidArgumentError);
  expect(() => createSectorSpace(31, 1, 1)).toThrow("orbitalCount must be an integer in [1, 30], got 31");
  expect(() => createSectorSpace(4, 5, 1)).toThrow("alphaCount must be an integer in [0, 4], got 5");
  expect(() => sectorDeterminantCount(4, 1, -1)).toThrow("betaCount must be an integer in [0, 4], got -1");
  expect(() => createSectorSpace(4, 1.5, 1)).toThrow("got 1.5");
});

test("a space beyond the addressable memory is refused with the bytes it needs, before anything is built", () => {
  try {
    createSectorSpace(30, 15, 15);
    expect.unreachable();
  } catch (error) {
    expect(error).toBeInstanceOf(SectorTooLargeError);
    const { code, details, message } = error as SectorTooLargeError;
    expect(code).toBe("too-large");
    expect(details.bytesNeeded).toBe(sectorMemoryBytes(30, 15, 15, { davidsonVectors: 0 }));
    expect(details.bytesAvailable).toBeLessThan(2 ** 32);
    expect(message).toContain("fewer active orbitals");
  }
});

test("a memory limit is kept: the engine is refused, or the solver works with fewer vectors", async () => {
  const space = createSectorSpace(10, 4, 4);
  const hamiltonian = randomHamiltonian(10, 113);
  await expect(createSectorEngine({ space, hamiltonian, memoryLimitBytes: 2 ** 21 })).rejects.toThrow(
    SectorTooLargeError,
  );
  await using roomy = await createSectorEngine({ space, hamiltonian });
  const wide = await roomy.solveLowest({ spin: 0 });
  const limitFor = (davidsonVectors: number): number => sectorMemoryBytes(10, 4, 4, { davidsonVectors });
  await using tight = await createSectorEngine({ space, hamiltonian, memoryLimitBytes: limitFor(1) });
  const narrow = await tight.solveLowest({ spin: 0 });
  expect(narrow.converged).toBe(true);
  expect(Math.abs(narrow.energy - wide.energy)).toBeLessThan(1e-10);
  expect(narrow.iterations).toBeGreaterThan(wide.iterations);
  await using cramped = await createSectorEngine({ space, hamiltonian, memoryLimitBytes: limitFor(0) });
  await expect(cramped.solveLowest()).rejects.toThrow("the Davidson solver: 44,100 determinants need");
  expect(Number.isFinite(await cramped.energy(new Float64Array(0)))).toBe(true);
});
