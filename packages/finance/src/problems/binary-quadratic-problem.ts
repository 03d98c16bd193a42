import { createPauliSum, type PauliSum, type PauliTerm } from "@ansatz/simulator";
import { MandateError, PortfolioTooLargeError } from "../errors.ts";

/**
 * A quadratic function of bits to be minimised: f(x) = constant + Σᵢ linear[i]·xᵢ + Σᵢⱼ quadratic[i·n + j]·xᵢxⱼ.
 *
 * `quadratic` is row-major, symmetric and 0 on its diagonal (xᵢ² = xᵢ belongs to `linear`); the sum runs over
 * ordered pairs, so that the product xᵢxⱼ carries 2·quadratic[i·n + j].
 */
export interface BinaryQuadraticProblem {
  readonly variableCount: number;
  readonly constant: number;
  readonly linear: Float64Array;
  readonly quadratic: Float64Array;
  /** What a set bit means, one label a variable. */
  readonly labels: readonly string[];
}

/** Bits of a state: entry i is the value of variable i, 0 or 1. */
export type Bits = ArrayLike<number>;

/** What {@link createBinaryQuadraticProblem} takes: the matrix need be neither symmetric nor 0 on its diagonal. */
export interface BinaryQuadraticTerms {
  readonly constant?: number;
  readonly linear: ArrayLike<number>;
  readonly quadratic: ArrayLike<number>;
  readonly labels?: readonly string[];
}

/**
 * The problem f(x) = constant + linear·x + xᵀ quadratic x in its normal form: the matrix made symmetric, its
 * diagonal moved to the linear part. Throws {@link MandateError} for sizes that do not fit or numbers that are
 * not finite.
 */
export function createBinaryQuadraticProblem(terms: BinaryQuadraticTerms): BinaryQuadraticProblem {
  const n = terms.linear.length;
  if (terms.quadratic.length !== n * n) {
    throw new MandateError(`quadratic must hold ${n}² = ${n * n} numbers, got ${terms.quadratic.length}`);
  }
  const labels = terms.labels ?? Array.from({ length: n }, (_, index) => `x${index}`);
  if (labels.length !== n)
    throw new MandateError(`labels must name ${n} variables, got ${labels.length} labels`);
  const constant = terms.constant ?? 0;
  const linear = Float64Array.from(terms.linear);
  const quadratic = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    linear[i] += terms.quadratic[i * n + i];
    for (let j = 0; j < i; j++) {
      const half = (terms.quadratic[i * n + j] + terms.quadratic[j * n + i]) / 2;
      quadratic[i * n + j] = half;
      quadratic[j * n + i] = half;
    }
  }
  if (!Number.isFinite(constant) || !linear.every(Number.isFinite) || !quadratic.every(Number.isFinite)) {
    throw new MandateError("coefficients of a binary quadratic problem must be finite numbers");
  }
  return { variableCount: n, constant, linear, quadratic, labels };
}

/** f(x) of a state; variables beyond `variableCount` are ignored. */
export function evaluateBinaryQuadratic(problem: BinaryQuadraticProblem, bits: Bits): number {
  const n = problem.variableCount;
  let value = problem.constant;
  for (let i = 0; i < n; i++) {
    if (!bits[i]) continue;
    value += problem.linear[i];
    for (let j = 0; j < i; j++) if (bits[j]) value += 2 * problem.quadratic[i * n + j];
  }
  return value;
}

/** The bits of a basis state: variable i is bit i of `mask`. */
export function maskToBits(mask: number, variableCount: number): Uint8Array {
  return Uint8Array.from({ length: variableCount }, (_, index) => Math.floor(mask / 2 ** index) % 2);
}

/** The basis state of bits; exact for up to 53 variables. */
export function bitsToMask(bits: Bits): number {
  let mask = 0;
  for (let i = 0; i < bits.length; i++) if (bits[i]) mask += 2 ** i;
  return mask;
}

/**
 * The Ising Hamiltonian whose eigenvalue on basis state x is f(x): xᵢ = (1 − Zᵢ)/2, so
 * H = c + Σ lᵢ/2 + Σ_{i<j} qᵢⱼ/2 − Σᵢ (lᵢ/2 + Σⱼ qᵢⱼ/2)·Zᵢ + Σ_{i<j} qᵢⱼ/2·ZᵢZⱼ.
 * Throws {@link PortfolioTooLargeError} above 30 variables.
 */
export function binaryQuadraticToPauliSum(problem: BinaryQuadraticProblem): PauliSum {
  const n = problem.variableCount;
  if (n > 30) {
    throw new PortfolioTooLargeError(
      `an Ising Hamiltonian holds up to 30 variables, got ${n}; choose fewer assets, coarser steps or fewer limits`,
      { variableCount: n },
    );
  }
  let constant = problem.constant;
  const terms: PauliTerm[] = [];
  for (let i = 0; i < n; i++) {
    let field = problem.linear[i] / 2;
    constant += problem.linear[i] / 2;
    for (let j = 0; j < n; j++) {
      const coupling = problem.quadratic[i * n + j] / 2;
      field += coupling;
      if (j >= i) continue;
      constant += coupling;
      terms.push({ x: 0, z: 2 ** i + 2 ** j, real: coupling, imaginary: 0 });
    }
    terms.push({ x: 0, z: 2 ** i, real: -field, imaginary: 0 });
  }
  terms.push({ x: 0, z: 0, real: constant, imaginary: 0 });
  return createPauliSum(
    n,
    terms.filter(({ real }) => real !== 0),
  );
}
