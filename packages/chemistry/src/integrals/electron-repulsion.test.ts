import { createComputePool } from "@ansatz/simulator/node";
import { describe, expect, test } from "vitest";
import { buildBasis, type Basis } from "../basis/basis.ts";
import type { BasisName } from "../basis/basis-sets.ts";
import { parseGeometry, referenceMolecule } from "../scf/testing/psi4-energies.ts";
import { directElectronRepulsion } from "./direct-electron-repulsion.ts";
import { distinctRepulsionCount, storeElectronRepulsion } from "./electron-repulsion.ts";
import { computeNuclearAttraction, createIntegralEngine } from "./integral-engine.ts";
import { doublesAt } from "./integral-memory.ts";
import { createPlainKernels } from "./plain/plain-kernels.ts";
import { packedPosition } from "./shell-pairs.ts";
import { loadIntegralKernels } from "./task-runner.ts";
import { attractionOracle, orbitalsOf, repulsionOracle } from "./testing/oracle.ts";

/** Plain TypeScript and both WASM builds must pass the same tests. */
const backends = {
  plain: (memory: WebAssembly.Memory) => Promise.resolve(createPlainKernels(memory)),
  "relaxed SIMD": (memory: WebAssembly.Memory) => loadIntegralKernels(memory, "relaxedSimd"),
  SIMD: (memory: WebAssembly.Memory) => loadIntegralKernels(memory, "simd"),
};

/** hartree: far above rounding and the screening threshold of 1e-11, far below what chemistry needs. */
const integralTolerance = 1e-10;

/** No symmetry; near and far atoms, so that both forms of the Boys function are used. */
const bent = parseGeometry("C 0.1 -0.2 0.3; H 0.9 0.5 -0.1; O -0.7 0.8 1.1; H 4.1 -2.0 3.0");

async function repulsionIntegrals(basis: Basis, backend: keyof typeof backends) {
  const engine = await createIntegralEngine(basis, { kernels: backends[backend] });
  const repulsion = await storeElectronRepulsion(engine);
  const integrals = doublesAt(
    engine.arena.memory,
    repulsion.address,
    distinctRepulsionCount(basis.functionCount),
  );
  return (i: number, j: number, k: number, l: number): number =>
    integrals[packedPosition(packedPosition(i, j), packedPosition(k, l))];
}

/** Index quadruples spread over all functions by a linear congruential sequence. */
function sampleQuadruples(n: number, count: number): [number, number, number, number][] {
  let state = 12345;
  const next = (): number => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * n);
  };
  return Array.from({ length: count }, () => [next(), next(), next(), next()]);
}

describe.each(Object.keys(backends) as (keyof typeof backends)[])("%s kernels", (backend) => {
  test.each<[BasisName, number]>([
    ["sto-3g", 60],
    ["6-31g", 60],
    ["6-31g*", 60],
    ["cc-pvdz", 40],
  ])("repulsion integrals in %s equal the textbook formulas", { timeout: 60_000 }, async (name, count) => {
    const basis = buildBasis(bent, name);
    const integral = await repulsionIntegrals(basis, backend);
    const orbitals = orbitalsOf(basis);
    let largest = 0;
    for (const [i, j, k, l] of sampleQuadruples(basis.functionCount, count)) {
      const expected = repulsionOracle(orbitals[i], orbitals[j], orbitals[k], orbitals[l]);
      largest = Math.max(largest, Math.abs(expected));
      expect(Math.abs(integral(i, j, k, l) - expected), `(${i} ${j}|${k} ${l})`).toBeLessThan(
        integralTolerance,
      );
    }
    expect(largest).toBeGreaterThan(0.01);
  });

  test("nuclear attraction integrals equal the textbook formulas", async () => {
    const basis = buildBasis(bent, "6-31g*");
    const n = basis.functionCount;
    const engine = await createIntegralEngine(basis, { kernels: backends[backend] });
    const attraction = await computeNuclearAttraction(engine, bent);
    const orbitals = orbitalsOf(basis);
    for (const [i, j] of sampleQuadruples(n, 40)) {
      const expected = bent.atoms.reduce(
        (sum, { atomicNumber, position }) =>
          sum + attractionOracle(orbitals[i], orbitals[j], atomicNumber, position),
        0,
      );
      expect(Math.abs(attraction[i * n + j] - expected)).toBeLessThan(integralTolerance);
    }
  });

  test("Coulomb and exchange matrices are the sums they stand for", async () => {
    const basis = buildBasis(bent, "sto-3g");
    const n = basis.functionCount;
    const engine = await createIntegralEngine(basis, { kernels: backends[backend] });
    const repulsion = await storeElectronRepulsion(engine);
    const integral = await repulsionIntegrals(basis, backend);
    const density = Float64Array.from({ length: n * n }, (_, index) =>
      Math.cos(1 + Math.floor(index / n) * (index % n) + Math.floor(index / n) + (index % n)),
    );
    const { coulomb, exchange } = await repulsion.coulombExchange(density);
    for (let a = 0; a < n; a++) {
      for (let b = 0; b < n; b++) {
        let [j, k] = [0, 0];
        for (let c = 0; c < n; c++) {
          for (let d = 0; d < n; d++) {
            j += integral(a, b, c, d) * density[c * n + d];
            k += integral(a, c, b, d) * density[c * n + d];
          }
        }
        expect(coulomb[a * n + b]).toBeCloseTo(j, 10);
        expect(exchange[a * n + b]).toBeCloseTo(k, 10);
      }
    }
  });

  test("the transformation equals its four nested sums", async () => {
    const basis = buildBasis(parseGeometry("O 0 0 0.1; H 0 0.8 -0.5"), "sto-3g");
    const n = basis.functionCount;
    const engine = await createIntegralEngine(basis, { kernels: backends[backend] });
    const repulsion = await storeElectronRepulsion(engine);
    const integral = await repulsionIntegrals(basis, backend);
    const orbitals = [2, 3, 1, 5].map((count, set) => ({
      count,
      coefficients: Float64Array.from({ length: n * count }, (_, index) => Math.sin(index + set)),
    }));
    const [p, q, r, s] = orbitals;
    const transformed = await repulsion.transform(p, q, r, s);
    const coefficient = (set: number, i: number, orbital: number): number =>
      orbitals[set].coefficients[i * orbitals[set].count + orbital];
    transformed.forEach((value, index) => {
      const [sPlace, rPlace] = [index % 5, Math.floor(index / 5) % 1];
      const [qPlace, pPlace] = [Math.floor(index / 5) % 3, Math.floor(index / 15)];
      let expected = 0;
      for (let i = 0; i < n; i++) {
        for (let j = 0; j < n; j++) {
          for (let k = 0; k < n; k++) {
            for (let l = 0; l < n; l++) {
              expected +=
                coefficient(0, i, pPlace) *
                coefficient(1, j, qPlace) *
                coefficient(2, k, rPlace) *
                coefficient(3, l, sPlace) *
                integral(i, j, k, l);
            }
          }
        }
      }
      expect(value).toBeCloseTo(expected, 9);
    });
  });
});

