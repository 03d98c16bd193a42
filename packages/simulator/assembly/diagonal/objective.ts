import { field, word } from "./fields";
import { laneSum } from "./lanes";

/**
 * ψ ← scale·ψ; partials_g ← Σ |ψ_k|²·d_k over the amplitudes of group g; λ ← dψ where `withAdjoint`.
 * d is the cost, or threshold + min(cost − threshold, 0)·inverse where `isTail`. At `objective`: scale, threshold,
 * inverse (doubles), isTail, withAdjoint (words).
 */
export function weigh(system: usize, thread: u32, threads: u32): i32 {
  const psi = word(system, field.psi);
  const lambda = word(system, field.lambda);
  const cost = word(system, field.cost);
  const size = <u64>word(system, field.size);
  const groupCount = word(system, field.groupCount);
  const partials = word(system, field.partials);
  const objective = <usize>word(system, field.objective);
  const scale = f64x2.splat(load<f64>(objective));
  const threshold = load<f64>(objective, 8);
  const inverse = load<f64>(objective, 16);
  const isTail = load<u32>(objective, 24) != 0;
  const withAdjoint = load<u32>(objective, 28) != 0;
  for (let group = thread; group < groupCount; group += threads) {
    const end = <u32>((size * (group + 1)) / groupCount);
    let sum: f64 = 0;
    for (let k = <u32>((size * group) / groupCount); k < end; k++) {
      const at = (<usize>k) << 4;
      const amplitude = f64x2.mul(scale, v128.load(psi + at));
      v128.store(psi + at, amplitude);
      let d = load<f64>(cost + ((<usize>k) << 3));
      if (isTail) d = threshold + min<f64>(d - threshold, 0) * inverse;
      const weighted = f64x2.mul(f64x2.splat(d), amplitude);
      if (withAdjoint) v128.store(lambda + at, weighted);
      sum += laneSum(f64x2.mul(weighted, amplitude));
    }
    store<f64>(partials + ((<usize>group) << 3), sum);
  }
  return 0;
}
