// Phases exp(iφ) with φ = quarterTurns·cost·π/2, and their slopes.
import { laneDifference, multiplyAdd, swapParts } from "./lanes";
import { cosines, sines, stepsPerQuarter, turn } from "./phase-turns";

/** a·(c + is) with c in both lanes of `cosine` and (−s, s) in `sine`. */
@inline
function multiply(a: v128, cosine: v128, sine: v128): v128 {
  return multiplyAdd(a, cosine, f64x2.mul(swapParts(a), sine));
}

/** ψ_k ← scale·exp(iφ_k)·ψ_k for `count` amplitudes. */
export function multiplyPhases(
  psi: usize, cost: usize, count: u32, quarterTurns: f64, scale: f64, table: usize,
): void {
  const steps = f64x2.splat(stepsPerQuarter * quarterTurns);
  const factor = f64x2.splat(scale);
  let k: u32 = 0;
  for (; k + 1 < count; k += 2) {
    turn(table, f64x2.mul(steps, v128.load(cost)), factor);
    const c = cosines;
    const s = sines;
    const negative = f64x2.neg(s);
    v128.store(psi, multiply(v128.load(psi), v128.shuffle<f64>(c, c, 0, 0), v128.shuffle<f64>(negative, s, 0, 2)));
    v128.store(
      psi,
      multiply(v128.load(psi, 16), v128.shuffle<f64>(c, c, 1, 1), v128.shuffle<f64>(negative, s, 1, 3)),
      16,
    );
    psi += 32;
    cost += 16;
  }
  if (k < count) {
    turn(table, f64x2.mul(steps, v128.load64_splat(cost)), factor);
    v128.store(psi, multiply(v128.load(psi), cosines, v128.shuffle<f64>(f64x2.neg(sines), sines, 0, 2)));
  }
}

/** Multiplies ψ and λ like {@link multiplyPhases} and returns Σ_k cost_k·Im(λ_k*·ψ_k) of the products. */
export function undoPhases(
  psi: usize, lambda: usize, cost: usize, count: u32, quarterTurns: f64, scale: f64, table: usize,
): f64 {
  const steps = f64x2.splat(stepsPerQuarter * quarterTurns);
  const factor = f64x2.splat(scale);
  let sum = f64x2.splat(0);
  for (let k: u32 = 0; k < count; k += 2) {
    const isPair = k + 1 < count;
    const costs = isPair ? v128.load(cost) : v128.load64_splat(cost);
    turn(table, f64x2.mul(steps, costs), factor);
    const c = cosines;
    const s = sines;
    const negative = f64x2.neg(s);
    const c0 = v128.shuffle<f64>(c, c, 0, 0);
    const s0 = v128.shuffle<f64>(negative, s, 0, 2);
    const p0 = multiply(v128.load(psi), c0, s0);
    const l0 = multiply(v128.load(lambda), c0, s0);
    v128.store(psi, p0);
    v128.store(lambda, l0);
    sum = multiplyAdd(v128.shuffle<f64>(costs, costs, 0, 0), f64x2.mul(l0, swapParts(p0)), sum);
    if (!isPair) break;
    const c1 = v128.shuffle<f64>(c, c, 1, 1);
    const s1 = v128.shuffle<f64>(negative, s, 1, 3);
    const p1 = multiply(v128.load(psi, 16), c1, s1);
    const l1 = multiply(v128.load(lambda, 16), c1, s1);
    v128.store(psi, p1, 16);
    v128.store(lambda, l1, 16);
    sum = multiplyAdd(v128.shuffle<f64>(costs, costs, 1, 1), f64x2.mul(l1, swapParts(p1)), sum);
    psi += 32;
    lambda += 32;
    cost += 16;
  }
  return laneDifference(sum);
}

/** What {@link undoPhases} returns, with ψ and λ left as they are: phases that both share do not change it. */
export function phaseSlope(psi: usize, lambda: usize, cost: usize, count: u32): f64 {
  let sum = f64x2.splat(0);
  const end = cost + ((<usize>count) << 3);
  for (; cost < end; cost += 8) {
    sum = multiplyAdd(v128.load64_splat(cost), f64x2.mul(v128.load(lambda), swapParts(v128.load(psi))), sum);
    psi += 16;
    lambda += 16;
  }
  return laneDifference(sum);
}
