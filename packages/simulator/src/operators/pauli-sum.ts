import { InvalidArgumentError } from "../errors.ts";

/**
 * A coefficient times a product of Pauli matrices: on qubit q it is X, Z, Y or 1 where bit q is set in `x` alone,
 * in `z` alone, in both, or in neither.
 */
export interface PauliTerm {
  readonly x: number;
  readonly z: number;
  readonly real: number;
  readonly imaginary: number;
}

/** A sum of Pauli products, one term a product, in ascending order of x, then z. JSON-safe. */
export interface PauliSum {
  readonly qubitCount: number;
  readonly terms: readonly PauliTerm[];
}

/** Masks are 32-bit integers. */
export const greatestPauliSumQubits = 30;

function checkQubitCount(qubitCount: number): void {
  if (!Number.isInteger(qubitCount) || qubitCount < 1 || qubitCount > greatestPauliSumQubits) {
    throw new InvalidArgumentError(
      `qubitCount of a Pauli sum must be an integer in [1, ${greatestPauliSumQubits}], got ${qubitCount}`,
      { field: "qubitCount", qubitCount },
    );
  }
}

/** Number of bits set. */
export function countBits(mask: number): number {
  let pairs = mask - ((mask >>> 1) & 0x55555555);
  pairs = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((pairs + (pairs >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Collects terms and adds up those of the same Pauli product. */
export class PauliAccumulator {
  readonly qubitCount: number;
  /** Coefficients by x, then z. */
  readonly #sums = new Map<number, Map<number, [real: number, imaginary: number]>>();

  constructor(qubitCount: number) {
    checkQubitCount(qubitCount);
    this.qubitCount = qubitCount;
  }

  add(x: number, z: number, real: number, imaginary: number): void {
    let row = this.#sums.get(x);
    if (!row) this.#sums.set(x, (row = new Map<number, [number, number]>()));
    const sum = row.get(z);
    if (sum) {
      sum[0] += real;
      sum[1] += imaginary;
    } else row.set(z, [real, imaginary]);
  }

  /** The sum of all terms whose coefficient is greater than `threshold` in modulus. */
  toPauliSum(threshold = 0): PauliSum {
    const terms: PauliTerm[] = [];
    for (const [x, row] of [...this.#sums].sort(([a], [b]) => a - b)) {
      for (const [z, [real, imaginary]] of [...row].sort(([a], [b]) => a - b)) {
        if (Math.hypot(real, imaginary) <= threshold) continue;
        // Adding 0 turns −0 into 0.
        terms.push(Object.freeze({ x, z, real: real + 0, imaginary: imaginary + 0 }));
      }
    }
    return Object.freeze({ qubitCount: this.qubitCount, terms: Object.freeze(terms) });
  }
}

/**
 * A Pauli sum from its terms (also from parsed JSON), equal products added up and zeros dropped.
 * Throws {@link InvalidArgumentError} for masks beyond the qubits or coefficients that are not finite.
 */
export function createPauliSum(qubitCount: number, terms: readonly PauliTerm[]): PauliSum {
  const sum = new PauliAccumulator(qubitCount);
  terms.forEach(({ x, z, real, imaginary }, index) => {
    for (const [name, mask] of [
      ["x", x],
      ["z", z],
    ] as const) {
      if (!Number.isInteger(mask) || mask < 0 || mask >= 2 ** qubitCount) {
        throw new InvalidArgumentError(
          `terms[${index}].${name} must be in [0, 2^${qubitCount}), got ${mask}`,
          {
            field: `terms[${index}].${name}`,
          },
        );
      }
    }
    if (!Number.isFinite(real) || !Number.isFinite(imaginary)) {
      throw new InvalidArgumentError(
        `terms[${index}] must have a finite coefficient, got ${real} + ${imaginary}i`,
        {
          field: `terms[${index}]`,
        },
      );
    }
    sum.add(x, z, real, imaginary);
  });
  return sum.toPauliSum();
}

/**
 * A real Pauli sum from products printed from the highest qubit to the lowest: { ZI: 0.5, XX: -1 }.
 * Throws {@link InvalidArgumentError} for texts of different length or other letters than I, X, Y, Z.
 */
export function parsePauliSum(coefficients: Readonly<Record<string, number>>): PauliSum {
  const entries = Object.entries(coefficients);
  const qubitCount = entries[0]?.[0].length ?? 0;
  const terms = entries.map(([text, real]): PauliTerm => {
    if (!/^[IXYZ]+$/.test(text) || text.length !== qubitCount) {
      throw new InvalidArgumentError(
        `a Pauli product must be ${qubitCount} letters of I, X, Y, Z, got "${text}"`,
        { text },
      );
    }
    const mask = (letters: string): number =>
      Array.from(text).reduce((sum, letter) => sum * 2 + (letters.includes(letter) ? 1 : 0), 0);
    return { x: mask("XY"), z: mask("ZY"), real, imaginary: 0 };
  });
  return createPauliSum(qubitCount, terms);
}

/** A term's Pauli product, printed from the highest qubit to the lowest: "XIZ". */
export function formatPauli({ x, z }: Pick<PauliTerm, "x" | "z">, qubitCount: number): string {
  let text = "";
  for (let qubit = qubitCount - 1; qubit >= 0; qubit--)
    text += "IXZY"[((x >>> qubit) & 1) + 2 * ((z >>> qubit) & 1)];
  return text;
}

function checkSameQubits(a: PauliSum, b: PauliSum): void {
  if (a.qubitCount !== b.qubitCount) {
    throw new InvalidArgumentError(
      `Pauli sums must have the same qubit count, got ${a.qubitCount} and ${b.qubitCount}`,
    );
  }
}

/** a + factor·b for a real factor. */
export function addPauliSums(a: PauliSum, b: PauliSum, factor = 1): PauliSum {
  checkSameQubits(a, b);
  const sum = new PauliAccumulator(a.qubitCount);
  for (const { x, z, real, imaginary } of a.terms) sum.add(x, z, real, imaginary);
  for (const { x, z, real, imaginary } of b.terms) sum.add(x, z, factor * real, factor * imaginary);
  return sum.toPauliSum();
}

/**
 * The product of two terms. With P(x, z) = i^|x∧z| XˣZᶻ,
 *
 *   P(x, z) P(x′, z′) = i^(|x∧z| + |x′∧z′| − |x″∧z″|) (−1)^|z∧x′| P(x″, z″),   x″ = x⊕x′, z″ = z⊕z′.
 */
export function multiplyPauliTerms(a: PauliTerm, b: PauliTerm): PauliTerm {
  const x = a.x ^ b.x;
  const z = a.z ^ b.z;
  const real = a.real * b.real - a.imaginary * b.imaginary;
  const imaginary = a.real * b.imaginary + a.imaginary * b.real;
  const quarterTurns =
    countBits(a.x & a.z) + countBits(b.x & b.z) - countBits(x & z) + 2 * countBits(a.z & b.x);
  switch (quarterTurns & 3) {
    case 0:
      return { x, z, real, imaginary };
    case 1:
      return { x, z, real: -imaginary, imaginary: real };
    case 2:
      return { x, z, real: -real, imaginary: -imaginary };
    default:
      return { x, z, real: imaginary, imaginary: -real };
  }
}

/** a·b. */
export function multiplyPauliSums(a: PauliSum, b: PauliSum): PauliSum {
  checkSameQubits(a, b);
  const sum = new PauliAccumulator(a.qubitCount);
  for (const left of a.terms) {
    for (const right of b.terms) {
      const { x, z, real, imaginary } = multiplyPauliTerms(left, right);
      sum.add(x, z, real, imaginary);
    }
  }
  return sum.toPauliSum();
}
