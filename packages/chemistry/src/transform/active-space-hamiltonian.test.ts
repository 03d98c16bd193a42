import { describe, expect, test } from "vitest";
import { buildBasis } from "../basis/basis.ts";
import { ActiveSpaceError } from "../errors.ts";
import { solveHartreeFock } from "../scf/hartree-fock.ts";
import { referenceMolecule } from "../scf/testing/psi4-energies.ts";
import { activeSpaceHamiltonian } from "./active-space-hamiltonian.ts";

/** The energy of the determinant with the first β orbitals doubly and the next ones singly (α) occupied. */
function determinantEnergy(
  { orbitalCount: a, constant, oneBody, twoBody }: Awaited<ReturnType<typeof activeSpaceHamiltonian>>,
  alpha: number,
  beta: number,
): number {
  const integral = (p: number, q: number, r: number, s: number): number =>
    twoBody[((p * a + q) * a + r) * a + s];
  let energy = constant;
  for (const count of [alpha, beta]) {
    for (let i = 0; i < count; i++) {
      energy += oneBody[i * (a + 1)];
      for (let j = 0; j < i; j++) energy += integral(i, i, j, j) - integral(i, j, j, i);
    }
  }
  for (let i = 0; i < alpha; i++) for (let j = 0; j < beta; j++) energy += integral(i, i, j, j);
  return energy;
}

async function solve(system: "water" | "o2-triplet", multiplicity: number) {
  const molecule = referenceMolecule(system, multiplicity);
  return solveHartreeFock(molecule, buildBasis(molecule, "6-31g"), { errorTolerance: 1e-8 });
}

const range = (first: number, end: number): number[] =>
  Array.from({ length: end - first }, (_, i) => first + i);

describe.each([
  { system: "water", multiplicity: 1 },
  { system: "o2-triplet", multiplicity: 3 },
] as const)("$system", ({ system, multiplicity }) => {
  test.each([0, 1, 2])(
    "the Hartree–Fock determinant keeps its energy with %d core orbitals",
    async (core) => {
      const scf = await solve(system, multiplicity);
      for (const last of [scf.alphaCount, scf.alphaCount + 2, scf.orbitalCount]) {
        const hamiltonian = await activeSpaceHamiltonian(scf, {
          core: range(0, core),
          active: range(core, last),
        });
        const energy = determinantEnergy(hamiltonian, scf.alphaCount - core, scf.betaCount - core);
        expect(energy).toBeCloseTo(scf.energy, 9);
      }
    },
  );

  test("the integrals have their eightfold symmetry", async () => {
    const scf = await solve(system, multiplicity);
    const {
      orbitalCount: a,
      oneBody,
      twoBody,
    } = await activeSpaceHamiltonian(scf, { core: [0], active: [2, 4, 1, 7] });
    const at = (p: number, q: number, r: number, s: number): number => twoBody[((p * a + q) * a + r) * a + s];
    for (let p = 0; p < a; p++) {
      for (let q = 0; q < a; q++) {
        expect(oneBody[p * a + q]).toBeCloseTo(oneBody[q * a + p], 12);
        for (let r = 0; r < a; r++) {
          for (let s = 0; s < a; s++) {
            for (const other of [at(q, p, r, s), at(p, q, s, r), at(r, s, p, q)]) {
              expect(at(p, q, r, s)).toBeCloseTo(other, 11);
            }
          }
        }
      }
    }
  });
});

test("orbitals follow the order in which they are given", async () => {
  const scf = await solve("water", 1);
  const one = await activeSpaceHamiltonian(scf, { core: [], active: [0, 1, 2] });
  const other = await activeSpaceHamiltonian(scf, { core: [], active: [2, 0, 1] });
  expect(other.oneBody[0]).toBeCloseTo(one.oneBody[8], 12);
  expect(other.twoBody[0]).toBeCloseTo(one.twoBody[80], 12);
});

test.each([
  { core: [0], active: [], message: "must hold at least one orbital" },
  { core: [0], active: [0, 1], message: "orbital 0 stands twice" },
  { core: [], active: [13], message: "orbital must be an integer in [0, 12], got 13" },
  { core: [-1], active: [1], message: "got -1" },
])("a space with core $core and active $active is refused", async ({ core, active, message }) => {
  const scf = await solve("water", 1);
  await expect(activeSpaceHamiltonian(scf, { core, active })).rejects.toThrow(ActiveSpaceError);
  await expect(activeSpaceHamiltonian(scf, { core, active })).rejects.toThrow(message);
});
