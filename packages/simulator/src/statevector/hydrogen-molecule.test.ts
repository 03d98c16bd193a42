import { expect, test } from "vitest";
import { ansatzParameterName, ansatzToCircuit } from "../operators/excitation-circuit.ts";
import { moleculeHamiltonianToPauliSum } from "../operators/molecule-hamiltonian.ts";
import { formatPauli } from "../operators/pauli-sum.ts";
import { createStateVectorEngine } from "./engine.ts";

/**
 * H2 in STO-3G at 1.401 bohr, hartree: Whitfield, Biamonte and Aspuru-Guzik, Mol. Phys. 109, 735 (2011), table 3
 * (g and u orbital). Six digits are printed.
 */
const h = { gg: -1.252477, uu: -0.475934 };
const eri = { gggg: 0.674493, uuuu: 0.697397, gguu: 0.663472, gugu: 0.181287 };

/** (pq|rs) of the two orbitals 0 = g and 1 = u; integrals odd in u vanish. */
const twoBody = Float64Array.from({ length: 16 }, (_, at) => {
  const orbitals = [at >> 3, (at >> 2) & 1, (at >> 1) & 1, at & 1];
  const ungerade = orbitals.reduce((sum, orbital) => sum + orbital, 0);
  if (ungerade % 2 === 1) return 0;
  if (ungerade === 0) return eri.gggg;
  if (ungerade === 4) return eri.uuuu;
  return orbitals[0] === orbitals[1] ? eri.gguu : eri.gugu;
});
const hamiltonian = moleculeHamiltonianToPauliSum({
  orbitalCount: 2,
  constant: 0,
  oneBody: Float64Array.of(h.gg, 0, 0, h.uu),
  twoBody,
});

test("H2's qubit Hamiltonian has the published coefficients", () => {
  // Seeley, Richard and Love, J. Chem. Phys. 137, 224109 (2012), the Jordan–Wigner Hamiltonian of H2, in our block
  // order: qubits gα, uα, gβ, uβ from 0 to 3, printed from 3 to 0.
  const published = {
    IIII: -0.81261,
    IIIZ: 0.171201,
    IZII: 0.171201,
    IIZI: -0.2227965,
    ZIII: -0.2227965,
    IZIZ: 0.16862325,
    IIZZ: 0.12054625,
    ZZII: 0.12054625,
    ZIIZ: 0.165868,
    IZZI: 0.165868,
    ZIZI: 0.17434925,
  };
  const found = Object.fromEntries(hamiltonian.terms.map((term) => [formatPauli(term, 4), term.real]));
  for (const [pauli, coefficient] of Object.entries(published)) {
    expect(Math.abs(found[pauli] - coefficient), pauli).toBeLessThan(2e-6);
  }
  const exchange = Object.entries(found).filter(([pauli]) => /[XY]/.test(pauli));
  expect(exchange).toHaveLength(4);
  for (const [pauli, coefficient] of exchange) {
    expect(Math.abs(Math.abs(coefficient) - 0.04532175), pauli).toBeLessThan(2e-6);
  }
});

test("the lowest point of H2's UCCD circuit is the exact ground state", async () => {
  const engine = await createStateVectorEngine({ qubitCount: 4 });
  const double = { create: [1, 3], annihilate: [0, 2], parameter: 0, coefficient: 1 };
  const circuit = ansatzToCircuit(
    { excitations: [double] },
    { orbitalCount: 2, alphaCount: 1, betaCount: 1 },
  );
  const energyAt = (theta: number): Promise<number> =>
    engine.expectation(circuit, hamiltonian, { parameters: { [ansatzParameterName(0)]: theta } });
  // E(θ) = m + a cos 2θ + b sin 2θ: three evaluations fix the whole curve.
  const [atZero, atQuarter, atHalf] = [
    await energyAt(0),
    await energyAt(Math.PI / 4),
    await energyAt(Math.PI / 2),
  ];
  const mean = (atZero + atHalf) / 2;
  const lowest = mean - Math.hypot((atZero - atHalf) / 2, atQuarter - mean);

  const ground = 2 * h.gg + eri.gggg;
  const excited = 2 * h.uu + eri.uuuu;
  expect(Math.abs(atZero - ground)).toBeLessThan(1e-12);
  const exact = (ground + excited) / 2 - Math.hypot((ground - excited) / 2, eri.gugu);
  expect(Math.abs(lowest - exact)).toBeLessThan(1e-12);
  const theta = Math.atan2(-(atQuarter - mean), -(atZero - atHalf) / 2) / 2;
  expect(Math.abs((await energyAt(theta)) - exact)).toBeLessThan(1e-12);
  // With the nuclear repulsion 1/1.401, the FCI energy of H2 in STO-3G near its equilibrium.
  expect(exact + 1 / 1.401).toBeCloseTo(-1.1373, 4);
});
