// QAOA with XY mixers on the states of one Hamming weight, in ascending order. States that share their high bits are a
// block of neighbours; blocks of one low weight have the same inner order. A layer is a few stages. In a stage of cells,
// each cell of blocks gets its phases, rotations inside blocks and rotations of pairs of them; in a stage of columns,
// some neighbouring amplitudes of all blocks of one low weight get the rotations of two high qubits.
import { waitForAll } from "../barrier";
import { field, statusSuccess, statusThreadLost, word } from "./fields";
import { laneDifference, multiplyAdd, swapParts } from "./lanes";
import { multiplyPhases, phaseSlope, undoPhases } from "./phases";

const kindCells: u32 = 0;
/**
 * Words of a stage: kind, address and count of its operations, its cells (where the blocks of each begin, or the columns),
 * where the cells of each group begin, the blocks of all cells.
 */
const stageBytes: usize = 24;
/** Words of an operation on cells: edge, kind, address, address of where the pairs of each cell begin. */
const operationBytes: usize = 16;
const kindPhases: u32 = 0;
const kindInside: u32 = 1;
/** Words of an operation on columns: edge (the edge count means the phases), address of its lists by low weight. */
const columnOperationBytes: usize = 8;
/** Words of a column: first position in the blocks, width, low weight of the blocks. */
const columnBytes: usize = 12;
/** Words of a block: first index, size, weight of the low bits. */
const blockBytes: usize = 12;
/** Words of a pair of blocks: two first indices, table, count. */
const pairBytes: usize = 16;

/** Of the edge's angle in a layer: cos β and sin β; of the phases: quarter turns. */
@inline
function angleAt(system: usize, layer: u32, edge: u32): usize {
  return word(system, field.angles) + (((<usize>layer) * (word(system, field.edgeCount) + 1) + edge) << 4);
}

/** (a, b) → (cos β·a − i sin β·b, cos β·b − i sin β·a) of neighbours. */
@inline
function rotateRows(a: usize, b: usize, count: u32, c: v128, s: v128): void {
  const end = a + ((<usize>count) << 4);
  for (; a < end; a += 16) {
    const x = v128.load(a);
    const y = v128.load(b);
    v128.store(a, multiplyAdd(c, x, f64x2.mul(s, swapParts(y))));
    v128.store(b, multiplyAdd(c, y, f64x2.mul(s, swapParts(x))));
    b += 16;
  }
}

