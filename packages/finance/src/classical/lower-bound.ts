import type { BinaryQuadraticProblem } from "../problems/binary-quadratic-problem.ts";
import { convexify } from "./convexify.ts";

/**
 * A lower bound of f over all bits: the better of the sum of all negative coefficients and of the convex relaxation
 * over 0 ≤ x ≤ 1, minimised by coordinates and certified by f(x) + min ∇f(x)·(s − x).
 */
export function objectiveLowerBound(problem: BinaryQuadraticProblem): number {
  let negative = problem.constant;
  for (const value of problem.linear) negative += Math.min(0, value);
  for (const value of problem.quadratic) negative += Math.min(0, value);
  const { size: n, matrix, linear, constant } = convexify(problem);
  const point = new Float64Array(n);
  const gradient = linear.slice();
  let bound = -Infinity;
  for (let sweep = 0; sweep < 500; sweep++) {
    for (let i = 0; i < n; i++) {
      const curvature = 2 * matrix[i * n + i];
      const target = curvature > 0 ? point[i] - gradient[i] / curvature : gradient[i] < 0 ? 1 : 0;
      const move = Math.min(1, Math.max(0, target)) - point[i];
      if (move === 0) continue;
      point[i] += move;
      for (let j = 0; j < n; j++) gradient[j] += 2 * move * matrix[i * n + j];
    }
    let value = constant;
    let gap = 0;
    for (let i = 0; i < n; i++) {
      value += ((linear[i] + gradient[i]) * point[i]) / 2;
      gap += Math.min(0, gradient[i]) - gradient[i] * point[i];
    }
    bound = Math.max(bound, value + gap);
    if (-gap <= 1e-6 * Math.abs(value - negative)) break;
  }
  return Math.max(negative, bound);
}
