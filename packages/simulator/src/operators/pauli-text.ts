import { InvalidArgumentError } from "../errors.ts";
import { readComplex } from "./pauli-algebra.ts";
import type { ComplexNumber, PauliProduct } from "./pauli-algebra.ts";
import { createPauliSum } from "./pauli-sum.ts";
import type { PauliSum, PauliTerm } from "./pauli-sum.ts";

function term({ x, z }: PauliProduct, coefficient: ComplexNumber, name: string): PauliTerm {
  const [real, imaginary] = readComplex(coefficient, name);
  return { x, z, real, imaginary };
}

/**
 * A Pauli sum from a list of products printed from the highest qubit to the lowest with their coefficients (numbers or
 * [real, imaginary]): [["ZI", 0.5], ["XX", [0, 1]]]. A product may occur several times.
 * Throws {@link InvalidArgumentError} for texts of different length or with other letters than I, X, Y, Z.
 */
export function pauliSumFromList(
  list: readonly (readonly [pauli: string, coefficient: ComplexNumber])[],
): PauliSum {
  const qubitCount = list[0]?.[0].length ?? 0;
  return createPauliSum(
    qubitCount,
    list.map(([text, coefficient], index) => {
      if (!/^[IXYZ]+$/.test(text) || text.length !== qubitCount) {
        throw new InvalidArgumentError(
          `a Pauli product must be ${qubitCount} letters of I, X, Y, Z, got "${text}"`,
          { field: `list[${index}]`, text },
        );
      }
      const mask = (letters: string): number =>
        Array.from(text).reduce((sum, letter) => sum * 2 + (letters.includes(letter) ? 1 : 0), 0);
      return term({ x: mask("XY"), z: mask("ZY") }, coefficient, `coefficient of ${text}`);
    }),
  );
}

/**
 * A Pauli product from letters with qubit numbers, "X0 Z3"; the empty text is the identity.
 * Throws {@link InvalidArgumentError} for other texts, a qubit beyond `qubitCount` or a qubit twice.
 */
export function parseSparsePauli(text: string, qubitCount: number): PauliProduct {
  let [x, z] = [0, 0];
  for (const factor of text.split(/\s+/).filter((part) => part !== "")) {
    const match = /^([IXYZ])(\d{1,3})$/.exec(factor);
    if (!match) {
      throw new InvalidArgumentError(
        `a Pauli product must be letters with qubits such as "X0 Z3", got "${text}"`,
        {
          text,
        },
      );
    }
    const [, letter, digits] = match;
    const qubit = Number(digits);
    if (qubit >= qubitCount) {
      throw new InvalidArgumentError(`qubit must be in [0, ${qubitCount - 1}], got ${qubit} in "${text}"`, {
        text,
        qubit,
      });
    }
    if (((x | z) >>> qubit) & 1) {
      throw new InvalidArgumentError(`qubits of a Pauli product must differ, got "${text}"`, { text, qubit });
    }
    if (letter === "X" || letter === "Y") x |= 1 << qubit;
    if (letter === "Z" || letter === "Y") z |= 1 << qubit;
  }
  return { x, z };
}

/**
 * A Pauli sum from sparse products: { "X0 Z3": 0.5, "Y1": [0, 1], "": -1 }.
 * Throws {@link InvalidArgumentError} as {@link parseSparsePauli} does.
 */
export function pauliSumFromSparse(
  qubitCount: number,
  coefficients: Readonly<Record<string, ComplexNumber>>,
): PauliSum {
  return createPauliSum(
    qubitCount,
    Object.entries(coefficients).map(([text, coefficient]) =>
      term(parseSparsePauli(text, qubitCount), coefficient, `coefficient of "${text}"`),
    ),
  );
}

/** A product's letters with their qubits, from the lowest qubit: "X0 Z3"; the identity is the empty text. */
export function formatSparsePauli({ x, z }: PauliProduct): string {
  const factors: string[] = [];
  for (let qubit = 0; (x | z) >>> qubit > 0; qubit++) {
    const letter = ((x >>> qubit) & 1) + 2 * ((z >>> qubit) & 1);
    if (letter > 0) factors.push(`${"IXZY"[letter]}${qubit}`);
  }
  return factors.join(" ");
}