/** The same of the pairs of a table, which lists byte offsets of a and b. */
function rotate(a: usize, b: usize, table: usize, count: u32, cosine: f64, sine: f64): void {
  const c = f64x2.splat(cosine);
  const s = f64x2.replace_lane(f64x2.splat(sine), 1, -sine);
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

/** Undoes a rotation of the amplitudes at p and q on ψ and λ; returns `sum` plus the lanes of Im(λ_a*ψ_b + λ_b*ψ_a) before. */
@inline
function undoPair(p: usize, q: usize, shift: usize, c: v128, s: v128, sum: v128): v128 {
  const x = v128.load(p);
  const y = v128.load(q);
  const u = v128.load(p + shift);
  const v = v128.load(q + shift);
  const sx = swapParts(x);
  const sy = swapParts(y);
  v128.store(p, multiplyAdd(c, x, f64x2.mul(s, sy)));
  v128.store(q, multiplyAdd(c, y, f64x2.mul(s, sx)));
  v128.store(p + shift, multiplyAdd(c, u, f64x2.mul(s, swapParts(v))));
  v128.store(q + shift, multiplyAdd(c, v, f64x2.mul(s, swapParts(u))));
  return multiplyAdd(v, sx, multiplyAdd(u, sy, sum));
}

/** Undoes {@link rotate} on ψ and λ; returns Σ Im(λ_a*ψ_b + λ_b*ψ_a) before. `shift` leads from ψ to λ. */
function undo(a: usize, b: usize, shift: usize, table: usize, count: u32, cosine: f64, sine: f64): f64 {
  const c = f64x2.splat(cosine);
  const s = f64x2.replace_lane(f64x2.splat(-sine), 1, sine);
  let sum = f64x2.splat(0);
  const end = table + ((<usize>count) << 3);
  for (let at = table; at < end; at += 8) sum = undoPair(a + load<u32>(at), b + load<u32>(at, 4), shift, c, s, sum);
  return laneDifference(sum);
}

/** What {@link undo} does, of rows of neighbours. */
@inline
function undoRows(a: usize, b: usize, shift: usize, count: u32, c: v128, s: v128, sum: v128): v128 {
  const end = a + ((<usize>count) << 4);
  for (; a < end; a += 16) {
    sum = undoPair(a, b, shift, c, s, sum);
    b += 16;
  }
  return sum;
}

function runCells(system: usize, stage: usize, layer: u32, group: u32): void {
  const psi = <usize>word(system, field.psi);
  const cost = <usize>word(system, field.cost);
  const table = <usize>word(system, field.phaseTable);
  const blocks = <usize>word(system, field.blocks);
  const operations = <usize>load<u32>(stage, 4);
  const end = operations + load<u32>(stage, 8) * operationBytes;
  const cells = <usize>load<u32>(stage, 12);
  const starts = <usize>load<u32>(stage, 16) + ((<usize>group) << 2);
  const members = <usize>load<u32>(stage, 20);
  const lastCell = load<u32>(starts, 4);
  for (let cell = load<u32>(starts); cell < lastCell; cell++) {
    const bounds = cells + ((<usize>cell) << 2);
    const firstMember = members + ((<usize>load<u32>(bounds)) << 2);
    const endMember = members + ((<usize>load<u32>(bounds, 4)) << 2);
    for (let at = operations; at < end; at += operationBytes) {
      const kind = load<u32>(at, 4);
      const address = <usize>load<u32>(at, 8);
      const angle = angleAt(system, layer, load<u32>(at));
      if (kind == kindPhases || kind == kindInside) {
        for (let member = firstMember; member < endMember; member += 4) {
          const block = blocks + (<usize>load<u32>(member)) * blockBytes;
          const first = <usize>load<u32>(block);
          const base = psi + (first << 4);
          if (kind == kindPhases) {
            multiplyPhases(base, cost + (first << 3), load<u32>(block, 4), load<f64>(angle), 1, table);
          } else {
            const entry = address + ((<usize>load<u32>(block, 8)) << 3);
            rotate(base, base, load<u32>(entry), load<u32>(entry, 4), load<f64>(angle), load<f64>(angle, 8));
          }
        }
      } else {
        const offsets = load<u32>(at, 12) + ((<usize>cell) << 2);
        const endPair = address + (<usize>load<u32>(offsets, 4)) * pairBytes;
        for (let pair = address + (<usize>load<u32>(offsets)) * pairBytes; pair < endPair; pair += pairBytes) {
          const a = psi + ((<usize>load<u32>(pair)) << 4);
          const b = psi + ((<usize>load<u32>(pair, 4)) << 4);
          rotate(a, b, load<u32>(pair, 8), load<u32>(pair, 12), load<f64>(angle), load<f64>(angle, 8));
        }
      }
    }
  }
}

function undoCells(system: usize, stage: usize, layer: u32, group: u32): void {
  const psi = <usize>word(system, field.psi);
  const shift = word(system, field.lambda) - psi;
  const cost = <usize>word(system, field.cost);
  const table = <usize>word(system, field.phaseTable);
  const blocks = <usize>word(system, field.blocks);
  const operations = <usize>load<u32>(stage, 4);
  const end = operations + load<u32>(stage, 8) * operationBytes;
  const cells = <usize>load<u32>(stage, 12);
  const starts = <usize>load<u32>(stage, 16) + ((<usize>group) << 2);
  const members = <usize>load<u32>(stage, 20);
  const lastCell = load<u32>(starts, 4);
  for (let cell = load<u32>(starts); cell < lastCell; cell++) {
    const bounds = cells + ((<usize>cell) << 2);
    const firstMember = members + ((<usize>load<u32>(bounds)) << 2);
    const endMember = members + ((<usize>load<u32>(bounds, 4)) << 2);
    for (let at = end; at > operations; ) {
      at -= operationBytes;
      const edge = load<u32>(at);
      const kind = load<u32>(at, 4);
      const address = <usize>load<u32>(at, 8);
      const angle = angleAt(system, layer, edge);
      let slope: f64 = 0;
      if (kind == kindPhases || kind == kindInside) {
        for (let member = firstMember; member < endMember; member += 4) {
          const block = blocks + (<usize>load<u32>(member)) * blockBytes;
          const first = <usize>load<u32>(block);
          const base = psi + (first << 4);
          if (kind == kindPhases) {
            const costs = cost + (first << 3);
            const size = load<u32>(block, 4);
            // Nothing is read after the phases of the first layer.
            slope +=
              layer == 0
                ? phaseSlope(base, base + shift, costs, size)
                : undoPhases(base, base + shift, costs, size, -load<f64>(angle), 1, table);
          } else {
            const entry = address + ((<usize>load<u32>(block, 8)) << 3);
            slope += undo(base, base, shift, load<u32>(entry), load<u32>(entry, 4), load<f64>(angle), load<f64>(angle, 8));
          }
        }
      } else {
        const offsets = load<u32>(at, 12) + ((<usize>cell) << 2);
        const endPair = address + (<usize>load<u32>(offsets, 4)) * pairBytes;
        for (let pair = address + (<usize>load<u32>(offsets)) * pairBytes; pair < endPair; pair += pairBytes) {
          const a = psi + ((<usize>load<u32>(pair)) << 4);
          const b = psi + ((<usize>load<u32>(pair, 4)) << 4);
          slope += undo(a, b, shift, load<u32>(pair, 8), load<u32>(pair, 12), load<f64>(angle), load<f64>(angle, 8));
        }
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

function runColumns(system: usize, stage: usize, layer: u32, group: u32): void {
  const psi = <usize>word(system, field.psi);
  const operations = <usize>load<u32>(stage, 4);
  const end = operations + load<u32>(stage, 8) * columnOperationBytes;
  const starts = <usize>load<u32>(stage, 16) + ((<usize>group) << 2);
  const last = load<u32>(stage, 12) + (<usize>load<u32>(starts, 4)) * columnBytes;
  for (let column = load<u32>(stage, 12) + (<usize>load<u32>(starts)) * columnBytes; column < last; column += columnBytes) {
    const base = psi + ((<usize>load<u32>(column)) << 4);
    const width = load<u32>(column, 4);
    const weight = (<usize>load<u32>(column, 8)) << 3;
    for (let at = operations; at < end; at += columnOperationBytes) {
      const angle = angleAt(system, layer, load<u32>(at));
      const c = v128.load64_splat(angle);
      const s = f64x2.replace_lane(v128.load64_splat(angle, 8), 1, -load<f64>(angle, 8));
      const list = load<u32>(at, 4) + weight;
      const pairs = <usize>load<u32>(list);
      const endPair = pairs + ((<usize>load<u32>(list, 4)) << 3);
      for (let pair = pairs; pair < endPair; pair += 8) {
        rotateRows(base + ((<usize>load<u32>(pair)) << 4), base + ((<usize>load<u32>(pair, 4)) << 4), width, c, s);
      }
    }
  }
}

function undoColumns(system: usize, stage: usize, layer: u32, group: u32): void {
  const psi = <usize>word(system, field.psi);
  const shift = word(system, field.lambda) - psi;
  const operations = <usize>load<u32>(stage, 4);
  const end = operations + load<u32>(stage, 8) * columnOperationBytes;
  const starts = <usize>load<u32>(stage, 16) + ((<usize>group) << 2);
  const last = load<u32>(stage, 12) + (<usize>load<u32>(starts, 4)) * columnBytes;
  for (let column = load<u32>(stage, 12) + (<usize>load<u32>(starts)) * columnBytes; column < last; column += columnBytes) {
    const base = psi + ((<usize>load<u32>(column)) << 4);
    const width = load<u32>(column, 4);
    const weight = (<usize>load<u32>(column, 8)) << 3;
    for (let at = end; at > operations; ) {
      at -= columnOperationBytes;
      const edge = load<u32>(at);
      const angle = angleAt(system, layer, edge);
      const c = v128.load64_splat(angle);
      const s = f64x2.replace_lane(v128.load64_splat(angle, 8), 0, -load<f64>(angle, 8));
      const list = load<u32>(at, 4) + weight;
      const pairs = <usize>load<u32>(list);
      const endPair = pairs + ((<usize>load<u32>(list, 4)) << 3);
      let sum = f64x2.splat(0);
      for (let pair = pairs; pair < endPair; pair += 8) {
        const a = base + ((<usize>load<u32>(pair)) << 4);
        const b = base + ((<usize>load<u32>(pair, 4)) << 4);
        sum = undoRows(a, b, shift, width, c, s, sum);
      }
      addSlope(system, layer, edge, group, laneDifference(sum));
    }
  }
}

@inline
function share(count: u32, group: u32, groupCount: u32): u32 {
  return <u32>(((<u64>count) * group) / groupCount);
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
  // Neighbouring groups stay on a thread from stage to stage, and so in its cache.
  const firstGroup = share(groupCount, thread, threads);
  const endGroup = share(groupCount, thread + 1, threads);
  const uniform = f64x2.replace_lane(f64x2.splat(0), 0, Math.sqrt(1 / <f64>size));
  for (let group = firstGroup; group < endGroup; group++) {
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
      for (let group = firstGroup; group < endGroup; group++) {
        if (load<u32>(stage) == kindCells) runCells(system, stage, layer, group);
        else runColumns(system, stage, layer, group);
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
  const firstGroup = share(groupCount, thread, threads);
  const endGroup = share(groupCount, thread + 1, threads);
  for (let layer = <i32>word(system, field.layers) - 1; layer >= 0; layer--) {
    for (let index = <i32>stageCount - 1; index >= 0; index--) {
      const stage = word(system, field.stages) + (<usize>index) * stageBytes;
      for (let group = firstGroup; group < endGroup; group++) {
        if (load<u32>(stage) == kindCells) undoCells(system, stage, layer, group);
        else undoColumns(system, stage, layer, group);
      }
      if (!waitForAll(word(system, field.sync), threads)) return statusThreadLost;
    }
  }
  return statusSuccess;
}
