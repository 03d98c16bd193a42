import type { QaoaMixer } from "@ansatz/simulator";
import { MandateError } from "../errors.ts";
import type { QaoaLandscape, QaoaProblem } from "./qaoa-problem.ts";

/** A classical guess that the first state leans towards. */
export interface WarmStart {
  /** For each variable how likely it is 1: a relaxed solution in [0, 1], or a selection's zeros and ones. */
  readonly probabilities: ArrayLike<number>;
  /** Probabilities are kept this far from 0 and 1, so that every state stays possible; default 0.25. */
  readonly margin?: number;
}

/** Throws {@link MandateError} for a warm start that does not fit the problem. */
export function checkWarmStart(
  problem: Pick<QaoaProblem, "variableCount">,
  mixer: QaoaMixer,
  { probabilities, margin = 0.25 }: WarmStart,
): void {
  const fail = (field: string, range: string, value: unknown): never => {
    throw new MandateError(`${field} must be ${range}, got ${String(value)}`, { field, value });
  };
  if (mixer === "grover") fail("warmStart", "left out for the mixer grover", "one");
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

/**
 * The state with amplitudes √(Π c_i^{x_i}·(1 − c_i)^{1−x_i}), normalised over the mixer's states; c are the warm start's
 * probabilities, kept away from 0 and 1. The mixer stays the plain one.
 * Source: Tate, Farhadi, Herold, Mohler, Gupta, ACM Trans. Quantum Comput. 4, 9 (2023), for all states of the qubits.
 */
export function warmStartState(
  { masks }: QaoaLandscape,
  { probabilities, margin = 0.25 }: WarmStart,
): { real: Float64Array; imaginary: Float64Array } {
  const kept = Array.from(probabilities, (c) => Math.min(1 - margin, Math.max(margin, c)));
  const real = Float64Array.from(masks, (mask) =>
    Math.sqrt(kept.reduce((product, c, i) => product * (Math.floor(mask / 2 ** i) % 2 === 1 ? c : 1 - c), 1)),
  );
  const norm = Math.sqrt(real.reduce((sum, amplitude) => sum + amplitude * amplitude, 0));
  return { real: real.map((amplitude) => amplitude / norm), imaginary: new Float64Array(masks.length) };
}
