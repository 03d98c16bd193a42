import { describe, expect, test } from "vitest";
import { createRandom } from "../math/random.ts";
import {
  denseEigen,
  denseGenerator,
  denseHamiltonian,
  denseOneBodyDensity,
  denseSpinSquared,
  dot,
  multiply,
  multiplyExponential,
} from "../testing/dense-fermions.ts";
import { randomHamiltonian } from "../testing/random-hamiltonian.ts";
import type { SectorAnsatz, SectorExcitation } from "./sector-ansatz.ts";
import { createSectorEngine, type SectorEngineOptions } from "./sector-engine.ts";
import { createSectorSpace, type SectorSpace } from "./sector-space.ts";

/** Every backend and kernel build runs the same tests. */
const backends: readonly (Pick<SectorEngineOptions, "backend" | "kernelBuild"> & {
  readonly title: string;
})[] = [
  { title: "typescript", backend: "typescript" },
  { title: "wasm with relaxed SIMD", backend: "wasm", kernelBuild: "relaxedSimd" },
  { title: "wasm with SIMD", backend: "wasm", kernelBuild: "simd" },
];

/** Sums of some ten thousand products of numbers near 1. */
const roundingTolerance = 1e-12;

/** Electrons and orbitals, with symmetry labels or without; the last ones are open shells and edge cases. */
const sectors = [
  { orbitals: 4, alpha: 2, beta: 2 },
  { orbitals: 4, alpha: 2, beta: 2, labels: [0, 1, 0, 1] },
  { orbitals: 5, alpha: 3, beta: 2, labels: [0, 1, 2, 3, 0] },
  { orbitals: 5, alpha: 2, beta: 2, labels: [0, 1, 2, 0, 1] },
  { orbitals: 4, alpha: 3, beta: 1 },
  { orbitals: 3, alpha: 1, beta: 2, labels: [0, 0, 1] },
  { orbitals: 3, alpha: 2, beta: 0 },
  { orbitals: 2, alpha: 2, beta: 2 },
  { orbitals: 1, alpha: 1, beta: 0 },
];

function randomVector(length: number, seed: number): Float64Array {
  const random = createRandom(seed);
  const vector = Float64Array.from({ length }, random.normal);
  const norm = Math.sqrt(dot(vector, vector));
  return vector.map((value) => value / norm);
}

/** One excitation of every kind that fits: singles, doubles, triples, conditioned ones, in scrambled operator order. */
function assortedExcitations(n: number): SectorExcitation[] {
  const kinds: [number[], number[]][] = [
    [[2], [0]],
    [[n + 2], [n + 1]],
    [
      [3, 2],
      [0, 1],
    ],
    [
      [n + 2, n + 3],
      [n + 1, n],
    ],
    [
      [n + 3, 2],
      [1, n],
    ],
    [
      [2, n + 2],
      [0, n],
    ],
    [
      [n + 2, 2],
      [n, 0],
    ],
    [
      [3, n + 2, 2],
      [n + 1, 1, 0],
    ],
    [
      [2, 3, n + 2, n + 3],
      [n + 1, 0, n, 1],
    ],
    [
      [3, 1],
      [1, 0],
    ],
    [
      [1, n + 3],
      [n + 1, 1],
    ],
    [[1], [3]],
  ];
  return kinds.map(([create, annihilate], index) => ({
    create,
    annihilate,
    parameter: index % 5,
    coefficient: index % 3 === 0 ? -0.7 : 1.1,
  }));
}

function denseState(space: SectorSpace, ansatz: SectorAnsatz, parameters: Float64Array): Float64Array {
  const { alphaMask, betaMask } = ansatz.reference ?? {
    alphaMask: 2 ** space.alphaCount - 1,
    betaMask: 2 ** space.betaCount - 1,
  };
  let state: Float64Array = new Float64Array(space.determinantCount);
  state[
    space.alphaStrings.indexOf(alphaMask) * space.betaStrings.length + space.betaStrings.indexOf(betaMask)
  ] = 1;
  for (const excitation of ansatz.excitations) {
    const angle = excitation.coefficient * parameters[excitation.parameter];
    state = multiplyExponential(denseGenerator(space, excitation), angle, state);
  }
  return state;
}

