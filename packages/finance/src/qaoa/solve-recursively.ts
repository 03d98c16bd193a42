import { MandateError } from "../errors.ts";
import { createBinaryQuadraticProblem } from "../problems/binary-quadratic-problem.ts";
import type { BinaryQuadraticProblem } from "../problems/binary-quadratic-problem.ts";
import { surveyProblem } from "./qaoa-problem.ts";
import type { SolveQaoaOptions } from "./qaoa-options.ts";
import { solveWithProbabilities } from "./solve-qaoa.ts";

export interface SolveRecursivelyOptions extends Pick<
  SolveQaoaOptions,
  "layers" | "start" | "maxIterations" | "seed" | "pool" | "signal" | "maximumBytes"
> {
  /** With so many variables left all states are enumerated; in [1, 20], default 6. */
  readonly lastVariables?: number;
  readonly onProgress?: (elimination: Elimination) => void;
}

/** A variable that was replaced: xᵢ = xⱼ, xᵢ = 1 − xⱼ, or a number where `other` is null. */
export interface Elimination {
  readonly variable: number;
  readonly other: number | null;
  readonly isEqual: boolean;
  /** ⟨ZᵢZⱼ⟩ or ⟨Zᵢ⟩; for the control minus the coupling in the Ising energy. */
  readonly correlation: number;
}

export interface RecursiveSolution {
  readonly mask: number;
  /** Variables that are 1, ascending. */
  readonly selection: readonly number[];
  readonly cost: number;
  readonly eliminations: readonly Elimination[];
}

/** QAOA's answer and the control: the same recursion led by the couplings alone, without any quantum state. */
export interface RecursiveResult extends RecursiveSolution {
  readonly control: RecursiveSolution;
  readonly seconds: number;
}

/** Correlations of the variables left: pair (i, j) at i·n + j, the single ones at i·n + i. */
type Correlate = (problem: BinaryQuadraticProblem) => Promise<Float64Array>;

/**
 * Minimises a quadratic function of bits without constraints by recursive QAOA: the strongest of the correlations ⟨ZᵢZⱼ⟩
 * and ⟨Zᵢ⟩ of the optimised state replaces a variable, until few are left. One layer, the default, is usual.
 * Source: Bravyi, Kliesch, Koenig, Tang, Phys. Rev. Lett. 125, 260505 (2020); fields count as couplings to a fixed spin.
 * Throws {@link MandateError} for options out of range, and what solveQaoa throws.
 */
export async function solveRecursively(
  problem: BinaryQuadraticProblem,
  options: SolveRecursivelyOptions = {},
): Promise<RecursiveResult> {
  const began = performance.now();
  const { lastVariables = 6, onProgress, layers = 1, ...others } = options;
  if (!Number.isInteger(lastVariables) || lastVariables < 1 || lastVariables > 20) {
    throw new MandateError(`lastVariables must be an integer in [1, 20], got ${lastVariables}`, {
      field: "lastVariables",
    });
  }
  const solution = await eliminate(problem, lastVariables, onProgress, async (reduced) => {
    const { probabilities } = await solveWithProbabilities(
      { variableCount: reduced.variableCount, cost: reduced },
      { ...others, layers, mixer: "x", shots: 0, topStates: 0 },
    );
    return correlationsOf(probabilities, reduced.variableCount);
  });
  const control = await eliminate(problem, lastVariables, undefined, (reduced) =>
    Promise.resolve(opposedCouplings(reduced)),
  );
  return { ...solution, control, seconds: (performance.now() - began) / 1000 };
}

