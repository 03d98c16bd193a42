import {
  contextKindCount,
  contextSchwarzThreshold,
  contextStop,
  coupleOf,
  field,
  kindBounds,
  kindFirstPair,
  kindFunctionCount,
  kindPairCount,
  kindPositions,
  kindRecord,
  kindShells,
  scratchBlock,
} from "./layout";
import { repulsionBlock } from "./repulsion";
import { kindOfPair, nextTask } from "./tasks";
import { padded, scatterColumn, transformTriangle } from "./transform";

const integralScratchBytes: usize = 98304;
const largestProductCount: usize = 36;
const blockSize: usize = 8;

// @ts-ignore: decorator
@inline
function addTo(address: usize, value: f64): void {
  store<f64>(address, load<f64>(address) + value);
}

/** Largest density element that meets an integral over two pairs of shells; those of the Coulomb part count fourfold. */
// @ts-ignore: decorator
@inline
function densityBound(shellDensity: usize, shellCount: usize, bra: usize, ket: usize): f64 {
  const a = <usize>load<u32>(bra) * shellCount;
  const b = <usize>load<u32>(bra, 4) * shellCount;
  const c = <usize>load<u32>(ket);
  const d = <usize>load<u32>(ket, 4);
  const coulomb = max(
    load<f64>(shellDensity + ((a + <usize>load<u32>(bra, 4)) << 3)),
    load<f64>(shellDensity + ((c * shellCount + d) << 3)),
  );
  const first = max(load<f64>(shellDensity + ((a + c) << 3)), load<f64>(shellDensity + ((a + d) << 3)));
  const second = max(load<f64>(shellDensity + ((b + c) << 3)), load<f64>(shellDensity + ((b + d) << 3)));
  return max(4 * coulomb, max(first, second));
}

/** Adds one lane of a block to P and Q; coinciding indices halve the weight. */
function digestLane(
  source: usize,
  braPositions: usize,
  braFunctions: usize,
  ketPositions: usize,
  ketFunctions: usize,
  isSamePair: bool,
  indices: usize,
  n: usize,
  D: usize,
  P: usize,
  Q: usize,
): void {
  const rowBytes = n << 3;
  for (let f: usize = 0; f < braFunctions; f++) {
    const row = load<i32>(braPositions + (f << 2));
    if (row < 0) {
      source += ketFunctions << 4;
      continue;
    }
    const ij = load<u32>(indices + ((<usize>row) << 2));
    const i = (<usize>(ij >> 16)) << 3;
    const j = (<usize>(ij & 0xffff)) << 3;
    const rowI = (i >> 3) * rowBytes;
    const rowJ = (j >> 3) * rowBytes;
    const braWeight: f64 = i == j ? 0.5 : 1;
    const dij = 2 * load<f64>(D + rowI + j);
    let coulomb: f64 = 0;
    for (let g: usize = 0; g < ketFunctions; g++, source += 16) {
      const column = load<i32>(ketPositions + (g << 2));
      if (column < 0 || (isSamePair && column > row)) continue;
      const kl = load<u32>(indices + ((<usize>column) << 2));
      const k = (<usize>(kl >> 16)) << 3;
      const l = (<usize>(kl & 0xffff)) << 3;
      let value = load<f64>(source) * braWeight;
      if (k == l) value *= 0.5;
      if (row == column) value *= 0.5;
      const rowK = (k >> 3) * rowBytes;
      coulomb += value * load<f64>(D + rowK + l);
      addTo(P + rowK + l, value * dij);
      addTo(Q + rowI + k, value * load<f64>(D + rowJ + l));
      addTo(Q + rowI + l, value * load<f64>(D + rowJ + k));
      addTo(Q + rowJ + k, value * load<f64>(D + rowI + l));
      addTo(Q + rowJ + l, value * load<f64>(D + rowI + k));
    }
    addTo(P + rowI + j, 2 * coulomb);
  }
}

