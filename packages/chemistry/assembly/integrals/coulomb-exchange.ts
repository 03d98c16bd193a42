import { multiplyAdd } from "./lanes";
import { nextTask } from "./tasks";

/** First row of a share when the rows of a triangle are cut into shares of about equal size. */
// @ts-ignore: decorator
@inline
function shareStart(rows: usize, share: i32, shares: i32): usize {
  return share == shares ? rows : <usize>Math.floor(<f64>rows * Math.sqrt(<f64>share / <f64>shares));
}

// @ts-ignore: decorator
@inline
function sumLanes(a: v128): f64 {
  return f64x2.extract_lane(a, 0) + f64x2.extract_lane(a, 1);
}

// @ts-ignore: decorator
@inline
function addTo(address: usize, value: f64): void {
  store<f64>(address, load<f64>(address) + value);
}

/**
 * The part of row (ij|·) with one k. Sums over l run along rows of D; the products with D_ij, D_jk and D_ik are added
 * along rows of P and Q. Coinciding indices halve the weight. Returns this part of Σ_kl (ij|kl) D_kl.
 */
function addRun(n: usize, i: usize, j: usize, k: usize, values: usize, D: usize, P: usize, Q: usize): f64 {
  const rowBytes = n << 3;
  const Di = D + i * rowBytes;
  const Dj = D + j * rowBytes;
  const Dk = D + k * rowBytes;
  const Pk = P + k * rowBytes;
  const Qi = Q + i * rowBytes;
  const Qj = Q + j * rowBytes;
  const weight: f64 = i == j ? 0.5 : 1;
  const count = k < i ? k : j;
  const dij = 2 * weight * load<f64>(Di + (j << 3));
  const djk = weight * load<f64>(Dj + (k << 3));
  const dik = weight * load<f64>(Di + (k << 3));
  const dijs = f64x2.splat(dij);
  const djks = f64x2.splat(djk);
  const diks = f64x2.splat(dik);
  let coulombs = f64x2.splat(0);
  let firsts = coulombs;
  let seconds = coulombs;
  const paired = (count & ~1) << 3;
  for (let l: usize = 0; l < paired; l += 16) {
    const v = v128.load(values + l);
    coulombs = multiplyAdd(v, v128.load(Dk + l), coulombs);
    firsts = multiplyAdd(v, v128.load(Dj + l), firsts);
    seconds = multiplyAdd(v, v128.load(Di + l), seconds);
    v128.store(Pk + l, multiplyAdd(v, dijs, v128.load(Pk + l)));
    v128.store(Qi + l, multiplyAdd(v, djks, v128.load(Qi + l)));
    v128.store(Qj + l, multiplyAdd(v, diks, v128.load(Qj + l)));
  }
  let coulomb = sumLanes(coulombs);
  let first = sumLanes(firsts);
  let second = sumLanes(seconds);
  for (let l = paired; l <= count << 3; l += 8) {
    let v = load<f64>(values + l);
    if (l == count << 3) v *= k == i && i == j ? 0.25 : 0.5;
    coulomb += v * load<f64>(Dk + l);
    first += v * load<f64>(Dj + l);
    second += v * load<f64>(Di + l);
    addTo(Pk + l, v * dij);
    addTo(Qi + l, v * djk);
    addTo(Qj + l, v * dik);
  }
  addTo(Qi + (k << 3), weight * first);
  addTo(Qj + (k << 3), weight * second);
  return weight * coulomb;
}

/** One row (ij|·) of the packed store. */
function addRow(n: usize, i: usize, j: usize, row: usize, D: usize, P: usize, Q: usize): void {
  let coulomb: f64 = 0;
  let values = row;
  for (let k: usize = 0; k <= i; k++) {
    coulomb += addRun(n, i, j, k, values, D, P, Q);
    values += (k + 1) << 3;
  }
  addTo(P + ((i * n + j) << 3), 2 * coulomb);
}