async function eliminate(
  problem: BinaryQuadraticProblem,
  lastVariables: number,
  onProgress: ((elimination: Elimination) => void) | undefined,
  correlate: Correlate,
): Promise<RecursiveSolution> {
  let reduced = problem;
  let names = Array.from({ length: problem.variableCount }, (_, index) => index);
  const eliminations: Elimination[] = [];
  while (reduced.variableCount > lastVariables) {
    const n = reduced.variableCount;
    const correlations = await correlate(reduced);
    let [variable, other] = [0, 0];
    for (let i = 0; i < n; i++) {
      for (let j = 0; j <= i; j++) {
        if (Math.abs(correlations[i * n + j]) > Math.abs(correlations[variable * n + other])) {
          [variable, other] = [i, j];
        }
      }
    }
    const correlation = correlations[variable * n + other];
    const elimination: Elimination = {
      variable: names[variable],
      other: variable === other ? null : names[other],
      isEqual: correlation >= 0,
      correlation,
    };
    eliminations.push(elimination);
    onProgress?.(elimination);
    reduced = substitute(reduced, variable, variable === other ? null : other, correlation >= 0);
    names = names.filter((_, index) => index !== variable);
  }
  const { optima, masks, least } = surveyProblem(
    { variableCount: reduced.variableCount, cost: reduced },
    "x",
  );
  const bits = new Uint8Array(problem.variableCount);
  names.forEach((name, index) => (bits[name] = (masks[optima[0]] >>> index) & 1));
  for (const { variable, other, isEqual } of eliminations.toReversed()) {
    // A fixed spin is +1 where the correlation with it is positive: the bit 0.
    const reference = other === null ? 0 : bits[other];
    bits[variable] = isEqual ? reference : 1 - reference;
  }
  const selection = Array.from(bits.keys()).filter((index) => bits[index] === 1);
  return {
    mask: selection.reduce((mask, index) => mask + 2 ** index, 0),
    selection,
    cost: least,
    eliminations,
  };
}

/** The problem without variable i, which is xⱼ, 1 − xⱼ, or for j = null the number 0 or 1. */
function substitute(
  problem: BinaryQuadraticProblem,
  i: number,
  j: number | null,
  isEqual: boolean,
): BinaryQuadraticProblem {
  const n = problem.variableCount;
  // xᵢ = s + t·xⱼ.
  const s = isEqual ? 0 : 1;
  const t = j === null ? 0 : isEqual ? 1 : -1;
  const linear = problem.linear.slice();
  const quadratic = problem.quadratic.slice();
  for (let k = 0; k < n; k++) {
    const q = problem.quadratic[i * n + k];
    linear[k] += 2 * q * s;
    if (j === null) continue;
    // Products xⱼxⱼ go to the diagonal, which the normal form moves to the linear part.
    quadratic[j * n + k] += q * t;
    quadratic[k * n + j] += q * t;
  }
  if (j !== null) linear[j] += problem.linear[i] * t;
  const kept = Array.from({ length: n }, (_, index) => index).filter((index) => index !== i);
  return createBinaryQuadraticProblem({
    constant: problem.constant + problem.linear[i] * s,
    linear: kept.map((a) => linear[a]),
    quadratic: kept.flatMap((a) => kept.map((b) => quadratic[a * n + b])),
    labels: kept.map((a) => problem.labels[a]),
  });
}

/** ⟨Z…⟩ = Σ p_k·(−1)^{bits of k in a mask} for all masks by the Walsh–Hadamard transform, of which pairs are taken. */
function correlationsOf(probabilities: Float64Array, n: number): Float64Array {
  const transform = probabilities.slice();
  for (let bit = 1; bit < transform.length; bit *= 2) {
    for (let block = 0; block < transform.length; block += 2 * bit) {
      for (let k = block; k < block + bit; k++) {
        const [a, b] = [transform[k], transform[k + bit]];
        transform[k] = a + b;
        transform[k + bit] = a - b;
      }
    }
  }
  return Float64Array.from({ length: n * n }, (_, at) => {
    const [i, j] = [Math.floor(at / n), at % n];
    return transform[i === j ? 2 ** i : 2 ** i + 2 ** j];
  });
}

/** Minus the couplings qᵢⱼ/2 and fields −(lᵢ + Σⱼ qᵢⱼ)/2 of the Ising energy: what each alone would make of its spins. */
function opposedCouplings({ variableCount: n, linear, quadratic }: BinaryQuadraticProblem): Float64Array {
  return Float64Array.from({ length: n * n }, (_, at) => {
    const [i, j] = [Math.floor(at / n), at % n];
    if (i !== j) return -quadratic[at] / 2;
    let field = linear[i] / 2;
    for (let k = 0; k < n; k++) field += quadratic[i * n + k] / 2;
    return field;
  });
}
