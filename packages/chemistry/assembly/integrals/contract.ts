import { multiplyAdd } from "./lanes";
import { primitiveHeaderBytes, sumsStride } from "./layout";

/** X[t][g] += Σ_e E_e M[column(e)][t] for t in [first, first + 10). */
// @ts-ignore: decorator
@inline
export function contractTen(
  coefficients: usize,
  columns: usize,
  begin: usize,
  end: usize,
  matrix: usize,
  rowBytes: usize,
  half: usize,
  halfStride: usize,
): void {
  let a0 = f64x2.splat(0);
  let a1 = a0;
  let a2 = a0;
  let a3 = a0;
  let a4 = a0;
  let a5 = a0;
  let a6 = a0;
  let a7 = a0;
  let a8 = a0;
  let a9 = a0;
  for (let entry = begin; entry < end; entry++) {
    const e = v128.load(coefficients + (entry << 4));
    const row = matrix + <usize>load<u32>(columns + (entry << 2)) * rowBytes;
    a0 = multiplyAdd(e, v128.load(row), a0);
    a1 = multiplyAdd(e, v128.load(row, 16), a1);
    a2 = multiplyAdd(e, v128.load(row, 32), a2);
    a3 = multiplyAdd(e, v128.load(row, 48), a3);
    a4 = multiplyAdd(e, v128.load(row, 64), a4);
    a5 = multiplyAdd(e, v128.load(row, 80), a5);
    a6 = multiplyAdd(e, v128.load(row, 96), a6);
    a7 = multiplyAdd(e, v128.load(row, 112), a7);
    a8 = multiplyAdd(e, v128.load(row, 128), a8);
    a9 = multiplyAdd(e, v128.load(row, 144), a9);
  }
  let place = half;
  v128.store(place, f64x2.add(v128.load(place), a0));
  place += halfStride;
  v128.store(place, f64x2.add(v128.load(place), a1));
  place += halfStride;
  v128.store(place, f64x2.add(v128.load(place), a2));
  place += halfStride;
  v128.store(place, f64x2.add(v128.load(place), a3));
  place += halfStride;
  v128.store(place, f64x2.add(v128.load(place), a4));
  place += halfStride;
  v128.store(place, f64x2.add(v128.load(place), a5));
  place += halfStride;
  v128.store(place, f64x2.add(v128.load(place), a6));
  place += halfStride;
  v128.store(place, f64x2.add(v128.load(place), a7));
  place += halfStride;
  v128.store(place, f64x2.add(v128.load(place), a8));
  place += halfStride;
  v128.store(place, f64x2.add(v128.load(place), a9));
}

/** The same for five t. */
// @ts-ignore: decorator
@inline
export function contractFive(
  coefficients: usize,
  columns: usize,
  begin: usize,
  end: usize,
  matrix: usize,
  rowBytes: usize,
  half: usize,
  halfStride: usize,
): void {
  let a0 = f64x2.splat(0);
  let a1 = a0;
  let a2 = a0;
  let a3 = a0;
  let a4 = a0;
  for (let entry = begin; entry < end; entry++) {
    const e = v128.load(coefficients + (entry << 4));
    const row = matrix + <usize>load<u32>(columns + (entry << 2)) * rowBytes;
    a0 = multiplyAdd(e, v128.load(row), a0);
    a1 = multiplyAdd(e, v128.load(row, 16), a1);
    a2 = multiplyAdd(e, v128.load(row, 32), a2);
    a3 = multiplyAdd(e, v128.load(row, 48), a3);
    a4 = multiplyAdd(e, v128.load(row, 64), a4);
  }
  let place = half;
  v128.store(place, f64x2.add(v128.load(place), a0));
  place += halfStride;
  v128.store(place, f64x2.add(v128.load(place), a1));
  place += halfStride;
  v128.store(place, f64x2.add(v128.load(place), a2));
  place += halfStride;
  v128.store(place, f64x2.add(v128.load(place), a3));
  place += halfStride;
  v128.store(place, f64x2.add(v128.load(place), a4));
}

