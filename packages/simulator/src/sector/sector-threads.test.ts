import { afterAll, expect, test } from "vitest";
import { createRandom } from "../math/random.ts";
import { dot } from "../testing/dense-fermions.ts";
import { randomHamiltonian } from "../testing/random-hamiltonian.ts";
import { singlesAndDoubles } from "../testing/singles-and-doubles.ts";
import { createComputePool } from "../workers/piscina-pool.ts";
import { createSectorEngine, type SectorEngineOptions } from "./sector-engine.ts";
import { createSectorSpace } from "./sector-space.ts";

const pools = [1, 2, 3].map((threads) => createComputePool({ threads }));

afterAll(async () => {
  for (const pool of pools) await pool[Symbol.asyncDispose]();
});

const cases = [
  { orbitals: 6, alpha: 3, beta: 3, labels: [0, 1, 0, 1, 0, 1] },
  { orbitals: 6, alpha: 3, beta: 3, labels: undefined },
  { orbitals: 7, alpha: 4, beta: 2, labels: [0, 1, 2, 3, 0, 1, 2] },
  // Blocks of odd length.
  { orbitals: 8, alpha: 6, beta: 6, labels: [0, 1, 1, 0, 2, 4, 3, 5] },
];

/** Everything an engine computes, as one list of numbers. */
async function results(
  { orbitals, alpha, beta, labels }: (typeof cases)[number],
  options: Omit<SectorEngineOptions, "space" | "hamiltonian">,
): Promise<{ numbers: number[]; threads: number }> {
  const space = createSectorSpace(orbitals, alpha, beta);
  const hamiltonian = randomHamiltonian(orbitals, 61, labels);
  const ansatz = singlesAndDoubles(space, labels);
  await using engine = await createSectorEngine({ space, hamiltonian, ansatz, ...options });
  const random = createRandom(67);
  const parameters = Float64Array.from({ length: ansatz.parameterCount }, () => 0.2 * random.normal());
  const vector = Float64Array.from({ length: space.determinantCount }, random.normal);
  const { energy, gradient } = await engine.energyAndGradient(parameters);
  const lowest = await engine.solveLowest();
  return {
    numbers: [
      energy,
      ...gradient,
      ...(await engine.state(parameters)),
      ...(await engine.applyHamiltonian(vector)),
      lowest.energy,
      ...lowest.vector,
    ],
    threads: engine.threads,
  };
}

test.each(cases)("any number of threads gives the same bits for %o", async (sector) => {
  const inline = await results(sector, {});
  expect(inline.numbers.every(Number.isFinite)).toBe(true);
  for (const pool of pools) {
    const threaded = await results(sector, { pool, threadsThreshold: 0 });
    expect(threaded.threads).toBe(pool.threads);
    expect(threaded.numbers).toEqual(inline.numbers);
  }
});

test("the sweeps of a space large enough for all threads give the same bits on one and on two", async () => {
  const space = createSectorSpace(10, 5, 5);
  const hamiltonian = randomHamiltonian(10, 101);
  const all = singlesAndDoubles(space);
  const ansatz = { ...all, excitations: all.excitations.filter((_, index) => index % 20 < 3) };
  const random = createRandom(103);
  const parameters = Float64Array.from({ length: ansatz.parameterCount }, () => 0.2 * random.normal());
  const evaluations = [];
  for (const pool of pools) {
    await using engine = await createSectorEngine({ space, hamiltonian, ansatz, pool, threadsThreshold: 0 });
    evaluations.push(await engine.energyAndGradient(parameters));
  }
  expect(evaluations[0].gradient.some((slope) => Math.abs(slope) > 0.01)).toBe(true);
  for (const evaluation of evaluations) expect(evaluation).toEqual(evaluations[0]);
});

// Products are rounded differently where the kernels fuse them; the lowest eigenvector may differ by the square root.
test.each(cases)("WASM kernels agree with their TypeScript twins for %o", async (sector) => {
  const twin = await results(sector, { backend: "typescript" });
  const spread = Math.max(...twin.numbers) - Math.min(...twin.numbers);
  expect(spread).toBeGreaterThan(1);
  const vectorStart =
    twin.numbers.length - createSectorSpace(sector.orbitals, sector.alpha, sector.beta).determinantCount;
  for (const kernelBuild of ["relaxedSimd", "simd"] as const) {
    const wasm = await results(sector, { backend: "wasm", kernelBuild });
    expect(wasm.numbers.length).toBe(twin.numbers.length);
    wasm.numbers.forEach((value, index) => {
      expect(Math.abs(value - twin.numbers[index])).toBeLessThan(index < vectorStart ? 1e-12 * spread : 1e-6);
    });
  }
});

test("factors whose spin partners commute keep a state equal to its transpose, and the energy exact", async () => {
  const space = createSectorSpace(6, 3, 3);
  const all = singlesAndDoubles(space);
  // Partners (iα jβ → aα bβ) and (jα iβ → bα aβ) commute unless they share a spin orbital: i = j or a = b, not both.
  const excitations = all.excitations.filter(({ create, annihilate }) => {
    const repeats = (spinOrbitals: readonly number[]): number => new Set(spinOrbitals.map((p) => p % 6)).size;
    return repeats(create) === repeats(annihilate);
  });
  expect(excitations.length).toBeGreaterThan(30);
  const hamiltonian = randomHamiltonian(6, 71);
  await using engine = await createSectorEngine({ space, hamiltonian, ansatz: { ...all, excitations } });
  const random = createRandom(73);
  const parameters = Float64Array.from({ length: all.parameterCount }, random.normal);
  const state = await engine.state(parameters);
  const count = space.alphaStrings.length;
  let largest = 0;
  for (let a = 0; a < count; a++) {
    for (let b = 0; b < a; b++)
      largest = Math.max(largest, Math.abs(state[a * count + b] - state[b * count + a]));
  }
  expect(largest).toBeLessThan(1e-13);
  const image = await engine.applyHamiltonian(state);
  expect(await engine.energy(parameters)).toBeCloseTo(dot(state, image), 11);
});
