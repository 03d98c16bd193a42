// The Walsh–Hadamard transform w_m = Σ_k (−1)^|m ∧ k| v_k of 2^bits doubles, in place.

function transformLowest(base: usize, end: usize): void {
  const signs = f64x2.replace_lane(f64x2.splat(1), 1, -1);
  for (let p = base; p < end; p += 16) {
    const v = v128.load(p);
    v128.store(p, f64x2.add(f64x2.mul(v, signs), v128.shuffle<f64>(v, v, 1, 0)));
  }
}

function transformOne(base: usize, end: usize, bit: u32): void {
  const step: usize = (<usize>8) << bit;
  for (let block = base; block < end; block += step << 1) {
    for (let p = block; p < block + step; p += 16) {
      const a = v128.load(p);
      const b = v128.load(p + step);
      v128.store(p, f64x2.add(a, b));
      v128.store(p + step, f64x2.sub(a, b));
    }
  }
}

/** Bits bit … bit+2 in one pass. */
function transformThree(base: usize, end: usize, bit: u32): void {
  const step: usize = (<usize>8) << bit;
  for (let block = base; block < end; block += step << 3) {
    for (let p = block; p < block + step; p += 16) {
      const q = p + (step << 2);
      const a0 = v128.load(p);
      const a1 = v128.load(p + step);
      const a2 = v128.load(p + 2 * step);
      const a3 = v128.load(p + 3 * step);
      const a4 = v128.load(q);
      const a5 = v128.load(q + step);
      const a6 = v128.load(q + 2 * step);
      const a7 = v128.load(q + 3 * step);
      const b0 = f64x2.add(a0, a1);
      const b1 = f64x2.sub(a0, a1);
      const b2 = f64x2.add(a2, a3);
      const b3 = f64x2.sub(a2, a3);
      const b4 = f64x2.add(a4, a5);
      const b5 = f64x2.sub(a4, a5);
      const b6 = f64x2.add(a6, a7);
      const b7 = f64x2.sub(a6, a7);
      const c0 = f64x2.add(b0, b2);
      const c2 = f64x2.sub(b0, b2);
      const c1 = f64x2.add(b1, b3);
      const c3 = f64x2.sub(b1, b3);
      const c4 = f64x2.add(b4, b6);
      const c6 = f64x2.sub(b4, b6);
      const c5 = f64x2.add(b5, b7);
      const c7 = f64x2.sub(b5, b7);
      v128.store(p, f64x2.add(c0, c4));
      v128.store(p + step, f64x2.add(c1, c5));
      v128.store(p + 2 * step, f64x2.add(c2, c6));
      v128.store(p + 3 * step, f64x2.add(c3, c7));
      v128.store(q, f64x2.sub(c0, c4));
      v128.store(q + step, f64x2.sub(c1, c5));
      v128.store(q + 2 * step, f64x2.sub(c2, c6));
      v128.store(q + 3 * step, f64x2.sub(c3, c7));
    }
  }
}

export function transform(base: usize, bits: u32): void {
  const end = base + ((<usize>8) << bits);
  transformLowest(base, end);
  let bit: u32 = 1;
  for (; bit + 2 < bits; bit += 3) transformThree(base, end, bit);
  for (; bit < bits; bit++) transformOne(base, end, bit);
}