describe.each(["plain", "relaxed SIMD"] as const)("%s kernels without stored integrals", (backend) => {
  test("Fock matrices and transformations equal those from stored integrals", async () => {
    const basis = buildBasis(bent, "6-31g*");
    const n = basis.functionCount;
    const engine = await createIntegralEngine(basis, { kernels: backends[backend] });
    const stored = await storeElectronRepulsion(engine);
    const direct = directElectronRepulsion(engine, basis);
    const density = (phase: number): Float64Array =>
      Float64Array.from({ length: n * n }, (_, index) => {
        const [i, j] = [Math.floor(index / n), index % n];
        return Math.exp(-Math.abs(i - j)) * Math.cos(phase + i * j);
      });
    // the second density is close to the first: its matrices are made from the difference
    for (const phase of [1, 1.01, 2]) {
      const expected = await stored.coulombExchange(density(phase));
      const actual = await direct.coulombExchange(density(phase));
      expect(largestDifference(actual.coulomb, expected.coulomb)).toBeLessThan(1e-9);
      expect(largestDifference(actual.exchange, expected.exchange)).toBeLessThan(1e-9);
    }
    const orbitals = {
      count: 3,
      coefficients: Float64Array.from({ length: n * 3 }, (_, index) => Math.sin(index)),
    };
    const one = { count: 1, coefficients: Float64Array.from({ length: n }, (_, index) => Math.cos(index)) };
    const expected = await stored.transform(orbitals, one, orbitals, one);
    const actual = await direct.transform(orbitals, one, orbitals, one);
    expect(Math.max(...expected.map(Math.abs))).toBeGreaterThan(1);
    expect(largestDifference(actual, expected)).toBeLessThan(1e-8);
  });
});

function largestDifference(a: Float64Array, b: Float64Array): number {
  expect(a.length).toBe(b.length);
  return a.reduce((largest, value, index) => Math.max(largest, Math.abs(value - b[index])), 0);
}

test("repulsion integrals have the same bits on one and on two threads", async () => {
  await using pool = createComputePool({ threads: 2 });
  const molecule = referenceMolecule("benzene");
  const basis = buildBasis(molecule, "6-31g");
  const n = basis.functionCount;
  const results = [];
  for (const options of [{}, { pool }]) {
    const engine = await createIntegralEngine(basis, options);
    const attraction = await computeNuclearAttraction(engine, molecule);
    const repulsion = await storeElectronRepulsion(engine);
    const integrals = doublesAt(engine.arena.memory, repulsion.address, distinctRepulsionCount(n)).slice();
    const { coulomb, exchange } = await repulsion.coulombExchange(attraction);
    const orbitals = { coefficients: attraction.slice(0, n * 12), count: 12 };
    const transformed = await repulsion.transform(orbitals, orbitals, orbitals, orbitals);
    results.push([attraction, integrals, coulomb, exchange, transformed]);
  }
  const [alone, together] = results;
  alone.forEach((array, place) => {
    expect(Buffer.compare(bytes(array), bytes(together[place]))).toBe(0);
  });
});

function bytes(array: Float64Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}