/** See IntegralKernels. */
export function directCoulombExchangeTasks(
  context: usize,
  pairCount: i32,
  functionCount: usize,
  shellCount: usize,
  indices: usize,
  density: usize,
  shellDensity: usize,
  partials: usize,
  shares: i32,
  scratch: usize,
  maximumTasks: i32,
): i32 {
  const n = functionCount;
  const threshold = load<f64>(context, contextSchwarzThreshold);
  const largestDensity = load<f64>(shellDensity + ((shellCount * shellCount) << 3));
  const block = scratch + scratchBlock;
  for (let done = 0; done < maximumTasks; done++) {
    const share = nextTask(context);
    if (share < 0) return 0;
    const P = partials + <usize>share * ((2 * n * n) << 3);
    const Q = P + ((n * n) << 3);
    memory.fill(P, 0, (2 * n * n) << 3);
    for (let pair = share; pair < pairCount; pair += shares) {
      if (atomic.load<i32>(context + contextStop) != 0) return 0;
      const braKindIndex = kindOfPair(context, pair);
      const braKind = kindRecord(context, braKindIndex);
      const braIndex = <usize>pair - field(braKind, kindFirstPair);
      const braFunctions = field(braKind, kindFunctionCount);
      const braCouple = coupleOf(braKind, braIndex);
      const braBound = load<f64>(field(braKind, kindBounds) + (braIndex << 3));
      const braPositions = field(braKind, kindPositions) + ((braIndex * braFunctions) << 2);
      const braShells = field(braKind, kindShells) + (braIndex << 3);
      for (let ketKindIndex: usize = 0; ketKindIndex <= braKindIndex; ketKindIndex++) {
        const ketKind = kindRecord(context, ketKindIndex);
        const ketFunctions = field(ketKind, kindFunctionCount);
        const ketBounds = field(ketKind, kindBounds);
        const ketShells = field(ketKind, kindShells);
        const count = ketKindIndex == braKindIndex ? braIndex + 1 : field(ketKind, kindPairCount);
        for (let ketIndex: usize = 0; ketIndex < count; ketIndex += 2) {
          const lowBound = braBound * load<f64>(ketBounds + (ketIndex << 3));
          if (lowBound * largestDensity < threshold) break;
          const isLowKept =
            lowBound * densityBound(shellDensity, shellCount, braShells, ketShells + (ketIndex << 3)) >= threshold;
          const isHighKept =
            ketIndex + 1 < count &&
            braBound *
              load<f64>(ketBounds + (ketIndex << 3), 8) *
              densityBound(shellDensity, shellCount, braShells, ketShells + ((ketIndex + 1) << 3)) >=
              threshold;
          if (!isLowKept && !isHighKept) continue;
          repulsionBlock(context, braKind, braCouple, braIndex & 1, ketKind, coupleOf(ketKind, ketIndex), scratch);
          const positions = field(ketKind, kindPositions) + ((ketIndex * ketFunctions) << 2);
          const isSameKind = ketKindIndex == braKindIndex;
          if (isLowKept) {
            const isSame = isSameKind && ketIndex == braIndex;
            digestLane(block, braPositions, braFunctions, positions, ketFunctions, isSame, indices, n, density, P, Q);
          }
          if (isHighKept) {
            const isSame = isSameKind && ketIndex + 1 == braIndex;
            const next = positions + (ketFunctions << 2);
            digestLane(block + 8, braPositions, braFunctions, next, ketFunctions, isSame, indices, n, density, P, Q);
          }
        }
      }
    }
  }
  return 1;
}

/** Writes one lane of a block to the columns of the bra's products: column f at f·rowLength doubles. */
// @ts-ignore: decorator
@inline
function placeLane(
  source: usize,
  braFunctions: usize,
  ketPositions: usize,
  ketFunctions: usize,
  columns: usize,
  rowLength: usize,
): void {
  for (let f: usize = 0; f < braFunctions; f++) {
    const column = columns + ((f * rowLength) << 3);
    for (let g: usize = 0; g < ketFunctions; g++, source += 16) {
      const position = load<i32>(ketPositions + (g << 2));
      if (position >= 0) store<f64>(column + ((<usize>position) << 3), load<f64>(source));
    }
  }
}

/** See IntegralKernels. */
export function directHalfTransformTasks(
  context: usize,
  functionCount: usize,
  left: usize,
  leftCount: usize,
  right: usize,
  rightCount: usize,
  result: usize,
  scratch: usize,
  maximumTasks: i32,
): i32 {
  const n = functionCount;
  const rowLength = (((n * (n + 1)) >> 1) + blockSize - 1) & ~(blockSize - 1);
  const threshold = load<f64>(context, contextSchwarzThreshold);
  const block = scratch + scratchBlock;
  const columns = scratch + integralScratchBytes;
  const square = columns + ((largestProductCount * rowLength) << 3);
  memory.fill(square, 0, (padded(n) * padded(n)) << 3);
  const kindCount = field(context, contextKindCount);
  for (let done = 0; done < maximumTasks; done++) {
    const task = nextTask(context);
    if (task < 0) return 0;
    const braKind = kindRecord(context, kindOfPair(context, task));
    const braIndex = <usize>task - field(braKind, kindFirstPair);
    const braFunctions = field(braKind, kindFunctionCount);
    const braCouple = coupleOf(braKind, braIndex);
    const braBound = load<f64>(field(braKind, kindBounds) + (braIndex << 3));
    memory.fill(columns, 0, (braFunctions * rowLength) << 3);
    for (let ketKindIndex: usize = 0; ketKindIndex < kindCount; ketKindIndex++) {
      const ketKind = kindRecord(context, ketKindIndex);
      const ketFunctions = field(ketKind, kindFunctionCount);
      const ketBounds = field(ketKind, kindBounds);
      const count = field(ketKind, kindPairCount);
      for (let ketIndex: usize = 0; ketIndex < count; ketIndex += 2) {
        if (braBound * load<f64>(ketBounds + (ketIndex << 3)) < threshold) break;
        repulsionBlock(context, braKind, braCouple, braIndex & 1, ketKind, coupleOf(ketKind, ketIndex), scratch);
        const positions = field(ketKind, kindPositions) + ((ketIndex * ketFunctions) << 2);
        placeLane(block, braFunctions, positions, ketFunctions, columns, rowLength);
        if (ketIndex + 1 < count && braBound * load<f64>(ketBounds + (ketIndex << 3), 8) >= threshold) {
          placeLane(block + 8, braFunctions, positions + (ketFunctions << 2), ketFunctions, columns, rowLength);
        }
      }
    }
    const braPositions = field(braKind, kindPositions) + ((braIndex * braFunctions) << 2);
    for (let f: usize = 0; f < braFunctions; f++) {
      const position = load<i32>(braPositions + (f << 2));
      if (position < 0) continue;
      const source = transformTriangle(
        columns + ((f * rowLength) << 3),
        n,
        left,
        leftCount,
        right,
        rightCount,
        square,
      );
      scatterColumn(source, leftCount, rightCount, result + ((<usize>position) << 3), rowLength << 3);
    }
  }
  return 1;
}
