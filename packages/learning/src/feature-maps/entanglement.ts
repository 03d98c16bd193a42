import { ModelError } from "../errors.ts";

export const entanglementPatterns = ["full", "linear", "circular"] as const;

/**
 * Which sets of qubits interact: all of them; neighbours; or neighbours and, first, the set that closes the ring.
 */
export type Entanglement = (typeof entanglementPatterns)[number];

/**
 * The sets of `size` qubits that interact, in the order of Qiskit's circuit library, each in the order of its Pauli letters
 * (the last letter of a Pauli string acts on the first qubit).
 */
export function interactingSets(qubitCount: number, size: number, pattern: Entanglement): number[][] {
  if (!entanglementPatterns.includes(pattern)) {
    throw new ModelError(
      `entanglement must be one of ${entanglementPatterns.join(", ")}, got ${pattern as string}`,
      { option: "entanglement" },
    );
  }
  if (size > qubitCount) return [];
  if (pattern === "full") return combinations(qubitCount, size);
  const neighbours = Array.from({ length: qubitCount - size + 1 }, (_, first) =>
    Array.from({ length: size }, (__, k) => first + k),
  );
  if (pattern === "linear" || size === 1 || qubitCount <= size) return neighbours;
  // For three qubits and more also those that reach over the end.
  const around = Array.from({ length: size - 1 }, (_, k) =>
    Array.from({ length: size }, (__, m) => (qubitCount - size + 1 + k + m) % qubitCount),
  );
  return [...around, ...neighbours];
}

function combinations(count: number, size: number): number[][] {
  const sets: number[][] = [];
  const extend = (chosen: readonly number[], first: number): void => {
    if (chosen.length === size) {
      sets.push([...chosen]);
      return;
    }
    for (let qubit = first; qubit < count; qubit++) extend([...chosen, qubit], qubit + 1);
  };
  extend([], 0);
  return sets;
}