/** Rows (ij|·) and (i,j+1|·) at once for j + 1 < i: they share the rows of D, P and Q that belong to i and k. */
function addTwoRows(
  n: usize,
  i: usize,
  j: usize,
  row: usize,
  nextRow: usize,
  D: usize,
  P: usize,
  Q: usize,
): void {
  const rowBytes = n << 3;
  const Di = D + i * rowBytes;
  const Dj = D + j * rowBytes;
  const Djj = Dj + rowBytes;
  const Qi = Q + i * rowBytes;
  const Qj = Q + j * rowBytes;
  const Qjj = Qj + rowBytes;
  const dij = 2 * load<f64>(Di + (j << 3));
  const dijj = 2 * load<f64>(Di + (j << 3), 8);
  const dijs = f64x2.splat(dij);
  const dijjs = f64x2.splat(dijj);
  let coulomb: f64 = 0;
  let coulombNext: f64 = 0;
  let values = row;
  const shift = nextRow - row;
  for (let k: usize = 0; k < i; k++) {
    const Dk = D + k * rowBytes;
    const Pk = P + k * rowBytes;
    const djk = load<f64>(Dj + (k << 3));
    const djjk = load<f64>(Djj + (k << 3));
    const dik = load<f64>(Di + (k << 3));
    const djks = f64x2.splat(djk);
    const djjks = f64x2.splat(djjk);
    const diks = f64x2.splat(dik);
    let coulombs = f64x2.splat(0);
    let coulombNexts = coulombs;
    let firsts = coulombs;
    let seconds = coulombs;
    let secondNexts = coulombs;
    const paired = (k & ~1) << 3;
    for (let l: usize = 0; l < paired; l += 16) {
      const v = v128.load(values + l);
      const w = v128.load(values + shift + l);
      const dk = v128.load(Dk + l);
      const di = v128.load(Di + l);
      coulombs = multiplyAdd(v, dk, coulombs);
      coulombNexts = multiplyAdd(w, dk, coulombNexts);
      firsts = multiplyAdd(v, v128.load(Dj + l), firsts);
      firsts = multiplyAdd(w, v128.load(Djj + l), firsts);
      seconds = multiplyAdd(v, di, seconds);
      secondNexts = multiplyAdd(w, di, secondNexts);
      v128.store(Pk + l, multiplyAdd(w, dijjs, multiplyAdd(v, dijs, v128.load(Pk + l))));
      v128.store(Qi + l, multiplyAdd(w, djjks, multiplyAdd(v, djks, v128.load(Qi + l))));
      v128.store(Qj + l, multiplyAdd(v, diks, v128.load(Qj + l)));
      v128.store(Qjj + l, multiplyAdd(w, diks, v128.load(Qjj + l)));
    }
    let first = sumLanes(firsts);
    let second = sumLanes(seconds);
    let secondNext = sumLanes(secondNexts);
    coulomb += sumLanes(coulombs);
    coulombNext += sumLanes(coulombNexts);
    for (let l = paired; l <= k << 3; l += 8) {
      const weight: f64 = l == k << 3 ? 0.5 : 1;
      const v = weight * load<f64>(values + l);
      const w = weight * load<f64>(values + shift + l);
      coulomb += v * load<f64>(Dk + l);
      coulombNext += w * load<f64>(Dk + l);
      first += v * load<f64>(Dj + l) + w * load<f64>(Djj + l);
      second += v * load<f64>(Di + l);
      secondNext += w * load<f64>(Di + l);
      addTo(Pk + l, v * dij + w * dijj);
      addTo(Qi + l, v * djk + w * djjk);
      addTo(Qj + l, v * dik);
      addTo(Qjj + l, w * dik);
    }
    addTo(Qi + (k << 3), first);
    addTo(Qj + (k << 3), second);
    addTo(Qjj + (k << 3), secondNext);
    values += (k + 1) << 3;
  }
  coulomb += addRun(n, i, j, i, values, D, P, Q);
  coulombNext += addRun(n, i, j + 1, i, values + shift, D, P, Q);
  addTo(P + ((i * n + j) << 3), 2 * coulomb);
  addTo(P + ((i * n + j + 1) << 3), 2 * coulombNext);
}

/** See IntegralKernels. */
export function coulombExchangeTasks(
  context: usize,
  target: usize,
  functionCount: usize,
  density: usize,
  partials: usize,
  shares: i32,
  scratch: usize,
  maximumTasks: i32,
): i32 {
  const n = functionCount;
  const rows = (n * (n + 1)) >> 1;
  for (let done = 0; done < maximumTasks; done++) {
    const share = nextTask(context);
    if (share < 0) return 0;
    const P = partials + <usize>share * ((2 * n * n) << 3);
    const Q = P + ((n * n) << 3);
    memory.fill(P, 0, (2 * n * n) << 3);
    const last = shareStart(rows, share + 1, shares);
    let row = shareStart(rows, share, shares);
    let i: usize = 0;
    while (((i + 1) * (i + 2)) >> 1 <= row) i++;
    let j = row - ((i * (i + 1)) >> 1);
    while (row < last) {
      const address = target + (((row * (row + 1)) >> 1) << 3);
      if (row + 1 < last && j + 1 < i) {
        addTwoRows(n, i, j, address, address + ((row + 1) << 3), density, P, Q);
        row += 2;
        j += 2;
      } else {
        addRow(n, i, j, address, density, P, Q);
        row++;
        j++;
      }
      if (j > i) {
        i++;
        j = 0;
      }
    }
  }
  return 1;
}
