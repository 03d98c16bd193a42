import type { Circuit } from "../circuit/circuit.ts";
import { invertOperation } from "../circuit/compose.ts";
import { decomposeOnce } from "../circuit/decompose.ts";
import { isUnitaryOperation } from "../circuit/operation.ts";
import type { Operation, UnitaryKindOperation } from "../circuit/operation.ts";
import { InvalidArgumentError } from "../errors.ts";
import type { PauliSum } from "../operators/pauli-sum.ts";
import { createCliffordMaps, gadgetQuarterTurns, operationQubits } from "./clifford-map.ts";
import type { CliffordMap } from "./clifford-map.ts";
import { letterTurns, lettersAnticommute, parsePauliString, termPauliString } from "./pauli-string.ts";
import type { PauliString } from "./pauli-string.ts";

/** Each rotation that is not Clifford can double the number of products; beyond this many the circuit is refused. */
export const greatestPropagatedTerms = 1 << 18;

interface Term {
  readonly pauli: PauliString;
  coefficient: number;
}

/** Pauli rotations exp(−iθP/2) of the gate table: their products, letter k on qubit k. */
const rotationProducts: Readonly<Partial<Record<string, string>>> = {
  rx: "X",
  ry: "Y",
  rz: "Z",
  p: "Z",
  rxx: "XX",
  ryy: "YY",
  rzz: "ZZ",
  rzx: "ZX",
};

/** A Pauli rotation, up to global phase, that an operation is; null for any other. */
export function asPauliRotation(
  operation: UnitaryKindOperation,
): { readonly letters: string; readonly qubits: readonly number[]; readonly theta: number } | null {
  if (operation.controls) return null;
  const { qubits } = operation;
  if (operation.gate === "t" || operation.gate === "tdg") {
    return { letters: "Z", qubits, theta: operation.gate === "t" ? Math.PI / 4 : -Math.PI / 4 };
  }
  const letters = operation.gate === "pauli" ? operation.pauli : rotationProducts[operation.gate];
  const theta: unknown = operation.parameters[0];
  return letters !== undefined && typeof theta === "number" ? { letters, qubits, theta } : null;
}

const letterCodes: Readonly<Record<string, number>> = { X: 1, Z: 2, Y: 3 };
const key = (pauli: PauliString): string => String.fromCharCode(...pauli);

/** Terms under P → U†PU for U = exp(−iθQ/2): P stays, or becomes cos θ P + sin θ · iQP where it anticommutes with Q. */
function propagateRotation(
  terms: Map<string, Term>,
  { letters, qubits, theta }: NonNullable<ReturnType<typeof asPauliRotation>>,
): Map<string, Term> {
  const codes = Array.from(letters, (letter) => letterCodes[letter]);
  const result = new Map<string, Term>();
  const add = (name: string, pauli: PauliString, coefficient: number): void => {
    const found = result.get(name);
    if (found) found.coefficient += coefficient;
    else result.set(name, { pauli, coefficient });
  };
  for (const [name, { pauli, coefficient }] of terms) {
    const clashes = qubits.filter((qubit, at) => lettersAnticommute(codes[at], pauli[qubit])).length;
    if (clashes % 2 === 0) {
      add(name, pauli, coefficient);
      continue;
    }
    add(name, pauli, coefficient * Math.cos(theta));
    const product = pauli.slice();
    let turns = 1;
    qubits.forEach((qubit, at) => {
      turns += letterTurns(codes[at], pauli[qubit]);
      product[qubit] ^= codes[at];
    });
    add(key(product), product, coefficient * Math.sin(theta) * ((turns & 3) === 0 ? 1 : -1));
  }
  for (const [name, { coefficient }] of result) if (coefficient === 0) result.delete(name);
  return result;
}

/** Terms under P → U†PU for a Clifford U; `map` is that of U†. */
function propagateClifford(
  terms: Map<string, Term>,
  { qubitCount, images, signs }: CliffordMap,
  qubits: readonly number[],
): Map<string, Term> {
  const result = new Map<string, Term>();
  for (const { pauli, coefficient } of terms.values()) {
    let product = 0;
    qubits.forEach((qubit, at) => {
      product |= (pauli[qubit] & 1) << at;
      product |= (pauli[qubit] >> 1) << (qubitCount + at);
    });
    const image = images[product];
    const changed = pauli.slice();
    qubits.forEach((qubit, at) => {
      changed[qubit] = ((image >> at) & 1) + 2 * ((image >> (qubitCount + at)) & 1);
    });
    result.set(key(changed), {
      pauli: changed,
      coefficient: signs[product] === 1 ? -coefficient : coefficient,
    });
  }
  return result;
}

