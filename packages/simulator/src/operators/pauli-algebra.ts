import { InvalidArgumentError } from "../errors.ts";
import { PauliAccumulator, addPauliSums, countBits, multiplyPauliSums } from "./pauli-sum.ts";
import type { PauliSum, PauliTerm } from "./pauli-sum.ts";

/** A Pauli product without its coefficient. */
export type PauliProduct = Pick<PauliTerm, "x" | "z">;

/** A number, or [real, imaginary]. */
export type ComplexNumber = number | readonly [real: number, imaginary: number];

/** [real, imaginary] of a number. Throws {@link InvalidArgumentError} unless both are finite. */
export function readComplex(value: ComplexNumber, name: string): readonly [real: number, imaginary: number] {
  const [real, imaginary] = typeof value === "number" ? [value, 0] : value;
  if (!Number.isFinite(real) || !Number.isFinite(imaginary)) {
    throw new InvalidArgumentError(`${name} must be finite, got ${real} + ${imaginary}i`, { field: name });
  }
  return [real, imaginary];
}

/** The sum with every term replaced; equal products are added up, zeros dropped. */
function mapTerms({ qubitCount, terms }: PauliSum, replace: (term: PauliTerm) => PauliTerm): PauliSum {
  const sum = new PauliAccumulator(qubitCount);
  for (const term of terms) {
    const { x, z, real, imaginary } = replace(term);
    sum.add(x, z, real, imaginary);
  }
  return sum.toPauliSum();
}

/** factor · O for a number or a complex number [real, imaginary]. Throws {@link InvalidArgumentError} unless finite. */
export function scalePauliSum(sum: PauliSum, factor: ComplexNumber): PauliSum {
  const [re, im] = readComplex(factor, "factor");
  return mapTerms(sum, ({ x, z, real, imaginary }) => ({
    x,
    z,
    real: re * real - im * imaginary,
    imaginary: re * imaginary + im * real,
  }));
}

/** O†: complex conjugate coefficients, because Pauli products are Hermitian. */
export function adjointPauliSum(sum: PauliSum): PauliSum {
  return mapTerms(sum, ({ x, z, real, imaginary }) => ({ x, z, real, imaginary: -imaginary }));
}

/** Whether O = O†: no coefficient has an imaginary part above the tolerance (by default 0) in modulus. */
export function isHermitianPauliSum({ terms }: PauliSum, tolerance = 0): boolean {
  return terms.every(({ imaginary }) => Math.abs(imaginary) <= tolerance);
}

/** The commutator ab − ba. Throws {@link InvalidArgumentError} for different qubit counts. */
export function commutator(a: PauliSum, b: PauliSum): PauliSum {
  return addPauliSums(multiplyPauliSums(a, b), multiplyPauliSums(b, a), -1);
}

/** The anticommutator ab + ba. Throws {@link InvalidArgumentError} for different qubit counts. */
export function anticommutator(a: PauliSum, b: PauliSum): PauliSum {
  return addPauliSums(multiplyPauliSums(a, b), multiplyPauliSums(b, a));
}

/**
 * The sum without terms whose coefficient is at most `threshold` in modulus (by default 1e-12: rounding of sums with
 * coefficients of order 1). Dropping terms changes an expectation by at most the sum of their moduli.
 * Throws {@link InvalidArgumentError} for a threshold below 0.
 */
export function simplifyPauliSum({ qubitCount, terms }: PauliSum, threshold = 1e-12): PauliSum {
  if (!(threshold >= 0)) {
    throw new InvalidArgumentError(`threshold must be at least 0, got ${threshold}`, { field: "threshold" });
  }
  const sum = new PauliAccumulator(qubitCount);
  for (const { x, z, real, imaginary } of terms) sum.add(x, z, real, imaginary);
  return sum.toPauliSum(threshold);
}

/** The qubits, ascending, on which some term is not the identity. */
export function pauliSumSupport({ qubitCount, terms }: PauliSum): number[] {
  const mask = terms.reduce((all, { x, z }) => all | x | z, 0);
  return Array.from({ length: qubitCount }, (_, qubit) => qubit).filter((qubit) => (mask >>> qubit) & 1);
}

/** The number of qubits on which a product is not the identity. */
export function pauliWeight({ x, z }: PauliProduct): number {
  return countBits(x | z);
}

/** Whether two products commute: they differ, both not the identity, on an even number of qubits. */
export function pauliProductsCommute(a: PauliProduct, b: PauliProduct): boolean {
  return ((countBits(a.x & b.z) + countBits(a.z & b.x)) & 1) === 0;
}

/** Whether two products commute on every qubit for itself: where both are not the identity they are the same. */
export function pauliProductsCommuteQubitWise(a: PauliProduct, b: PauliProduct): boolean {
  return ((a.x & b.z) ^ (a.z & b.x)) === 0;
}
