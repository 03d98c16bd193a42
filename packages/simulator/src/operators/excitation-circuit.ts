import { createCircuit } from "../circuit/circuit.ts";
import type { Circuit } from "../circuit/circuit.ts";
import { gate, pauliGadget } from "../circuit/operation.ts";
import type { Operation, PauliGadgetOperation } from "../circuit/operation.ts";
import { parameter } from "../circuit/parameter.ts";
import { InvalidArgumentError } from "../errors.ts";
import { excitationGenerator } from "./fermion-operator.ts";
import type { FermionicExcitation } from "./fermion-operator.ts";
import { jordanWigner } from "./jordan-wigner.ts";

/** Name of an ansatz's parameter in a circuit. */
export function ansatzParameterName(index: number): string {
  return `theta${index}`;
}

/**
 * exp(cθ(T − T†)) of an excitation as its exact product of commuting Pauli gadgets under Jordan–Wigner: 2 for a single
 * excitation, 8 for a double. With T − T† = i Σₖ gₖPₖ, gadget k is exp(−iφₖPₖ/2), φₖ = −2 c gₖ θ.
 *
 * Throws {@link InvalidArgumentError} when a spin orbital occurs twice, because the terms commute only without.
 */
export function excitationToPauliGadgets(
  excitation: FermionicExcitation,
  spinOrbitalCount: number,
): PauliGadgetOperation[] {
  const involved = [...excitation.create, ...excitation.annihilate];
  if (new Set(involved).size !== involved.length) {
    throw new InvalidArgumentError(`an excitation's spin orbitals must differ, got ${involved.join(", ")}`, {
      create: excitation.create,
      annihilate: excitation.annihilate,
    });
  }
  const { terms } = jordanWigner(excitationGenerator(excitation, spinOrbitalCount));
  return terms.map(({ x, z, imaginary }) => {
    const qubits: number[] = [];
    let pauli = "";
    for (let qubit = 0; qubit < spinOrbitalCount; qubit++) {
      const letter = ((x >>> qubit) & 1) + 2 * ((z >>> qubit) & 1);
      if (letter === 0) continue;
      qubits.push(qubit);
      pauli += "IXZY"[letter];
    }
    const coefficient = -2 * excitation.coefficient * imaginary;
    return pauliGadget(pauli, qubits, parameter(ansatzParameterName(excitation.parameter), coefficient));
  });
}

/**
 * The Jordan–Wigner circuit of an ansatz: X on each occupied spin orbital of the reference determinant (by default the
 * lowest orbitals of each spin), then the excitations' Pauli gadgets, first excitation first. Its parameter θ[k] has the
 * name `ansatzParameterName(k)`.
 */
export function ansatzToCircuit(
  ansatz: {
    readonly excitations: readonly FermionicExcitation[];
    readonly reference?: { readonly alphaMask: number; readonly betaMask: number } | undefined;
  },
  space: { readonly orbitalCount: number; readonly alphaCount: number; readonly betaCount: number },
): Circuit {
  const { orbitalCount, alphaCount, betaCount } = space;
  const alphaMask = ansatz.reference?.alphaMask ?? 2 ** alphaCount - 1;
  const betaMask = ansatz.reference?.betaMask ?? 2 ** betaCount - 1;
  const operations: Operation[] = [];
  for (let orbital = 0; orbital < 2 * orbitalCount; orbital++) {
    const mask = orbital < orbitalCount ? alphaMask : betaMask;
    if (Math.floor(mask / 2 ** (orbital % orbitalCount)) % 2 === 1) operations.push(gate("x", [orbital]));
  }
  for (const excitation of ansatz.excitations) {
    operations.push(...excitationToPauliGadgets(excitation, 2 * orbitalCount));
  }
  return createCircuit(2 * orbitalCount, operations);
}
