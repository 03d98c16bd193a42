import { expect, test } from "vitest";
import { fidelityNoise } from "./fidelity-noise.ts";

test("the superconducting preset's gates have the infidelities of its calibration", () => {
  // ibm_torino, 2025-02-26 (FakeTorino of qiskit-ibm-runtime 0.51.0): sx 2.7115e-4, cz 4.0802e-3, readout 0.02, 0.0229.
  const noise = fidelityNoise("superconducting", "cz");
  expect(noise.oneQubitError).toBeCloseTo(2.7115e-4, 10);
  expect(noise.twoQubitError).toBeCloseTo(4.0802e-3, 10);
  expect(noise.readoutError).toBeCloseTo((0.022949 + 0.02002) / 2, 12);
  expect(noise.times).toMatchObject({ oneQubit: 32e-9, twoQubit: 68e-9 });
  expect(noise.freeGates).toContain("rz");
});

test("the trapped-ion preset's gates have the infidelities of its benchmarks", () => {
  // Quantinuum H2-1, Phys. Rev. X 13, 041052: 2.5e-5 and 1.83e-3.
  const noise = fidelityNoise("trapped-ion", "rzz");
  expect(noise.oneQubitError).toBeCloseTo(2.5e-5, 12);
  expect(noise.twoQubitError).toBeCloseTo(1.83e-3, 12);
});

test("channels placed one behind the other on both qubits add up", () => {
  const flip = { channel: { kind: "pauli", probabilities: { X: 0.1 } } } as const;
  const model = { gates: [{ qubitCount: 2, noise: [flip, flip] }], measurement: [], reset: [] };
  // Two flips in a row flip with 2·0.1·0.9 = 0.18; entanglement fidelity 0.82² on two qubits; F = (4Fₑ + 1)/5.
  expect(fidelityNoise(model as never, "cx").twoQubitError).toBeCloseTo(1 - (4 * 0.82 ** 2 + 1) / 5, 12);
});
