import { describe, expect, test } from "vitest";
import { createRandom } from "../math/random.ts";
import { ansatzParameterName, ansatzToCircuit } from "../operators/excitation-circuit.ts";
import { moleculeHamiltonianToPauliSum } from "../operators/molecule-hamiltonian.ts";
import type { SectorAnsatz, SectorExcitation } from "../sector/sector-ansatz.ts";
import { createSectorEngine } from "../sector/sector-engine.ts";
import { createSectorSpace } from "../sector/sector-space.ts";
import {
  denseGenerator,
  denseHamiltonian,
  dot,
  multiply,
  multiplyExponential,
} from "../testing/dense-fermions.ts";
import { randomHamiltonian } from "../testing/random-hamiltonian.ts";
import { createStateVectorEngine } from "./engine.ts";

/** What the three pictures may differ by: the bound on energies and gradients of a few hartree. */
const tolerance = 1e-10;

interface Case {
  readonly name: string;
  readonly orbitalCount: number;
  readonly alphaCount: number;
  readonly betaCount: number;
  readonly reference?: { readonly alphaMask: number; readonly betaMask: number };
}

const cases: readonly Case[] = [
  { name: "closed shell", orbitalCount: 4, alphaCount: 2, betaCount: 2 },
  { name: "doublet", orbitalCount: 4, alphaCount: 2, betaCount: 1 },
  { name: "triplet", orbitalCount: 4, alphaCount: 3, betaCount: 1 },
  { name: "no β electron", orbitalCount: 3, alphaCount: 2, betaCount: 0 },
  {
    name: "excited reference",
    orbitalCount: 4,
    alphaCount: 2,
    betaCount: 2,
    reference: { alphaMask: 0b0101, betaMask: 0b1010 },
  },
];

/** Singles and doubles of every spin kind between random orbitals, several factors sharing a parameter. */
function randomAnsatz({ orbitalCount: n, reference }: Case, seed: number): SectorAnsatz {
  const random = createRandom(seed);
  const draw = (spin: 0 | 1, count: number): number[] => {
    const left = Array.from({ length: n }, (_, orbital) => orbital + spin * n);
    return Array.from({ length: count }, () => left.splice(Math.floor(random.uniform() * left.length), 1)[0]);
  };
  const parameterCount = 5;
  const excitations: SectorExcitation[] = [];
  while (excitations.length < 24) {
    const parameter = excitations.length % parameterCount;
    const coefficient = random.normal();
    const kind = Math.floor(random.uniform() * 5);
    const [a, b, c, d] = draw(kind % 2 === 0 ? 0 : 1, n > 3 ? 4 : 2);
    const [e, f] = draw(1, 2);
    const [g, h] = draw(0, 2);
    if (kind < 2) excitations.push({ create: [a], annihilate: [b], parameter, coefficient });
    else if (kind < 4 && n > 3)
      excitations.push({ create: [a, b], annihilate: [c, d], parameter, coefficient });
    else excitations.push({ create: [g, e], annihilate: [h, f], parameter, coefficient });
  }
  return { parameterCount, excitations, ...(reference ? { reference } : {}) };
}

describe.each(cases)("$name: sector engine, Jordan–Wigner circuit and dense matrix", (testCase) => {
  const { orbitalCount, alphaCount, betaCount } = testCase;
  const space = createSectorSpace(orbitalCount, alphaCount, betaCount);
  const hamiltonian = randomHamiltonian(orbitalCount, 31);
  const observable = moleculeHamiltonianToPauliSum(hamiltonian);
  /** Index on the qubits of each determinant, in the sector's order. */
  const qubitIndices = [...space.alphaStrings].flatMap((alpha) =>
    Array.from(space.betaStrings, (beta) => alpha + beta * 2 ** orbitalCount),
  );

  test.each([1, 2, 3])("give the same state, energy and gradient (seed %i)", async (seed) => {
    const ansatz = randomAnsatz(testCase, seed);
    const random = createRandom(seed + 100);
    const parameters = Float64Array.from({ length: ansatz.parameterCount }, () => 0.5 * random.normal());
    await using sector = await createSectorEngine({ space, hamiltonian, ansatz });
    const sectorState = await sector.state(parameters);
    const { energy, gradient } = await sector.energyAndGradient(parameters);

    const engine = await createStateVectorEngine({ qubitCount: 2 * orbitalCount });
    const circuit = ansatzToCircuit(ansatz, space);
    const names = Array.from(parameters, (_, index) => ansatzParameterName(index));
    const values = Object.fromEntries(names.map((name, index) => [name, parameters[index]]));
    const circuitState = await engine.run(circuit, { parameters: values });
    const circuitResult = await engine.expectationAndGradient(circuit, observable, {
      parameters: values,
      parameterOrder: names,
    });

    const start = new Float64Array(space.determinantCount);
    const { alphaMask, betaMask } = testCase.reference ?? {
      alphaMask: 2 ** alphaCount - 1,
      betaMask: 2 ** betaCount - 1,
    };
    start[qubitIndices.indexOf(alphaMask + betaMask * 2 ** orbitalCount)] = 1;
    const denseState = ansatz.excitations.reduce<Float64Array>(
      (vector, excitation) =>
        multiplyExponential(
          denseGenerator(space, excitation),
          excitation.coefficient * parameters[excitation.parameter],
          vector,
        ),
      start,
    );
    const denseEnergy = dot(denseState, multiply(denseHamiltonian(space, hamiltonian), denseState));

    const inSector = Float64Array.from(qubitIndices, (index) => circuitState.real[index]);
    expect(dot(inSector, inSector)).toBeCloseTo(1, 12);
    for (let index = 0; index < space.determinantCount; index++) {
      expect(Math.abs(sectorState[index] - inSector[index])).toBeLessThan(tolerance);
      expect(Math.abs(sectorState[index] - denseState[index])).toBeLessThan(tolerance);
    }
    expect(Math.max(...circuitState.imaginary.map(Math.abs))).toBeLessThan(tolerance);

    expect(Math.abs(energy)).toBeGreaterThan(0.01);
    expect(Math.abs(energy - circuitResult.value)).toBeLessThan(tolerance);
    expect(Math.abs(energy - denseEnergy)).toBeLessThan(tolerance);
    expect(Math.max(...gradient.map(Math.abs))).toBeGreaterThan(0.01);
    gradient.forEach((slope, index) =>
      expect(Math.abs(slope - circuitResult.gradient[index])).toBeLessThan(tolerance),
    );
  });
});
