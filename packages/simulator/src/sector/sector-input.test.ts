import { expect, test } from "vitest";
import { InvalidArgumentError } from "../errors.ts";
import { randomHamiltonian } from "../testing/random-hamiltonian.ts";
import { findOrbitalSymmetry } from "./orbital-symmetry.ts";
import type { SectorExcitation } from "./sector-ansatz.ts";
import { createSectorEngine } from "./sector-engine.ts";
import { createSectorSpace } from "./sector-space.ts";

const space = createSectorSpace(3, 2, 1);
const hamiltonian = randomHamiltonian(3, 127);
const single: SectorExcitation = { create: [2], annihilate: [0], parameter: 0, coefficient: 1 };

test.each([
  [{ ...single, create: [6] }, "spin orbitals must be integers in [0, 5], got 6"],
  [{ ...single, create: [1.5] }, "got 1.5"],
  [{ ...single, parameter: 1 }, "parameter must be an integer in [0, 0], got 1"],
  [{ ...single, coefficient: Infinity }, "coefficient must be finite, got Infinity"],
  [{ ...single, create: [5] }, "conserve the numbers of α and of β electrons"],
  [{ ...single, create: [1, 2] }, "conserve the numbers of α and of β electrons"],
  [{ ...single, create: [2, 2], annihilate: [0, 1] }, "name a spin orbital once"],
  [{ ...single, create: [0, 1], annihilate: [1, 0] }, "must differ"],
])("the excitation %o is refused", async (excitation, message) => {
  const ansatz = { parameterCount: 1, excitations: [single, excitation] };
  const creating = createSectorEngine({ space, hamiltonian, ansatz });
  await expect(creating).rejects.toThrow(InvalidArgumentError);
  await expect(creating).rejects.toThrow(`excitation 1: `);
  await expect(creating).rejects.toThrow(message);
});

test("a reference determinant with the wrong number of electrons is refused", async () => {
  const ansatz = { parameterCount: 1, excitations: [single], reference: { alphaMask: 0b111, betaMask: 1 } };
  await expect(createSectorEngine({ space, hamiltonian, ansatz })).rejects.toThrow(
    "reference.alphaMask must have 2 of the lowest 3 bits set, got 7",
  );
});

test("integrals of the wrong size, not finite or not symmetric are refused", async () => {
  const create = (changes: object): Promise<unknown> =>
    createSectorEngine({ space, hamiltonian: { ...hamiltonian, ...changes } });
  const changed = (values: Float64Array, index: number, value: number): Float64Array => {
    const copy = values.slice();
    copy[index] = value;
    return copy;
  };
  await expect(create({ oneBody: new Float64Array(8) })).rejects.toThrow(
    "oneBody must hold 9 numbers, got 8",
  );
  await expect(create({ twoBody: new Float64Array(80) })).rejects.toThrow(
    "twoBody must hold 81 numbers, got 80",
  );
  await expect(create({ constant: NaN })).rejects.toThrow("constant must be finite");
  await expect(create({ oneBody: changed(hamiltonian.oneBody, 4, NaN) })).rejects.toThrow(
    "got NaN at index 4",
  );
  await expect(create({ oneBody: changed(hamiltonian.oneBody, 1, 9) })).rejects.toThrow(
    "oneBody must be symmetric",
  );
  await expect(create({ twoBody: changed(hamiltonian.twoBody, 1, 9) })).rejects.toThrow("(pq|rs) = (qp|rs)");
  await expect(create({ orbitalCount: 4 })).rejects.toThrow(
    "hamiltonian.orbitalCount must be 3, as in the space, got 4",
  );
});

test("parameters and vectors of the wrong length or not finite are refused, and the engine goes on", async () => {
  const ansatz = { parameterCount: 1, excitations: [single] };
  await using engine = await createSectorEngine({ space, hamiltonian, ansatz });
  await expect(engine.energy(new Float64Array(2))).rejects.toThrow("parameters must hold 1 numbers");
  await expect(engine.energy(Float64Array.of(NaN))).rejects.toThrow(
    "parameters must be finite, got NaN at index 0",
  );
  await expect(engine.applyHamiltonian(new Float64Array(8))).rejects.toThrow("vector must hold 9 amplitudes");
  await expect(engine.solveLowest({ spin: 1 })).rejects.toThrow("spin must lie in [0.5, 1.5] in steps of 1");
  await expect(engine.solveLowest({ tolerance: 0 })).rejects.toThrow("tolerance must be positive, got 0");
  await expect(engine.solveLowest({ guess: new Float64Array(1) })).rejects.toThrow(
    "guess must hold 9 amplitudes",
  );
  expect(Number.isFinite(await engine.energy(Float64Array.of(0.1)))).toBe(true);
});

test("overlapping calls do not disturb each other", async () => {
  const ansatz = { parameterCount: 1, excitations: [single] };
  await using engine = await createSectorEngine({ space, hamiltonian, ansatz });
  const angles = [0, 0.3, -0.7].map((angle) => Float64Array.of(angle));
  const together = await Promise.all(angles.map((angle) => engine.energy(angle)));
  expect(new Set(together).size).toBe(3);
  for (const [index, angle] of angles.entries()) expect(await engine.energy(angle)).toBe(together[index]);
});

test("a disposed engine says so", async () => {
  const engine = await createSectorEngine({ space, hamiltonian });
  await engine[Symbol.asyncDispose]();
  await engine[Symbol.asyncDispose]();
  await expect(engine.energy(new Float64Array(0))).rejects.toThrow("disposed");
});

test("labels leave only integrals whose labels cancel, and find the hidden symmetry of random ones", () => {
  const hidden = [0, 1, 2, 3, 1, 0];
  const { labels, irrepCount } = findOrbitalSymmetry(randomHamiltonian(6, 131, hidden));
  expect(irrepCount).toBe(4);
  for (let p = 0; p < 6; p++) {
    for (let q = 0; q < 6; q++) expect(labels[p] === labels[q]).toBe(hidden[p] === hidden[q]);
  }
  expect(findOrbitalSymmetry(randomHamiltonian(6, 131)).irrepCount).toBe(1);
  const breaking = { create: [1], annihilate: [0], parameter: 0, coefficient: 1 };
  const kept = findOrbitalSymmetry(randomHamiltonian(6, 131, hidden), [breaking]);
  expect(kept.irrepCount).toBe(2);
  expect(kept.labels[0]).toBe(kept.labels[1]);
});
