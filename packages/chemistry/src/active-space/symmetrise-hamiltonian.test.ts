import { describe, expect, it } from "vitest";
import { randomHamiltonian } from "../testing/random-hamiltonian.ts";
import { symmetriseHamiltonian } from "./symmetrise-hamiltonian.ts";

const labels = [0, 1, 0, 2, 3, 1];

describe("symmetrising a Hamiltonian", () => {
  it("clears what only rounding left of forbidden integrals, and nothing else", () => {
    const exact = randomHamiltonian(6, 11, labels);
    const noise = randomHamiltonian(6, 12);
    const blur = (values: Float64Array, other: Float64Array) =>
      values.map((value, index) => value + (value === 0 ? 1e-7 * Math.sign(other[index]) * 0.9 : 0));
    const blurred = {
      ...exact,
      oneBody: blur(exact.oneBody, noise.oneBody),
      twoBody: blur(exact.twoBody, noise.twoBody),
    };
    expect(blurred.twoBody.filter((value) => Math.abs(value) === 0.9e-7).length).toBeGreaterThan(100);
    const { hamiltonian, labels: found } = symmetriseHamiltonian(blurred);
    expect(hamiltonian.twoBody).toEqual(exact.twoBody);
    expect(hamiltonian.oneBody).toEqual(exact.oneBody);
    for (let p = 0; p < 6; p++) {
      for (let q = 0; q < 6; q++) expect(found[p] === found[q]).toBe(labels[p] === labels[q]);
    }
  });

  it("changes nothing without symmetry", () => {
    const plain = randomHamiltonian(5, 3);
    const { hamiltonian, labels: found } = symmetriseHamiltonian(plain);
    expect(hamiltonian).toEqual(plain);
    expect(new Set(found).size).toBe(1);
  });
});