/**
 * The exact ⟨0…0|U†OU|0…0⟩ of a unitary circuit of Clifford operations and few other rotations, for hundreds of qubits:
 * the observable is carried backwards through the circuit, P → U†PU; a Clifford operation permutes Pauli products, a
 * rotation exp(−iθQ/2) splits those that anticommute with Q in two. The cost grows as the number of gates times the
 * number of products, which at worst doubles with every rotation of another angle than a multiple of π/2.
 *
 * `observable` is a Pauli sum or one product printed from the highest qubit to the lowest. Gates that are neither
 * Clifford nor rotations are taken apart into such. Throws {@link InvalidArgumentError} for measurements, resets,
 * conditionals, unbound parameters, and more than 2^18 products.
 */
export function propagatePauliExpectation(circuit: Circuit, observable: PauliSum | string): number {
  const { qubitCount, operations } = circuit;
  let terms = new Map<string, Term>();
  if (typeof observable === "string") {
    const pauli = parsePauliString(observable, qubitCount);
    terms.set(key(pauli), { pauli, coefficient: 1 });
  } else {
    if (observable.qubitCount !== qubitCount) {
      throw new InvalidArgumentError(
        `observable must have the circuit's ${qubitCount} qubits, got ${observable.qubitCount}`,
        { field: "observable" },
      );
    }
    for (const term of observable.terms) {
      if (term.imaginary !== 0) {
        throw new InvalidArgumentError("an observable must have real coefficients", { field: "observable" });
      }
      const pauli = termPauliString(term, qubitCount);
      terms.set(key(pauli), { pauli, coefficient: term.real });
    }
  }
  const maps = createCliffordMaps();
  const step = (operation: Operation, where: string): void => {
    if (operation.gate === "barrier") return;
    if (!isUnitaryOperation(operation)) {
      throw new InvalidArgumentError(`${where}: ${operation.gate} is not unitary`, { field: where });
    }
    if (operation.gate === "gphase" && !operation.controls) return;
    if (operation.parameters.some((value) => typeof value !== "number")) {
      throw new InvalidArgumentError(`${where}: ${operation.gate} must have bound parameters`, {
        field: where,
      });
    }
    // Wide gadgets have no table; their Clifford angles split nothing, up to rounding in cos and sin.
    const map =
      operation.gate === "pauli" && operation.qubits.length > 2 ? null : maps(invertOperation(operation));
    if (map) {
      terms = propagateClifford(terms, map, operationQubits(operation));
      return;
    }
    const rotation = asPauliRotation(operation);
    if (rotation) {
      const turns = operation.gate === "pauli" ? gadgetQuarterTurns(operation) : null;
      terms = propagateRotation(
        terms,
        turns === null ? rotation : { ...rotation, theta: (turns * Math.PI) / 2 },
      );
      if (turns !== null) {
        for (const [name, { coefficient }] of terms) if (Math.abs(coefficient) < 1e-15) terms.delete(name);
      }
      if (terms.size > greatestPropagatedTerms) {
        throw new InvalidArgumentError(
          `${where}: more than ${greatestPropagatedTerms} Pauli products; the circuit has too many operations that are not Clifford`,
          { field: where },
        );
      }
      return;
    }
    const parts = operation.controls ? null : decomposeOnce(operation);
    if (operation.gate === "u" && !operation.controls) {
      const [theta, phi, lambda] = operation.parameters;
      for (const [gate, parameter] of [
        ["rz", phi],
        ["ry", theta],
        ["rz", lambda],
      ] as const) {
        step({ gate, qubits: operation.qubits, parameters: [parameter] }, where);
      }
      return;
    }
    if (!parts) {
      throw new InvalidArgumentError(
        `${where}: ${operation.gate} must be a Clifford operation, a Pauli rotation, or made of such`,
        { field: where },
      );
    }
    for (const part of parts.toReversed()) step(part, where);
  };
  for (let index = operations.length - 1; index >= 0; index--)
    step(operations[index], `operations[${index}]`);

  let sum = 0;
  for (const { pauli, coefficient } of terms.values()) {
    if (pauli.every((code) => (code & 1) === 0)) sum += coefficient;
  }
  return sum;
}
