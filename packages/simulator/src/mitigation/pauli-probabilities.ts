import type { ComplexMatrix } from "../circuit/complex-matrix.ts";
import type { UnitaryKindOperation } from "../circuit/operation.ts";
import { InvalidArgumentError } from "../errors.ts";
import { lettersAnticommute } from "../stabilizer/pauli-string.ts";

/**
 * A channel ρ → Σ p_P PρP: probabilities by Pauli text, letter k on the channel's qubit k ("XI" is X on its first qubit).
 * The identity may be left out and takes the rest.
 */
export type PauliProbabilities = Readonly<Record<string, number>>;

/**
 * The Pauli channel that follows an operation, on the operation's qubits in their order (its further controls last); null
 * for an operation without noise.
 */
export type PauliNoise = (operation: UnitaryKindOperation) => PauliProbabilities | null;

/** Letters by code: bit 0 is the X part, bit 1 the Z part. */
export const pauliLetters = "IXZY";
const sumTolerance = 1e-9;

/** Letter codes of product number `index`, that of qubit k being base-4 digit k. */
export function pauliCodes(index: number, qubitCount: number): number[] {
  return Array.from({ length: qubitCount }, (_, qubit) => (index >> (2 * qubit)) & 3);
}

/** The text of product number `index`, letter k on qubit k. */
export function pauliText(index: number, qubitCount: number): string {
  return pauliCodes(index, qubitCount)
    .map((code) => pauliLetters[code])
    .join("");
}

/** (−1)^⟨P,Q⟩: −1 where the products numbered p and q anticommute. */
export function commutationSign(p: number, q: number, qubitCount: number): 1 | -1 {
  const others = pauliCodes(q, qubitCount);
  const clashes = pauliCodes(p, qubitCount).filter((code, at) => lettersAnticommute(code, others[at])).length;
  return clashes % 2 === 0 ? 1 : -1;
}

/**
 * Probabilities by product number (4^qubitCount of them), the identity included.
 * Throws {@link InvalidArgumentError} for other texts, or numbers that are no probabilities.
 */
export function readPauliProbabilities(
  probabilities: PauliProbabilities,
  qubitCount: number,
  where = "probabilities",
): Float64Array {
  const result = new Float64Array(4 ** qubitCount);
  let rest = 1;
  let hasIdentity = false;
  for (const [text, probability] of Object.entries(probabilities)) {
    if (text.length !== qubitCount || !/^[IXYZ]+$/.test(text)) {
      throw new InvalidArgumentError(
        `${where} must have texts of ${qubitCount} letters I, X, Y or Z, one for each qubit of the operation, got "${text}"`,
        { field: where },
      );
    }
    if (!(probability >= 0 && probability <= 1)) {
      throw new InvalidArgumentError(`${where}.${text} must be in [0, 1], got ${probability}`, {
        field: where,
      });
    }
    const index = Array.from(text).reduce(
      (sum, letter, at) => sum + pauliLetters.indexOf(letter) * 4 ** at,
      0,
    );
    result[index] = probability;
    rest -= probability;
    if (index === 0) hasIdentity = true;
  }
  if (rest < -sumTolerance || (hasIdentity && rest > sumTolerance)) {
    throw new InvalidArgumentError(
      `${where} must sum to ${hasIdentity ? "1" : "at most 1"}, got ${1 - rest}`,
      { field: where },
    );
  }
  if (!hasIdentity) result[0] = Math.max(0, rest);
  return result;
}

/** f_P = Σ_Q p_Q (−1)^⟨P,Q⟩: the factor by which the channel shrinks the product P. */
export function pauliEigenvalues(probabilities: Float64Array): Float64Array {
  const qubitCount = Math.round(Math.log2(probabilities.length) / 2);
  return probabilities.map((_, p) =>
    probabilities.reduce((sum, probability, q) => sum + probability * commutationSign(p, q, qubitCount), 0),
  );
}

/**
 * The Pauli channel that twirling makes of a unitary error E on n qubits: p_P = |tr(P E)|²/4ⁿ, the diagonal of its process
 * matrix. Letter k of a text is on qubit k, the bit k of the matrix's index. The identity is included.
 * Source: Emerson et al., Science 317, 1893 (2007); Wallman and Emerson, arXiv:1512.01098.
 */
export function twirledPauliProbabilities({ size, real, imaginary }: ComplexMatrix): PauliProbabilities {
  const qubitCount = Math.log2(size);
  if (!Number.isInteger(qubitCount) || qubitCount < 1 || qubitCount > 4) {
    throw new InvalidArgumentError(
      `a unitary error must act on 1 to 4 qubits, got a matrix of size ${size}`,
      {
        field: "size",
      },
    );
  }
  const result: Record<string, number> = {};
  for (let index = 0; index < 4 ** qubitCount; index++) {
    const codes = pauliCodes(index, qubitCount);
    const x = codes.reduce((mask, code, qubit) => mask | ((code & 1) << qubit), 0);
    const z = codes.reduce((mask, code, qubit) => mask | ((code >> 1) << qubit), 0);
    let [re, im] = [0, 0];
    // Up to a phase tr(P E) is Σ_c (−1)^|z∧c| E[c, c⊕x].
    for (let c = 0; c < size; c++) {
      let sign = 1;
      for (let bits = z & c; bits > 0; bits &= bits - 1) sign = -sign;
      re += sign * real[c * size + (c ^ x)];
      im += sign * imaginary[c * size + (c ^ x)];
    }
    result[pauliText(index, qubitCount)] = (re * re + im * im) / (size * size);
  }
  return result;
}
