/**
 * Hermite Gaussians Λ_tuv = ∂ₓᵗ∂ᵧᵘ∂_zᵛ exp(−p|r − P|²) are numbered by total order t + u + v, and within one order
 * by falling t, then falling u: 000, 100, 010, 001, 200, 110, 101, 020, 011, 002, … A prefix holds all lower orders.
 */

/** Largest angular momentum of a basis function (d). */
export const maximumAngularMomentum = 2;
/** Largest Hermite order of a pair of basis functions. */
export const maximumPairOrder = 2 * maximumAngularMomentum;
/** Largest Hermite order of a repulsion integral. */
export const maximumOrder = 2 * maximumPairOrder;

/** Number of Hermite Gaussians up to an order: (L+1)(L+2)(L+3)/6. */
export function hermiteCount(order: number): number {
  return ((order + 1) * (order + 2) * (order + 3)) / 6;
}

/** Position of Λ_tuv. */
export function hermiteIndex(t: number, u: number, v: number): number {
  const order = t + u + v;
  const below = order - t;
  return hermiteCount(order - 1) + (below * (below + 1)) / 2 + v;
}

/** [t, u, v] by position, up to {@link maximumOrder}. */
export const hermiteComponents: readonly (readonly [number, number, number])[] = Array.from(
  { length: maximumOrder + 1 },
  (_, order) =>
    Array.from({ length: order + 1 }, (_, below) =>
      Array.from({ length: below + 1 }, (_, v): [number, number, number] => [order - below, below - v, v]),
    ).flat(),
).flat();

/** One step of R^n_{target} = factor·R^{n+1}_{twice} + PQ_axis·R^{n+1}_{once}: lowers the target by one or two along an axis. */
export interface HermiteStep {
  readonly axis: number;
  readonly once: number;
  /** 0 where the factor is 0. */
  readonly twice: number;
  readonly factor: number;
}

/** The step that makes each Hermite integral from lower ones; none for position 0. */
export const hermiteSteps: readonly HermiteStep[] = hermiteComponents.map((component, index) => {
  if (index === 0) return { axis: 0, once: 0, twice: 0, factor: 0 };
  const axis = component.findIndex((value) => value > 0);
  const lowered = (by: number): number => {
    const copy: [number, number, number] = [...component];
    copy[axis] -= by;
    return hermiteIndex(...copy);
  };
  const factor = component[axis] - 1;
  return { axis, once: lowered(1), twice: factor > 0 ? lowered(2) : 0, factor };
});