/** The same for four t. */
// @ts-ignore: decorator
@inline
export function contractFour(
  coefficients: usize,
  columns: usize,
  begin: usize,
  end: usize,
  matrix: usize,
  half: usize,
  halfStride: usize,
): void {
  let a0 = f64x2.splat(0);
  let a1 = a0;
  let a2 = a0;
  let a3 = a0;
  for (let entry = begin; entry < end; entry++) {
    const e = v128.load(coefficients + (entry << 4));
    const row = matrix + ((<usize>load<u32>(columns + (entry << 2))) << 6);
    a0 = multiplyAdd(e, v128.load(row), a0);
    a1 = multiplyAdd(e, v128.load(row, 16), a1);
    a2 = multiplyAdd(e, v128.load(row, 32), a2);
    a3 = multiplyAdd(e, v128.load(row, 48), a3);
  }
  let place = half;
  v128.store(place, f64x2.add(v128.load(place), a0));
  place += halfStride;
  v128.store(place, f64x2.add(v128.load(place), a1));
  place += halfStride;
  v128.store(place, f64x2.add(v128.load(place), a2));
  place += halfStride;
  v128.store(place, f64x2.add(v128.load(place), a3));
}

/** M[u][t] = (−1)^|u| R_{t+u} for t < braCount and u < ketCount. */
// @ts-ignore: decorator
@inline
export function fillMatrix(hermites: usize, matrix: usize, sums: usize, braCount: usize, ketCount: usize): void {
  let target = matrix;
  for (let u: usize = 0; u < ketCount; u++) {
    const row = sums + ((u * sumsStride) << 2);
    const isOdd = (u >= 1 && u < 4) || (u >= 10 && u < 20);
    if (isOdd) {
      for (let t: usize = 0; t < braCount; t++) {
        const value = v128.load(hermites + ((<usize>load<u32>(row + (t << 2))) << 4));
        v128.store(target, f64x2.neg(value));
        target += 16;
      }
    } else {
      for (let t: usize = 0; t < braCount; t++) {
        v128.store(target, v128.load(hermites + ((<usize>load<u32>(row + (t << 2))) << 4)));
        target += 16;
      }
    }
  }
}

/** out[f][g] += Σ_e E_e X[column(e)][g] for one bra primitive. */
// @ts-ignore: decorator
@inline
export function contractBra(
  bra: usize,
  lane: usize,
  braFunctions: usize,
  rowStarts: usize,
  columns: usize,
  half: usize,
  ketFunctions: usize,
  block: usize,
): void {
  const coefficients = bra + primitiveHeaderBytes + (lane << 3);
  const rowBytes = ketFunctions << 4;
  let entry: usize = 0;
  let target = block;
  for (let f: usize = 0; f < braFunctions; f++) {
    const end = <usize>load<u32>(rowStarts + ((f + 1) << 2));
    for (; entry < end; entry++) {
      const e = v128.load64_splat(coefficients + (entry << 4));
      let source = half + <usize>load<u32>(columns + (entry << 2)) * rowBytes;
      const last = target + rowBytes;
      let place = target;
      for (; place + 48 < last; place += 64) {
        v128.store(place, multiplyAdd(e, v128.load(source), v128.load(place)));
        v128.store(place, multiplyAdd(e, v128.load(source, 16), v128.load(place, 16)), 16);
        v128.store(place, multiplyAdd(e, v128.load(source, 32), v128.load(place, 32)), 32);
        v128.store(place, multiplyAdd(e, v128.load(source, 48), v128.load(place, 48)), 48);
        source += 64;
      }
      for (; place < last; place += 16) {
        v128.store(place, multiplyAdd(e, v128.load(source), v128.load(place)));
        source += 16;
      }
    }
    target += rowBytes;
  }
}