const largestDifference = (left: Float64Array, right: Float64Array): number =>
  left.reduce((largest, value, index) => Math.max(largest, Math.abs(value - right[index])), 0);

describe.each(backends)("$title", (backend) => {
  test.each(sectors)("H|v⟩ equals the dense matrix for %o", async ({ orbitals, alpha, beta, labels }) => {
    const space = createSectorSpace(orbitals, alpha, beta);
    const hamiltonian = randomHamiltonian(orbitals, 3, labels);
    await using engine = await createSectorEngine({ space, hamiltonian, ...backend });
    const vector = randomVector(space.determinantCount, 5);
    const expected = multiply(denseHamiltonian(space, hamiltonian), vector);
    expect(dot(expected, expected)).toBeGreaterThan(1e-3);
    expect(largestDifference(await engine.applyHamiltonian(vector), expected)).toBeLessThan(
      roundingTolerance,
    );
  });

  test.each(assortedExcitations(4).map((excitation, index) => ({ index, excitation })))(
    "factor $index equals the exponential of its dense generator",
    async ({ excitation }) => {
      const space = createSectorSpace(4, 2, 2);
      const hamiltonian = randomHamiltonian(4, 7);
      // Other factors first, so that every amplitude takes part.
      const spread = assortedExcitations(4).map((other, index) => ({
        ...other,
        parameter: index,
        coefficient: 1,
      }));
      const ansatz = {
        parameterCount: spread.length + 1,
        excitations: [...spread, { ...excitation, parameter: spread.length }],
      };
      await using engine = await createSectorEngine({ space, hamiltonian, ansatz, ...backend });
      const parameters = randomVector(ansatz.parameterCount, 11);
      parameters[spread.length] = 0.9;
      const state = await engine.state(parameters);
      expect(Math.abs(dot(state, state) - 1)).toBeLessThan(roundingTolerance);
      expect(largestDifference(state, denseState(space, ansatz, parameters))).toBeLessThan(roundingTolerance);
    },
  );

  test.each([
    { orbitals: 4, alpha: 2, beta: 2, reference: undefined },
    { orbitals: 4, alpha: 3, beta: 1, reference: { alphaMask: 0b1011, betaMask: 0b0001 } },
    { orbitals: 5, alpha: 2, beta: 3, reference: undefined },
  ])("energy and gradient equal dense matrices and finite differences for %o", async (sector) => {
    const { orbitals, alpha, beta, reference } = sector;
    const space = createSectorSpace(orbitals, alpha, beta);
    const hamiltonian = randomHamiltonian(orbitals, 13);
    const ansatz: SectorAnsatz = {
      parameterCount: 5,
      excitations: [...assortedExcitations(orbitals), ...assortedExcitations(orbitals)],
      ...(reference ? { reference } : {}),
    };
    await using engine = await createSectorEngine({ space, hamiltonian, ansatz, ...backend });
    const parameters = randomVector(5, 17);
    const { energy, gradient } = await engine.energyAndGradient(parameters);
    const state = denseState(space, ansatz, parameters);
    expect(energy).toBeCloseTo(dot(state, multiply(denseHamiltonian(space, hamiltonian), state)), 11);
    expect(await engine.energy(parameters)).toBe(energy);
    // Central differences of step h err by h² f‴/6, up to 1e-8 here, and by rounding/h ≈ 1e-10.
    const step = 3e-5;
    expect(dot(gradient, gradient)).toBeGreaterThan(1e-4);
    for (let index = 0; index < 5; index++) {
      const shifted = (sign: number): Promise<number> =>
        engine.energy(parameters.map((value, other) => (other === index ? value + sign * step : value)));
      const difference = ((await shifted(1)) - (await shifted(-1))) / (2 * step);
      expect(Math.abs(gradient[index] - difference)).toBeLessThan(1e-7);
    }
  });

  test("the gradient with symmetry labels equals the gradient without", async () => {
    const labels = [0, 1, 0, 1, 0];
    const space = createSectorSpace(5, 2, 2);
    const hamiltonian = randomHamiltonian(5, 19, labels);
    const allowed = [...assortedExcitations(5)].filter(
      ({ create, annihilate }) => [...create, ...annihilate].reduce((sum, p) => sum ^ labels[p % 5], 0) === 0,
    );
    expect(allowed.length).toBeGreaterThan(4);
    const forbidden = { create: [3], annihilate: [0], parameter: 5, coefficient: 1 };
    await using small = await createSectorEngine({
      space,
      hamiltonian,
      ansatz: { parameterCount: 6, excitations: allowed },
      ...backend,
    });
    await using large = await createSectorEngine({
      space,
      hamiltonian,
      ansatz: { parameterCount: 6, excitations: [...allowed, forbidden] },
      ...backend,
    });
    const parameters = randomVector(6, 23);
    parameters[5] = 0;
    const [left, right] = [
      await small.energyAndGradient(parameters),
      await large.energyAndGradient(parameters),
    ];
    expect(left.energy).toBeCloseTo(right.energy, 11);
    expect(largestDifference(left.gradient.slice(0, 5), right.gradient.slice(0, 5))).toBeLessThan(
      roundingTolerance,
    );
  });

  test.each(sectors)("Davidson finds the lowest dense eigenvalue for %o", async (sector) => {
    const { orbitals, alpha, beta, labels } = sector;
    const space = createSectorSpace(orbitals, alpha, beta);
    for (const seed of [29, 31, 37]) {
      const hamiltonian = randomHamiltonian(orbitals, seed, labels);
      await using engine = await createSectorEngine({ space, hamiltonian, ...backend });
      const found = await engine.solveLowest();
      const { values } = denseEigen(denseHamiltonian(space, hamiltonian));
      expect(found.converged).toBe(true);
      expect(Math.abs(found.energy - values[0])).toBeLessThan(1e-10);
      const image = await engine.applyHamiltonian(found.vector);
      const residual = image.map((value, index) => value - found.energy * found.vector[index]);
      expect(Math.sqrt(dot(residual, residual))).toBeLessThan(2e-7);
      const spinSquared = denseSpinSquared(space);
      expect(found.spinSquared).toBeCloseTo(dot(found.vector, multiply(spinSquared, found.vector)), 6);
    }
  });

  test.each([
    { alpha: 2, beta: 2, spin: 0 },
    { alpha: 2, beta: 2, spin: 1 },
    { alpha: 2, beta: 2, spin: 2 },
    { alpha: 3, beta: 2, spin: 0.5 },
    { alpha: 3, beta: 2, spin: 1.5 },
  ])("the lowest state of a wanted spin is found for %o", async ({ alpha, beta, spin }) => {
    const orbitals = 5;
    const space = createSectorSpace(orbitals, alpha, beta);
    for (const seed of [41, 43]) {
      const hamiltonian = randomHamiltonian(orbitals, seed);
      await using engine = await createSectorEngine({ space, hamiltonian, ...backend });
      const { values, vectors } = denseEigen(denseHamiltonian(space, hamiltonian));
      const spinSquared = denseSpinSquared(space);
      const wanted = values.findIndex(
        (_, index) =>
          Math.abs(dot(vectors[index], multiply(spinSquared, vectors[index])) - spin * (spin + 1)) < 1e-6,
      );
      const found = await engine.solveLowest({ spin });
      expect(found.converged).toBe(true);
      expect(found.spinSquared).toBeCloseTo(spin * (spin + 1), 6);
      expect(Math.abs(found.energy - values[wanted])).toBeLessThan(1e-9);
    }
  });

  test("⟨S²⟩ and the one-body density equal their dense matrices", async () => {
    const space = createSectorSpace(4, 3, 2);
    await using engine = await createSectorEngine({
      space,
      hamiltonian: randomHamiltonian(4, 47),
      ...backend,
    });
    const vector = randomVector(space.determinantCount, 53);
    expect(await engine.spinSquared(vector)).toBeCloseTo(
      dot(vector, multiply(denseSpinSquared(space), vector)),
      12,
    );
    const density = await engine.oneBodyDensity(vector);
    expect(largestDifference(density, denseOneBodyDensity(space, vector))).toBeLessThan(roundingTolerance);
    expect([0, 1, 2, 3].reduce((sum, p) => sum + density[5 * p], 0)).toBeCloseTo(5, 12);
  });
});

