import { InvalidArgumentError } from "../errors.ts";
import type { PauliTerm } from "../operators/pauli-sum.ts";

/** A Pauli product on any number of qubits: entry q is 0, 1, 2 or 3 for I, X, Z or Y on qubit q. */
export type PauliString = Uint8Array;

const letters = "IXZY";

/**
 * A product from its text, printed from the highest qubit to the lowest ("XIZ").
 * Throws {@link InvalidArgumentError} for another length or other letters than I, X, Y, Z.
 */
export function parsePauliString(text: string, qubitCount: number): PauliString {
  if (typeof text !== "string" || text.length !== qubitCount || !/^[IXYZ]+$/.test(text)) {
    throw new InvalidArgumentError(
      `a Pauli product must be ${qubitCount} letters of I, X, Y, Z, got "${text}"`,
      { pauli: text, qubitCount },
    );
  }
  return Uint8Array.from(text, (letter) => letters.indexOf(letter)).reverse();
}

/** The text of a product, from the highest qubit to the lowest. */
export function formatPauliString(pauli: PauliString): string {
  return Array.from(pauli, (code) => letters[code])
    .reverse()
    .join("");
}

/** The product of a Pauli sum's term. */
export function termPauliString({ x, z }: Pick<PauliTerm, "x" | "z">, qubitCount: number): PauliString {
  return Uint8Array.from({ length: qubitCount }, (_, qubit) => ((x >>> qubit) & 1) + 2 * ((z >>> qubit) & 1));
}

/** Turns t with a·b = i^t · (product of the two letters), for letters 0 to 3 (I, X, Z, Y). */
export function letterTurns(a: number, b: number): 0 | 1 | 3 {
  if (a === 0 || b === 0 || a === b) return 0;
  // X·Y, Y·Z and Z·X give i; codes X = 1, Z = 2, Y = 3.
  return (a === 1 && b === 3) || (a === 3 && b === 2) || (a === 2 && b === 1) ? 1 : 3;
}

/** Whether two letters anticommute. */
export function lettersAnticommute(a: number, b: number): boolean {
  return a !== 0 && b !== 0 && a !== b;
}
