import { describe, expect, it } from "vitest";
import { createCircuit } from "../../circuit/circuit.ts";
import { gate } from "../../circuit/operation.ts";
import type { PauliSum } from "../../operators/pauli-sum.ts";
import { parsePauliSum } from "../../operators/pauli-sum.ts";
import { noisyDensity, oracleEstimate } from "../testing/noisy-density.ts";
import type { OracleNoise } from "../testing/noisy-density.ts";
import { postselectCounts } from "./postselect-counts.ts";
import { symmetryVerification } from "./symmetry-verification.ts";

describe("postselectCounts", () => {
  const counts = { "0011": 40, "0101": 30, "0111": 10, "0001": 15, "1111": 5 };

  it("keeps the bitstrings of a parity, of a particle number, of both spins", () => {
    expect(postselectCounts(counts, [{ kind: "parity", value: 0 }]).counts).toEqual({
      "0011": 40,
      "0101": 30,
      "1111": 5,
    });
    const two = postselectCounts(counts, [{ kind: "particle-number", value: 2 }]);
    expect(two.counts).toEqual({ "0011": 40, "0101": 30 });
    expect(two.acceptance).toBe(0.7);
    expect(two.acceptanceError).toBeCloseTo(Math.sqrt(0.21 / 100), 12);
    expect(two.samplingOverhead.factor).toBeCloseTo(1 / 0.7, 12);
    const spins = postselectCounts(counts, [
      { kind: "particle-number", value: 1, bits: [0, 1] },
      { kind: "particle-number", value: 1, bits: [2, 3] },
    ]);
    expect(spins.counts).toEqual({ "0101": 30 });
  });

  it("warns when little is left, refuses nothing left and symmetries out of range", () => {
    expect(postselectCounts(counts, [{ kind: "particle-number", value: 4 }]).warnings.join()).toMatch(
      /Only 5.0 %/,
    );
    expect(() => postselectCounts(counts, [{ kind: "particle-number", value: 0 }])).toThrow(/no shot of 100/);
    expect(() => postselectCounts(counts, [])).toThrow(/at least one/);
    expect(() => postselectCounts(counts, [{ kind: "parity", value: 0, bits: [4] }])).toThrow(
      /in \[0, 3\], got 4/,
    );
    expect(() => postselectCounts(counts, [{ kind: "particle-number", value: 5 }])).toThrow(
      /in \[0, 4\], got 5/,
    );
  });
});

describe("symmetryVerification", () => {
  // Particle-conserving: one excitation shared by two of three qubits has parity −1.
  const circuit = createCircuit(3, [
    gate("x", [0]),
    gate("xx_plus_yy", [0, 1], [0.9, 0]),
    gate("xx_plus_yy", [1, 2], [1.3, 0]),
  ]);
  const observable = parsePauliSum({ IIZ: 0.7, IXX: 0.5, ZZI: -0.2 });
  const noise: OracleNoise = {
    pauli: ({ qubits }) => (qubits.length === 2 ? { XI: 0.03, IY: 0.02, ZI: 0.01 } : null),
  };
  const options = {
    estimate: (sum: PauliSum) => oracleEstimate(sum, noise),
    symmetry: { pauli: "ZZZ", value: -1 },
    seed: 1,
  } as const;

  it("equals the expectation value in the projected, renormalised density matrix", async () => {
    const rho = noisyDensity(circuit, noise);
    const isOdd = (index: number): boolean => [0, 1, 1, 0, 1, 0, 0, 1][index] === 1;
    let weight = 0;
    for (let index = 0; index < 8; index++) if (isOdd(index)) weight += rho.real[index * 9];
    const projected = {
      size: 8,
      real: rho.real.map((entry, at) => (isOdd(at >> 3) && isOdd(at & 7) ? entry / weight : 0)),
    };
    const parity = (mask: number): number => (isOdd(mask) ? -1 : 1);
    let expected = 0;
    for (let index = 0; index < 8; index++) {
      expected += projected.real[index * 9] * (0.7 * parity(index & 1) - 0.2 * parity(index & 6));
      expected += 0.5 * projected.real[index * 8 + (index ^ 3)];
    }
    const result = await symmetryVerification(circuit, observable, options);
    expect(result.value).toBeCloseTo(expected, 12);
    expect(result.details.acceptance).toBeCloseTo(weight, 12);
    const ideal = (await oracleEstimate(observable, {})(circuit, { seed: 1 })).value;
    expect(Math.abs(result.value - ideal)).toBeLessThan(0.5 * Math.abs(result.rawValue - ideal));
  });

  it("error bars hold shot noise", async () => {
    const { value: expected } = await symmetryVerification(circuit, observable, options);
    let squares = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const result = await symmetryVerification(circuit, observable, { ...options, shots: 800, seed });
      squares += ((result.value - expected) / result.standardError) ** 2;
    }
    // Mean of 60 squared normal deviates: 1 ± 0.18; 4 of them.
    expect(Math.abs(squares / 60 - 1)).toBeLessThan(0.73);
  });

  it("refuses observables that do not commute and states without the symmetry", async () => {
    await expect(symmetryVerification(circuit, parsePauliSum({ IIX: 1 }), options)).rejects.toThrow(
      /must commute/,
    );
    await expect(
      symmetryVerification(circuit, observable, {
        ...options,
        estimate: (sum) => oracleEstimate(sum, {}),
        symmetry: { pauli: "ZZZ", value: 1 },
      }),
    ).rejects.toThrow(/must have the symmetry in part/);
  });
});