test("the lowest quintet of a Hubbard chain is found among nearly degenerate spins", async () => {
  const [sites, hopping] = [6, 0.05];
  const oneBody = new Float64Array(sites ** 2);
  const twoBody = new Float64Array(sites ** 4);
  for (let site = 0; site < sites; site++) {
    oneBody[site * (sites + 1)] = 0.01 * site;
    twoBody[site * (sites ** 3 + sites ** 2 + sites + 1)] = 1;
    if (site > 0) oneBody[site * sites + site - 1] = oneBody[(site - 1) * sites + site] = -hopping;
  }
  const hamiltonian = { orbitalCount: sites, constant: 0, oneBody, twoBody };
  const space = createSectorSpace(sites, 3, 3);
  await using engine = await createSectorEngine({ space, hamiltonian });
  const found = await engine.solveLowest({ spin: 2 });

  // With S_z = 2 there is one electron of the minority spin and no state of a lower spin.
  const polarised = createSectorSpace(sites, 5, 1);
  const lowest = denseEigen(denseHamiltonian(polarised, hamiltonian)).values[0];
  expect(found.converged).toBe(true);
  expect(found.spinSquared).toBeCloseTo(6, 9);
  expect(found.energy).toBeCloseTo(lowest, 10);
});

test("of two degenerate states that one is found which the guess has the symmetry of", async () => {
  // Two electrons in a pair of orbitals like π_x and π_y: (xx − yy) and xy are degenerate, xx + yy lies above.
  const [coulomb, exchange] = [0.7, 0.05];
  const twoBody = new Float64Array(16);
  for (const [p, q] of [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ]) {
    twoBody[((p * 2 + p) * 2 + q) * 2 + q] = p === q ? coulomb : coulomb - 2 * exchange;
    if (p !== q) {
      twoBody[((p * 2 + q) * 2 + p) * 2 + q] = exchange;
      twoBody[((p * 2 + q) * 2 + q) * 2 + p] = exchange;
    }
  }
  const hamiltonian = { orbitalCount: 2, constant: 0, oneBody: new Float64Array(4), twoBody };
  for (const rounding of [-1e-14, 1e-14]) {
    twoBody[0] = twoBody[15] = coulomb + rounding;
    await using engine = await createSectorEngine({ space: createSectorSpace(2, 1, 1), hamiltonian });
    const found = await engine.solveLowest({ spin: 0, guess: Float64Array.of(1, 0, 0, -0.9) });
    expect(found.energy).toBeCloseTo(coulomb - exchange, 10);
    expect(found.vector[0] ** 2).toBeCloseTo(0.5, 10);
  }
});

