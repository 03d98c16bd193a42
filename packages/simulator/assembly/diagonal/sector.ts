// QAOA with XY mixers on the states of one Hamming weight, in ascending order. States that share their high bits are a
// block of neighbours; blocks of one weight have the same inner order. A stage either works inside each block (phases,
// rotations of two low qubits) or rotates pairs of blocks (a qubit that is high, or two).
import { waitForAll } from "../barrier";
import { field, statusSuccess, statusThreadLost, word } from "./fields";
import { laneDifference, multiplyAdd, swapParts } from "./lanes";
import { multiplyPhases, undoPhases } from "./phases";

const kindBlocks: u32 = 0;
/** Words of a stage: kind, address and count of its operations, address and count of its block pairs. */
const stageBytes: usize = 20;
/** Words of an operation: edge (the edge count means the phases), address of its tables by weight. */
const operationBytes: usize = 8;
/** Words of a block: first index, size, weight of the low bits. */
const blockBytes: usize = 12;
/** Words of a pair of blocks: two first indices, table, count. Table 0 pairs amplitude by amplitude. */
const pairBytes: usize = 16;

/** Of the edge's angle in a layer: cos β and sin β; of the phases: quarter turns. */
@inline
function angleAt(system: usize, layer: u32, edge: u32): usize {
  return word(system, field.angles) + (((<usize>layer) * (word(system, field.edgeCount) + 1) + edge) << 4);
}

/** (a, b) → (cos β·a − i sin β·b, cos β·b − i sin β·a); a table lists byte offsets of a and b. */
function rotate(a: usize, b: usize, table: usize, count: u32, cosine: f64, sine: f64): void {
  const c = f64x2.splat(cosine);
  const s = f64x2.replace_lane(f64x2.splat(sine), 1, -sine);
  if (table == 0) {
    for (let k: u32 = 0; k < count; k++) {
      const at = (<usize>k) << 4;
      const x = v128.load(a + at);
      const y = v128.load(b + at);
      v128.store(a + at, multiplyAdd(c, x, f64x2.mul(s, swapParts(y))));
      v128.store(b + at, multiplyAdd(c, y, f64x2.mul(s, swapParts(x))));
    }
    return;
  }
  const end = table + ((<usize>count) << 3);
  for (let at = table; at < end; at += 8) {
    const p = a + load<u32>(at);
    const q = b + load<u32>(at, 4);
    const x = v128.load(p);
    const y = v128.load(q);
    v128.store(p, multiplyAdd(c, x, f64x2.mul(s, swapParts(y))));
    v128.store(q, multiplyAdd(c, y, f64x2.mul(s, swapParts(x))));
  }
}

/** Undoes {@link rotate} on ψ and λ; returns Σ Im(λ_a*ψ_b + λ_b*ψ_a) before. `shift` leads from ψ to λ. */
function undo(a: usize, b: usize, shift: usize, table: usize, count: u32, cosine: f64, sine: f64): f64 {
  const c = f64x2.splat(cosine);
  const s = f64x2.replace_lane(f64x2.splat(-sine), 1, sine);
  let sum = f64x2.splat(0);
  for (let k: u32 = 0; k < count; k++) {
    let p = a;
    let q = b;
    if (table == 0) {
      p += (<usize>k) << 4;
      q += (<usize>k) << 4;
    } else {
      p += load<u32>(table + ((<usize>k) << 3));
      q += load<u32>(table + ((<usize>k) << 3), 4);
    }
    const x = v128.load(p);
    const y = v128.load(q);
    const u = v128.load(p + shift);
    const v = v128.load(q + shift);
    const sx = swapParts(x);
    const sy = swapParts(y);
    sum = multiplyAdd(u, sy, sum);
    sum = multiplyAdd(v, sx, sum);
    v128.store(p, multiplyAdd(c, x, f64x2.mul(s, sy)));
    v128.store(q, multiplyAdd(c, y, f64x2.mul(s, sx)));
    v128.store(p + shift, multiplyAdd(c, u, f64x2.mul(s, swapParts(v))));
    v128.store(q + shift, multiplyAdd(c, v, f64x2.mul(s, swapParts(u))));
  }
  return laneDifference(sum);
}

@inline
function share(count: u32, group: u32, groupCount: u32): u32 {
  return <u32>(((<u64>count) * group) / groupCount);
}

function runBlocks(system: usize, stage: usize, layer: u32, group: u32): void {
  const psi = <usize>word(system, field.psi);
  const cost = <usize>word(system, field.cost);
  const edgeCount = word(system, field.edgeCount);
  const blocks = <usize>word(system, field.blocks);
  const operations = <usize>load<u32>(stage, 4);
  const end = operations + load<u32>(stage, 8) * operationBytes;
  const groupCount = word(system, field.groupCount);
  const blockCount = load<u32>(stage, 16);
  const lastBlock = share(blockCount, group + 1, groupCount);
  for (let index = share(blockCount, group, groupCount); index < lastBlock; index++) {
    const block = blocks + (<usize>index) * blockBytes;
    const first = <usize>load<u32>(block);
    const weight = <usize>load<u32>(block, 8);
    const base = psi + (first << 4);
    for (let at = operations; at < end; at += operationBytes) {
      const edge = load<u32>(at);
      const angle = angleAt(system, layer, edge);
      if (edge == edgeCount) multiplyPhases(base, cost + (first << 3), load<u32>(block, 4), load<f64>(angle), 1);
      else {
        const entry = load<u32>(at, 4) + (weight << 3);
        rotate(base, base, load<u32>(entry), load<u32>(entry, 4), load<f64>(angle), load<f64>(angle, 8));
      }
    }
  }
}

