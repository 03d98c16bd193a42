import { describe, expect, it } from "vitest";
import { activeSpaceMp2 } from "../active-space/active-space-mp2.ts";
import { randomHamiltonian, reorderOrbitals } from "../testing/random-hamiltonian.ts";
import { createReference } from "./excitation-class.ts";
import { determinantEnergy } from "./fock.ts";
import { buildUccsd } from "./uccsd.ts";

const choose2 = (n: number) => (n * (n - 1)) / 2;

describe("UCCSD of a closed shell", () => {
  const hamiltonian = randomHamiltonian(6, 5);
  const uccsd = buildUccsd(hamiltonian, 2, 2);

  it("ties the spins: ov singles, ov(ov+1)/2 opposite-spin and C(o,2)C(v,2) equal-spin parameters", () => {
    const [o, v] = [2, 4];
    const ov = o * v;
    const equalSpin = choose2(o) * choose2(v);
    expect(uccsd.ansatz.parameterCount).toBe(ov + (ov * (ov + 1)) / 2 + equalSpin);
    expect(uccsd.excitationCount).toBe(2 * ov + ov * ov + 2 * equalSpin);
    expect(uccsd.isSpinTied).toBe(true);
  });

  it("maps onto itself when the spins are exchanged", () => {
    const n = 6;
    const flip = (p: number) => (p < n ? p + n : p - n);
    const nameOf = (create: readonly number[], annihilate: readonly number[], parameter: number) =>
      `${create.toSorted((a, b) => a - b).join()}<${annihilate.toSorted((a, b) => a - b).join()}:${parameter}`;
    const { excitations } = uccsd.ansatz;
    const names = new Set(excitations.map((e) => nameOf(e.create, e.annihilate, e.parameter)));
    expect(names.size).toBe(excitations.length);
    for (const { create, annihilate, parameter } of excitations) {
      expect(names).toContain(nameOf(create.map(flip), annihilate.map(flip), parameter));
    }
  });

  it("orders doubles by falling amplitude and puts singles last", () => {
    const ranks = uccsd.ansatz.excitations.map(({ create }) => create.length);
    expect(ranks).toEqual(ranks.toSorted((a, b) => b - a));
    const doubles = Array.from(uccsd.start).slice(0, -8).map(Math.abs);
    for (const [index, value] of doubles.slice(1).entries()) {
      expect(value).toBeLessThanOrEqual(doubles[index] + 1e-6);
    }
  });

  it("starts at θ = ½ arctan 2t of amplitudes that give the MP2 energy: E₂ = Σ t·⟨ab||ij⟩ over spin-orbital doubles", () => {
    const reference = createReference(hamiltonian, 2, 2);
    let energy = 0;
    for (const { create, annihilate, parameter } of uccsd.ansatz.excitations) {
      if (create.length !== 2) continue;
      const coupling = reference.antisymmetrised(create[0], create[1], annihilate[0], annihilate[1]);
      energy += (Math.tan(2 * uccsd.start[parameter]) / 2) * coupling;
    }
    expect(energy).toBeLessThan(-1e-3);
    expect(energy).toBeCloseTo(activeSpaceMp2(hamiltonian, 2)!, 12);
  });

  it("leaves out exactly the excitations that change a symmetry", () => {
    const labels = [0, 1, 0, 1, 2, 3];
    const reduced = buildUccsd(randomHamiltonian(6, 5, labels), 2, 2, labels);
    for (const { create, annihilate } of reduced.ansatz.excitations) {
      expect([...create, ...annihilate].reduce((sum, p) => sum ^ labels[p % 6], 0)).toBe(0);
    }
    // Of the 8 singles only 0→2 and 1→3 keep the labels.
    expect(reduced.ansatz.excitations.filter(({ create }) => create.length === 1)).toHaveLength(4);
  });
});

describe("UCCSD of an open shell", () => {
  it("has one parameter for each spin-orbital single and double that keeps both electron counts", () => {
    const [alpha, beta, n] = [3, 1, 5];
    const uccsd = buildUccsd(randomHamiltonian(n, 8), alpha, beta);
    const [va, vb] = [n - alpha, n - beta];
    const expected =
      alpha * va +
      beta * vb +
      choose2(alpha) * choose2(va) +
      choose2(beta) * choose2(vb) +
      alpha * va * beta * vb;
    expect(uccsd.ansatz.parameterCount).toBe(expected);
    expect(uccsd.excitationCount).toBe(expected);
    expect(uccsd.isSpinTied).toBe(false);
  });

  it("has none for one electron pair in one orbital", () => {
    expect(buildUccsd(randomHamiltonian(1, 2), 1, 1).ansatz.parameterCount).toBe(0);
  });
});

describe("energies of determinants", () => {
  const hamiltonian = randomHamiltonian(5, 21);

  it("a pair excitation costs the difference of the two determinants' energies", () => {
    const [i, a, n] = [1, 3, 5];
    const excited = reorderOrbitals(hamiltonian, [0, 3, 2, 1, 4]);
    const difference = determinantEnergy(excited, 2, 2) - determinantEnergy(hamiltonian, 2, 2);
    const reference = createReference(hamiltonian, 2, 2);
    expect(reference.excitationEnergy([i, n + i], [a, n + a])).toBeCloseTo(difference, 12);
  });

  it("a single and an equal-spin double do too, in the open shell that they make", () => {
    // α electrons in 0 and 1, none of β: exciting 1→3, then both to 3 and 4.
    const reference = createReference(hamiltonian, 2, 0);
    const ground = determinantEnergy(hamiltonian, 2, 0);
    const single = determinantEnergy(reorderOrbitals(hamiltonian, [0, 3, 2, 1, 4]), 2, 0);
    expect(reference.excitationEnergy([1], [3])).toBeCloseTo(single - ground, 12);
    const double = determinantEnergy(reorderOrbitals(hamiltonian, [3, 4, 2, 0, 1]), 2, 0);
    expect(reference.excitationEnergy([0, 1], [3, 4])).toBeCloseTo(double - ground, 12);
  });
});