test("a converged state as guess is recognised in a few iterations", async () => {
  const space = createSectorSpace(5, 3, 3);
  const hamiltonian = randomHamiltonian(5, 59);
  await using engine = await createSectorEngine({ space, hamiltonian, backend: "typescript" });
  const first = await engine.solveLowest({ spin: 0 });
  const again = await engine.solveLowest({ spin: 0, guess: first.vector, tolerance: 1e-6 });
  expect(first.iterations).toBeGreaterThan(5);
  expect(again.iterations).toBe(1);
  expect(again.energy).toBeCloseTo(first.energy, 10);
});

test("too few iterations give a result that says it is not converged", async () => {
  const space = createSectorSpace(5, 3, 3);
  await using engine = await createSectorEngine({
    space,
    hamiltonian: randomHamiltonian(5, 59),
    backend: "typescript",
  });
  const result = await engine.solveLowest({ spin: 0, maxIterations: 2 });
  expect(result.converged).toBe(false);
  expect(result.residualNorm).toBeGreaterThan(1e-6);
});

test("an aborted signal stops the solver with its reason", async () => {
  const space = createSectorSpace(5, 3, 3);
  await using engine = await createSectorEngine({
    space,
    hamiltonian: randomHamiltonian(5, 59),
    backend: "typescript",
  });
  const controller = new AbortController();
  const reason = new Error("enough");
  const solving = engine.solveLowest({
    signal: controller.signal,
    onIteration: ({ iteration }) => {
      if (iteration === 2) controller.abort(reason);
    },
  });
  await expect(solving).rejects.toBe(reason);
});
