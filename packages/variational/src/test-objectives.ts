import type { Objective } from "./types.ts";

/** An objective from plain functions that counts its evaluations. */
export interface CountedObjective extends Objective {
  readonly value: (parameters: Float64Array) => Promise<number>;
  valueAndGradient(parameters: Float64Array): Promise<{ value: number; gradient: Float64Array }>;
  readonly calls: { count: number };
}

export function createObjective(
  parameterCount: number,
  value: (x: Float64Array) => number,
  gradient: (x: Float64Array) => Float64Array,
): CountedObjective {
  const calls = { count: 0 };
  return {
    parameterCount,
    calls,
    value: (x) => {
      calls.count++;
      return Promise.resolve(value(x));
    },
    valueAndGradient: (x) => {
      calls.count++;
      return Promise.resolve({ value: value(x), gradient: gradient(x) });
    },
  };
}

/** Rosenbrock's valley: 100(y − x²)² + (1 − x)², lowest at (1, 1) with value 0. */
export function rosenbrock(): CountedObjective {
  return createObjective(
    2,
    ([x, y]) => 100 * (y - x * x) ** 2 + (1 - x) ** 2,
    ([x, y]) => Float64Array.of(-400 * x * (y - x * x) - 2 * (1 - x), 200 * (y - x * x)),
  );
}

/** −1 + ½ Σᵢ aᵢ (xᵢ − i)², lowest at xᵢ = i with value −1. */
export function quadratic(curvatures: readonly number[]): CountedObjective {
  return createObjective(
    curvatures.length,
    (x) => x.reduce((sum, entry, index) => sum + (curvatures[index] * (entry - index) ** 2) / 2, -1),
    (x) => x.map((entry, index) => curvatures[index] * (entry - index)),
  );
}

/** Energy-like: −Σᵢ cos(xᵢ − xᵢ₊₁ − 0.1 i) − ½ cos x₀, as smooth and periodic as a product of rotations. */
export function coupledRotations(count: number): CountedObjective {
  const angle = (x: Float64Array, index: number): number => x[index] - x[index + 1] - 0.1 * index;
  return createObjective(
    count,
    (x) => {
      let sum = -Math.cos(x[0]) / 2;
      for (let index = 0; index + 1 < count; index++) sum -= Math.cos(angle(x, index));
      return sum;
    },
    (x) => {
      const gradient = new Float64Array(count);
      gradient[0] = Math.sin(x[0]) / 2;
      for (let index = 0; index + 1 < count; index++) {
        gradient[index] += Math.sin(angle(x, index));
        gradient[index + 1] -= Math.sin(angle(x, index));
      }
      return gradient;
    },
  );
}
