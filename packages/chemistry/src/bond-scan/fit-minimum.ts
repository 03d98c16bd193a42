/** Minimum of a curve: position, value and curvature there. */
export interface CurveMinimum {
  readonly position: number;
  readonly value: number;
  readonly curvature: number;
}

/**
 * The minimum of a sampled curve, by the polynomial through the points nearest to the lowest one (five where there are
 * two on either side, else three). Undefined when the lowest point is at an end or there are fewer than three.
 *
 * @param points (x, y) with x ascending.
 */
export function fitMinimum(points: readonly (readonly [x: number, y: number])[]): CurveMinimum | undefined {
  let lowest = 0;
  for (const [index, [, y]] of points.entries()) if (y < points[lowest][1]) lowest = index;
  if (lowest === 0 || lowest === points.length - 1 || points.length < 3) return undefined;
  const reach = lowest >= 2 && lowest <= points.length - 3 ? 2 : 1;
  const near = points.slice(lowest - reach, lowest + reach + 1);
  const center = points[lowest][0];
  const coefficients = interpolate(near.map(([x, y]) => [x - center, y] as const));
  const lower = points[lowest - 1][0] - center;
  const upper = points[lowest + 1][0] - center;
  const x = findStationary(coefficients, lower, upper);
  const [value, , curvature] = evaluate(coefficients, x);
  return { position: center + x, value, curvature };
}

/** Monomial coefficients, constant first, of the polynomial through the points (Newton's divided differences). */
function interpolate(points: readonly (readonly [x: number, y: number])[]): number[] {
  const differences = points.map(([, y]) => y);
  for (let order = 1; order < points.length; order++) {
    for (let index = points.length - 1; index >= order; index--) {
      const span = points[index][0] - points[index - order][0];
      differences[index] = (differences[index] - differences[index - 1]) / span;
    }
  }
  let coefficients = [differences.at(-1)!];
  for (let index = points.length - 2; index >= 0; index--) {
    const next = [differences[index], ...coefficients];
    for (const [power, value] of coefficients.entries()) next[power] -= value * points[index][0];
    coefficients = next;
  }
  return coefficients;
}

/** Value, first and second derivative. */
function evaluate(coefficients: readonly number[], x: number): [number, number, number] {
  let [value, slope, half] = [0, 0, 0];
  for (const coefficient of coefficients.toReversed()) {
    half = half * x + slope;
    slope = slope * x + value;
    value = value * x + coefficient;
  }
  return [value, slope, 2 * half];
}

/** The zero of the slope in an interval at whose ends it has opposite signs, by bisection. */
function findStationary(coefficients: readonly number[], lower: number, upper: number): number {
  let [low, high] = [lower, upper];
  for (let step = 0; step < 80; step++) {
    const middle = (low + high) / 2;
    if (evaluate(coefficients, middle)[1] < 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
