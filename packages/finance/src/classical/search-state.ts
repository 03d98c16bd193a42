import { evaluateBinaryQuadratic } from "../problems/binary-quadratic-problem.ts";
import type { ConstrainedBinaryProblem } from "../problems/constrained-binary-problem.ts";

/** What a move would change. */
export interface MoveEffect {
  readonly objective: number;
  readonly violation: number;
}

/** A state that heuristics change bit by bit: effects of moves cost O(constraints), moves O(n). */
export class SearchState {
  readonly problem: ConstrainedBinaryProblem;
  readonly bits: Uint8Array;
  objective: number;
  /** Sum of the distances from the constraints' intervals. */
  violation = 0;
  /** f with bit i set less f with bit i clear. */
  readonly #changes: Float64Array;
  readonly #activities: Float64Array;

  constructor(problem: ConstrainedBinaryProblem, bits: ArrayLike<number>) {
    const { variableCount: n, linear, quadratic } = problem.objective;
    this.problem = problem;
    this.bits = Uint8Array.from(bits);
    this.objective = evaluateBinaryQuadratic(problem.objective, bits);
    this.#changes = linear.slice();
    this.#activities = new Float64Array(problem.constraints.length);
    for (let j = 0; j < n; j++) {
      if (!this.bits[j]) continue;
      for (let i = 0; i < n; i++) this.#changes[i] += 2 * quadratic[i * n + j];
      problem.constraints.forEach(({ coefficients }, c) => (this.#activities[c] += coefficients[j]));
    }
    problem.constraints.forEach((_, c) => (this.violation += this.#distance(c, this.#activities[c])));
  }

  #distance(constraint: number, activity: number): number {
    const { lower, upper } = this.problem.constraints[constraint];
    return activity < lower ? lower - activity : activity > upper ? activity - upper : 0;
  }

  /** Effect of flipping bit i and, where j is given, bit j with it. */
  effect(i: number, j = -1): MoveEffect {
    const { bits, problem } = this;
    const { variableCount: n, quadratic } = problem.objective;
    const signI = bits[i] ? -1 : 1;
    let objective = signI * this.#changes[i];
    const signJ = j < 0 ? 0 : bits[j] ? -1 : 1;
    if (j >= 0) objective += signJ * this.#changes[j] + 2 * signI * signJ * quadratic[i * n + j];
    let violation = 0;
    for (let c = 0; c < problem.constraints.length; c++) {
      const { coefficients } = problem.constraints[c];
      const shift = signI * coefficients[i] + (j < 0 ? 0 : signJ * coefficients[j]);
      if (shift === 0) continue;
      const activity = this.#activities[c];
      violation += this.#distance(c, activity + shift) - this.#distance(c, activity);
    }
    return { objective, violation };
  }

  /** Flips bit i and, where j is given, bit j. */
  apply(effect: MoveEffect, i: number, j = -1): void {
    this.#flip(i);
    if (j >= 0) this.#flip(j);
    this.objective += effect.objective;
    this.violation += effect.violation;
  }

  #flip(i: number): void {
    const { bits, problem } = this;
    const { variableCount: n, quadratic } = problem.objective;
    const sign = bits[i] ? -1 : 1;
    bits[i] = bits[i] ? 0 : 1;
    for (let k = 0; k < n; k++) this.#changes[k] += 2 * sign * quadratic[i * n + k];
    problem.constraints.forEach(({ coefficients }, c) => (this.#activities[c] += sign * coefficients[i]));
  }
}