function undoBlocks(system: usize, stage: usize, layer: u32, group: u32): void {
  const psi = <usize>word(system, field.psi);
  const shift = word(system, field.lambda) - psi;
  const cost = <usize>word(system, field.cost);
  const edgeCount = word(system, field.edgeCount);
  const blocks = <usize>word(system, field.blocks);
  const operations = <usize>load<u32>(stage, 4);
  const groupCount = word(system, field.groupCount);
  const blockCount = load<u32>(stage, 16);
  const lastBlock = share(blockCount, group + 1, groupCount);
  for (let index = share(blockCount, group, groupCount); index < lastBlock; index++) {
    const block = blocks + (<usize>index) * blockBytes;
    const first = <usize>load<u32>(block);
    const weight = <usize>load<u32>(block, 8);
    const base = psi + (first << 4);
    for (let at = operations + load<u32>(stage, 8) * operationBytes; at > operations; ) {
      at -= operationBytes;
      const edge = load<u32>(at);
      const angle = angleAt(system, layer, edge);
      let slope: f64;
      if (edge == edgeCount) {
        slope = undoPhases(base, base + shift, cost + (first << 3), load<u32>(block, 4), -load<f64>(angle), 1);
      } else {
        const entry = load<u32>(at, 4) + (weight << 3);
        slope = undo(base, base, shift, load<u32>(entry), load<u32>(entry, 4), load<f64>(angle), load<f64>(angle, 8));
      }
      addSlope(system, layer, edge, group, slope);
    }
  }
}

@inline
function addSlope(system: usize, layer: u32, edge: u32, group: u32, slope: f64): void {
  const row = (<usize>layer) * (word(system, field.edgeCount) + 1) + edge;
  const at = word(system, field.partials) + ((row * word(system, field.groupCount) + group) << 3);
  store<f64>(at, load<f64>(at) + slope);
}

/** Rotates the stage's pairs of blocks, or undoes it. */
function runPairs(system: usize, stage: usize, layer: u32, group: u32, isUndone: bool): void {
  const psi = <usize>word(system, field.psi);
  const shift = word(system, field.lambda) - psi;
  const groupCount = word(system, field.groupCount);
  const edge = load<u32>(load<u32>(stage, 4));
  const angle = angleAt(system, layer, edge);
  const pairs = <usize>load<u32>(stage, 12);
  const pairCount = load<u32>(stage, 16);
  const last = share(pairCount, group + 1, groupCount);
  let slope: f64 = 0;
  for (let index = share(pairCount, group, groupCount); index < last; index++) {
    const pair = pairs + (<usize>index) * pairBytes;
    const a = psi + ((<usize>load<u32>(pair)) << 4);
    const b = psi + ((<usize>load<u32>(pair, 4)) << 4);
    if (isUndone) {
      slope += undo(a, b, shift, load<u32>(pair, 8), load<u32>(pair, 12), load<f64>(angle), load<f64>(angle, 8));
    } else rotate(a, b, load<u32>(pair, 8), load<u32>(pair, 12), load<f64>(angle), load<f64>(angle, 8));
  }
  if (isUndone) addSlope(system, layer, edge, group, slope);
}

/** Prepares the state from the start state, or the uniform one. */
export function runSector(system: usize, thread: u32, threads: u32): i32 {
  const psi = <usize>word(system, field.psi);
  const start = <usize>word(system, field.start);
  const size = word(system, field.size);
  const groupCount = word(system, field.groupCount);
  const layers = word(system, field.layers);
  const stageCount = word(system, field.stageCount);
  const sync = word(system, field.sync);
  const uniform = f64x2.replace_lane(f64x2.splat(0), 0, Math.sqrt(1 / <f64>size));
  for (let group = thread; group < groupCount; group += threads) {
    const last = share(size, group + 1, groupCount);
    for (let k = share(size, group, groupCount); k < last; k++) {
      const at = (<usize>k) << 4;
      v128.store(psi + at, start != 0 ? v128.load(start + at) : uniform);
    }
  }
  if (!waitForAll(sync, threads)) return statusThreadLost;
  for (let layer: u32 = 0; layer < layers; layer++) {
    for (let index: u32 = 0; index < stageCount; index++) {
      const stage = word(system, field.stages) + (<usize>index) * stageBytes;
      for (let group = thread; group < groupCount; group += threads) {
        if (load<u32>(stage) == kindBlocks) runBlocks(system, stage, layer, group);
        else runPairs(system, stage, layer, group, false);
      }
      if (!waitForAll(sync, threads)) return statusThreadLost;
    }
  }
  return statusSuccess;
}

/** Goes back from ψ and λ and adds up half the slopes: partials[(layer·(edges + 1) + edge)·groups + group]. */
export function undoSector(system: usize, thread: u32, threads: u32): i32 {
  const groupCount = word(system, field.groupCount);
  const stageCount = word(system, field.stageCount);
  for (let layer = <i32>word(system, field.layers) - 1; layer >= 0; layer--) {
    for (let index = <i32>stageCount - 1; index >= 0; index--) {
      const stage = word(system, field.stages) + (<usize>index) * stageBytes;
      for (let group = thread; group < groupCount; group += threads) {
        if (load<u32>(stage) == kindBlocks) undoBlocks(system, stage, layer, group);
        else runPairs(system, stage, layer, group, true);
      }
      if (!waitForAll(word(system, field.sync), threads)) return statusThreadLost;
    }
  }
  return statusSuccess;
}
