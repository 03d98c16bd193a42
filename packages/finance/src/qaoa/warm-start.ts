import { mixerEdges } from "@ansatz/simulator";
import type { QaoaMixer } from "@ansatz/simulator";
import { MandateError } from "../errors.ts";
import type { QaoaLandscape, QaoaProblem } from "./qaoa-problem.ts";

/** A classical guess that the first state leans towards. */
export interface WarmStart {
  /** For each variable how likely it is 1: a relaxed solution in [0, 1], or a selection's zeros and ones. */
  readonly probabilities: ArrayLike<number>;
  /** Probabilities are kept this far from 0 and 1, so that every state stays possible; default 0.25. */
  readonly margin?: number;
  /**
   * - "plain" (the default): the mixer stays as it is.
   * - "aligned": its rotations turn about the first state, which is then left alone by the mixer of all qubits, and up to
   *   Trotter error by that of all pairs; see {@link alignedTilts}. Without compiled kernels, several times slower.
   */
  readonly mixer?: "plain" | "aligned";
}

/** Throws {@link MandateError} for a warm start that does not fit the problem. */
export function checkWarmStart(
  problem: Pick<QaoaProblem, "variableCount">,
  mixer: QaoaMixer,
  { probabilities, margin = 0.25, mixer: kind = "plain" }: WarmStart,
): void {
  const fail = (field: string, range: string, value: unknown): never => {
    throw new MandateError(`${field} must be ${range}, got ${String(value)}`, { field, value });
  };
  if (mixer === "grover") fail("warmStart", "left out for the mixer grover", "one");
  if (kind !== "plain" && (kind as string) !== "aligned") fail("warmStart.mixer", "plain or aligned", kind);
  if (!(margin > 0 && margin <= 0.5)) fail("warmStart.margin", "in (0, 0.5]", margin);
  if (probabilities.length !== problem.variableCount) {
    fail(
      "warmStart.probabilities",
      `${problem.variableCount} numbers, one a variable`,
      `${probabilities.length} numbers`,
    );
  }
  for (let i = 0; i < probabilities.length; i++) {
    if (!(probabilities[i] >= 0 && probabilities[i] <= 1)) {
      fail(`warmStart.probabilities[${i}]`, "in [0, 1]", probabilities[i]);
    }
  }
}

function keptProbabilities({ probabilities, margin = 0.25 }: WarmStart): number[] {
  return Array.from(probabilities, (c) => Math.min(1 - margin, Math.max(margin, c)));
}

/**
 * The state with amplitudes √(Π c_i^{x_i}·(1 − c_i)^{1−x_i}), normalised over the mixer's states; c are the warm start's
 * probabilities, kept away from 0 and 1.
 * Source: Tate, Farhadi, Herold, Mohler, Gupta, ACM Trans. Quantum Comput. 4, 9 (2023), for all states of the qubits.
 */
export function warmStartState(
  { masks }: QaoaLandscape,
  warmStart: WarmStart,
): { real: Float64Array; imaginary: Float64Array } {
  const kept = keptProbabilities(warmStart);
  const real = Float64Array.from(masks, (mask) =>
    Math.sqrt(kept.reduce((product, c, i) => product * (Math.floor(mask / 2 ** i) % 2 === 1 ? c : 1 - c), 1)),
  );
  const norm = Math.sqrt(real.reduce((sum, amplitude) => sum + amplitude * amplitude, 0));
  return { real: real.map((amplitude) => amplitude / norm), imaginary: new Float64Array(masks.length) };
}

/**
 * Angles θ of the mixer's axes (see `QaoaEngineOptions.tilts`) for which {@link warmStartState} is the state of greatest
 * eigenvalue of its generator, as the uniform one is without a warm start.
 *
 * - "x": θ_i = 2·arcsin √c_i. Σ (sin θ_i X_i + cos θ_i Z_i) has the eigenvalue n there.
 *   Source: Egger, Mareček, Woerner, Quantum 5, 479 (2021), eq. 8 and 9; ε is the margin.
 * - pairs (i, j) of an XY mixer: on the states that differ in i and j alone, the first state is always
 *   (√(c_i(1 − c_j)), √(c_j(1 − c_i))) up to a factor, so that one angle θ = 2·atan2 of the second by the first turns the
 *   rotation about it. Over all pairs of n variables with k ones the generator has the eigenvalue k·(n − k) there; of the
 *   ring's pairs, or of a product of rotations instead of their sum, the first state is no eigenstate, as the Dicke state
 *   is none without a warm start. The analogue is ours.
 */
export function alignedTilts(mixer: QaoaMixer, warmStart: WarmStart): Float64Array {
  const kept = keptProbabilities(warmStart);
  if (mixer === "x") return Float64Array.from(kept, (c) => 2 * Math.asin(Math.sqrt(c)));
  return Float64Array.from(mixerEdges(mixer, kept.length) ?? [], ([i, j]) => {
    const first = kept[i] * (1 - kept[j]);
    const second = kept[j] * (1 - kept[i]);
    return 2 * Math.atan2(Math.sqrt(second), Math.sqrt(first));
  });
}
