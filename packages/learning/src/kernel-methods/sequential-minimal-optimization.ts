import type { KernelMatrix } from "../kernels/kernel.ts";

/**
 * min ½·aᵀQa + pᵀa with yᵀa = 0 and 0 ≤ a ≤ cost, where Q[i, j] = yᵢ·yⱼ·K[i mod n, j mod n] for a kernel matrix of n
 * rows: support vector classification has n unknowns, regression 2n.
 */
export interface SupportVectorProblem {
  readonly kernel: KernelMatrix;
  /** +1 or −1. */
  readonly signs: Int8Array;
  readonly linear: Float64Array;
  readonly cost: number;
  /** Largest violation of the optimality conditions, default 1e-3. */
  readonly tolerance?: number;
  /** Default 1,000,000 steps of two unknowns. */
  readonly maximumSteps?: number;
}

export interface SupportVectorSolution {
  readonly unknowns: Float64Array;
  /** The decision function is Σ yᵢaᵢk(x, xᵢ) − offset. */
  readonly offset: number;
  readonly converged: boolean;
}

/** In place of a curvature that is not positive. */
const leastCurvature = 1e-12;

/**
 * Sequential minimal optimisation: two unknowns at a time, the pair chosen by second-order information (Fan, Chen and Lin,
 * J. Mach. Learn. Res. 6, 1889 (2005), WSS 2), without shrinking.
 */
export function solveSupportVectors(problem: SupportVectorProblem): SupportVectorSolution {
  const { kernel, signs, linear, cost, tolerance = 1e-3, maximumSteps = 1_000_000 } = problem;
  const count = linear.length;
  const rows = kernel.rowCount;
  const values = kernel.values;
  const unknowns = new Float64Array(count);
  const gradient = linear.slice();
  let converged = false;
  for (let step = 0; step < maximumSteps; step++) {
    const first = steepest(unknowns, gradient, signs, cost);
    const second = first < 0 ? -1 : partner(problem, unknowns, gradient, first, tolerance);
    if (second < 0) {
      converged = true;
      break;
    }
    const firstRow = (first % rows) * rows;
    const secondRow = (second % rows) * rows;
    const oldFirst = unknowns[first];
    const oldSecond = unknowns[second];
    const coupling = values[firstRow + (second % rows)];
    const curvature = values[firstRow + (first % rows)] + values[secondRow + (second % rows)] - 2 * coupling;
    movePair(unknowns, gradient, signs, cost, first, second, Math.max(curvature, leastCurvature));
    const firstChange = signs[first] * (unknowns[first] - oldFirst);
    const secondChange = signs[second] * (unknowns[second] - oldSecond);
    for (let start = 0; start < count; start += rows) {
      for (let k = 0; k < rows; k++) {
        gradient[start + k] +=
          signs[start + k] * (values[firstRow + k] * firstChange + values[secondRow + k] * secondChange);
      }
    }
  }
  return { unknowns, offset: findOffset(unknowns, gradient, signs, cost), converged };
}

/** The unknown that can still grow along y and whose −y·gradient is largest; −1 where there is none. */
function steepest(unknowns: Float64Array, gradient: Float64Array, signs: Int8Array, cost: number): number {
  let best = -1;
  let largest = -Infinity;
  for (let k = 0; k < unknowns.length; k++) {
    const canGrow = signs[k] > 0 ? unknowns[k] < cost : unknowns[k] > 0;
    const slope = -signs[k] * gradient[k];
    if (canGrow && slope > largest) {
      largest = slope;
      best = k;
    }
  }
  return best;
}

/** The unknown that lowers the objective most together with the first; −1 where all conditions hold. */
function partner(
  { kernel, signs, cost }: SupportVectorProblem,
  unknowns: Float64Array,
  gradient: Float64Array,
  first: number,
  tolerance: number,
): number {
  const { rowCount: rows, values } = kernel;
  const row = (first % rows) * rows;
  const ownCurvature = values[row + (first % rows)];
  const largest = -signs[first] * gradient[first];
  let best = -1;
  let lowest = Infinity;
  let smallest = Infinity;
  for (let k = 0; k < unknowns.length; k++) {
    const canShrink = signs[k] > 0 ? unknowns[k] > 0 : unknowns[k] < cost;
    if (!canShrink) continue;
    const slope = -signs[k] * gradient[k];
    if (slope < smallest) smallest = slope;
    const gap = largest - slope;
    if (gap <= 0) continue;
    const column = k % rows;
    const curvature = Math.max(
      ownCurvature + values[column * rows + column] - 2 * values[row + column],
      leastCurvature,
    );
    const change = -(gap * gap) / curvature;
    if (change < lowest) {
      lowest = change;
      best = k;
    }
  }
  return largest - smallest < tolerance ? -1 : best;
}

/** The minimum along the line on which yᵀa stays 0, within the box. */
function movePair(
  unknowns: Float64Array,
  gradient: Float64Array,
  signs: Int8Array,
  cost: number,
  first: number,
  second: number,
  curvature: number,
): void {
  const gap = -signs[first] * gradient[first] + signs[second] * gradient[second];
  const room = (k: number, grows: boolean): number => (grows ? cost - unknowns[k] : unknowns[k]);
  const step = Math.min(gap / curvature, room(first, signs[first] > 0), room(second, signs[second] < 0));
  const movedFirst = unknowns[first] + signs[first] * step;
  const movedSecond = unknowns[second] - signs[second] * step;
  // An unknown that reaches its bound stands exactly there.
  unknowns[first] = snap(movedFirst, cost);
  unknowns[second] = snap(movedSecond, cost);
}

function snap(value: number, cost: number): number {
  const margin = 1e-14 * cost;
  if (value <= margin) return 0;
  return value >= cost - margin ? cost : value;
}

/** y·gradient of the free unknowns, which are all equal at the optimum; between the bounds of the others without any. */
function findOffset(unknowns: Float64Array, gradient: Float64Array, signs: Int8Array, cost: number): number {
  let free = 0;
  let sum = 0;
  let upper = Infinity;
  let lower = -Infinity;
  for (let k = 0; k < unknowns.length; k++) {
    const slope = signs[k] * gradient[k];
    const isAtCost = unknowns[k] >= cost;
    if (!isAtCost && unknowns[k] > 0) {
      free++;
      sum += slope;
    } else if (isAtCost === signs[k] < 0) upper = Math.min(upper, slope);
    else lower = Math.max(lower, slope);
  }
  return free > 0 ? sum / free : (upper + lower) / 2;
}
