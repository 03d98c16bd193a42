import { contractBra, contractFive, contractFour, contractTen, fillMatrix } from "./contract";
import { hermiteIntegrals } from "./hermite";
import { multiplyAdd } from "./lanes";
import {
  contextBoysTable,
  contextPrimitiveThreshold,
  contextSchwarzThreshold,
  contextSteps,
  contextSums,
  coupleHeaderBytes,
  coupleOf,
  field,
  kindBounds,
  kindColumns,
  kindFirstPair,
  kindFunctionCount,
  kindHermiteCount,
  kindOrder,
  kindPairCount,
  kindPositions,
  kindRecord,
  kindRowStarts,
  kindStride,
  primitiveHeaderBytes,
  scratchBlock,
  scratchHalf,
  scratchHermites,
  scratchMatrix,
} from "./layout";
import { kindOfPair, nextTask } from "./tasks";

/**
 * (ab|cd) of all products of one bra pair with the two ket pairs of a couple, to the block of the scratch:
 * a vector at (f·ketFunctions + g)·16 bytes for products f and g.
 */
export function repulsionBlock(
  context: usize,
  braKind: usize,
  braCouple: usize,
  lane: usize,
  ketKind: usize,
  ketCouple: usize,
  scratch: usize,
): void {
  const boysTable = field(context, contextBoysTable);
  const steps = field(context, contextSteps);
  const sums = field(context, contextSums);
  const threshold = load<f64>(context, contextPrimitiveThreshold);
  const braFunctions = field(braKind, kindFunctionCount);
  const ketFunctions = field(ketKind, kindFunctionCount);
  const braCount = field(braKind, kindHermiteCount);
  const ketCount = field(ketKind, kindHermiteCount);
  const order = field(braKind, kindOrder) + field(ketKind, kindOrder);
  const braRows = field(braKind, kindRowStarts);
  const braColumns = field(braKind, kindColumns);
  const ketRows = field(ketKind, kindRowStarts);
  const ketColumns = field(ketKind, kindColumns);
  const braStride = field(braKind, kindStride);
  const ketStride = field(ketKind, kindStride);
  const hermites = scratch + scratchHermites;
  const half = scratch + scratchHalf;
  const block = scratch + scratchBlock;
  /** Without ket derivatives the matrix is the list of Hermite integrals itself. */
  const matrix = ketCount == 1 ? hermites : scratch + scratchMatrix;
  const matrixRowBytes = braCount << 4;
  const halfStride = ketFunctions << 4;

  memory.fill(block, 0, (braFunctions * ketFunctions) << 4);
  let bra = braCouple + coupleHeaderBytes;
  const braEnd = bra + <usize>load<u32>(braCouple) * braStride;
  const ketBegin = ketCouple + coupleHeaderBytes;
  const ketEnd = ketBegin + <usize>load<u32>(ketCouple) * ketStride;

  for (; bra < braEnd; bra += braStride) {
    const own = bra + (lane << 3);
    const bound = load<f64>(own, 64);
    const p = v128.load64_splat(own);
    const px = v128.load64_splat(own, 16);
    const py = v128.load64_splat(own, 32);
    const pz = v128.load64_splat(own, 48);
    memory.fill(half, 0, braCount * halfStride);
    let isTouched = false;
    for (let ket = ketBegin; ket < ketEnd; ket += ketStride) {
      if (bound * max(load<f64>(ket, 64), load<f64>(ket, 72)) < threshold) break;
      isTouched = true;
      const q = v128.load(ket);
      const inverse = f64x2.div(f64x2.splat(1), f64x2.add(p, q));
      hermiteIntegrals(
        order,
        f64x2.mul(f64x2.mul(p, q), inverse),
        f64x2.sub(px, v128.load(ket, 16)),
        f64x2.sub(py, v128.load(ket, 32)),
        f64x2.sub(pz, v128.load(ket, 48)),
        f64x2.sqrt(inverse),
        boysTable,
        steps,
        scratch,
      );
      if (ketCount > 1) fillMatrix(hermites, matrix, sums, braCount, ketCount);
      const coefficients = ket + primitiveHeaderBytes;
      let begin: usize = 0;
      for (let g: usize = 0; g < ketFunctions; g++) {
        const end = <usize>load<u32>(ketRows + ((g + 1) << 2));
        const column = half + (g << 4);
        if (braCount == 1) {
          let sum = v128.load(column);
          for (let entry = begin; entry < end; entry++) {
            sum = multiplyAdd(
              v128.load(coefficients + (entry << 4)),
              v128.load(matrix + ((<usize>load<u32>(ketColumns + (entry << 2))) << 4)),
              sum,
            );
          }
          v128.store(column, sum);
        } else if (braCount == 4) {
          contractFour(coefficients, ketColumns, begin, end, matrix, column, halfStride);
        } else {
          let t: usize = 0;
          for (; t + 10 <= braCount; t += 10) {
            contractTen(
              coefficients,
              ketColumns,
              begin,
              end,
              matrix + (t << 4),
              matrixRowBytes,
              column + t * halfStride,
              halfStride,
            );
          }
          if (t < braCount) {
            contractFive(
              coefficients,
              ketColumns,
              begin,
              end,
              matrix + (t << 4),
              matrixRowBytes,
              column + t * halfStride,
              halfStride,
            );
          }
        }
        begin = end;
      }
    }
    if (isTouched) contractBra(bra, lane, braFunctions, braRows, braColumns, half, ketFunctions, block);
  }
}

// @ts-ignore: decorator
@inline
function storeLane(
  target: usize,
  block: usize,
  lane: usize,
  braPositions: usize,
  braFunctions: usize,
  ketPositions: usize,
  ketFunctions: usize,
): void {
  let source = block + (lane << 3);
  for (let f: usize = 0; f < braFunctions; f++) {
    const row = load<i32>(braPositions + (f << 2));
    if (row < 0) {
      source += ketFunctions << 4;
      continue;
    }
    for (let g: usize = 0; g < ketFunctions; g++) {
      const column = load<i32>(ketPositions + (g << 2));
      if (column >= 0) {
        const higher = <usize>max(row, column);
        const position = ((higher * (higher + 1)) >> 1) + <usize>min(row, column);
        store<f64>(target + (position << 3), load<f64>(source));
      }
      source += 16;
    }
  }
}

/** See IntegralKernels. */
export function repulsionTasks(context: usize, target: usize, scratch: usize, maximumTasks: i32): i32 {
  const threshold = load<f64>(context, contextSchwarzThreshold);
  const block = scratch + scratchBlock;
  for (let done = 0; done < maximumTasks; done++) {
    const task = nextTask(context);
    if (task < 0) return 0;
    const braKindIndex = kindOfPair(context, task);
    const braKind = kindRecord(context, braKindIndex);
    const braIndex = <usize>task - field(braKind, kindFirstPair);
    const braFunctions = field(braKind, kindFunctionCount);
    const braCouple = coupleOf(braKind, braIndex);
    const braBound = load<f64>(field(braKind, kindBounds) + (braIndex << 3));
    const braPositions = field(braKind, kindPositions) + ((braIndex * braFunctions) << 2);
    for (let ketKindIndex: usize = 0; ketKindIndex <= braKindIndex; ketKindIndex++) {
      const ketKind = kindRecord(context, ketKindIndex);
      const ketFunctions = field(ketKind, kindFunctionCount);
      const ketBounds = field(ketKind, kindBounds);
      const count = ketKindIndex == braKindIndex ? braIndex + 1 : field(ketKind, kindPairCount);
      for (let ketIndex: usize = 0; ketIndex < count; ketIndex += 2) {
        if (braBound * load<f64>(ketBounds + (ketIndex << 3)) < threshold) break;
        repulsionBlock(context, braKind, braCouple, braIndex & 1, ketKind, coupleOf(ketKind, ketIndex), scratch);
        const ketPositions = field(ketKind, kindPositions) + ((ketIndex * ketFunctions) << 2);
        storeLane(target, block, 0, braPositions, braFunctions, ketPositions, ketFunctions);
        if (ketIndex + 1 < count && braBound * load<f64>(ketBounds + (ketIndex << 3), 8) >= threshold) {
          storeLane(target, block, 1, braPositions, braFunctions, ketPositions + (ketFunctions << 2), ketFunctions);
        }
      }
    }
  }
  return 1;
}

/** See IntegralKernels. */
export function schwarzBounds(context: usize, kindIndex: usize, scratch: usize): void {
  const kind = kindRecord(context, kindIndex);
  const count = field(kind, kindPairCount);
  const functions = field(kind, kindFunctionCount);
  const bounds = field(kind, kindBounds);
  for (let index: usize = 0; index < count; index++) {
    const couple = coupleOf(kind, index);
    repulsionBlock(context, kind, couple, index & 1, kind, couple, scratch);
    let largest: f64 = 0;
    const block = scratch + scratchBlock + ((index & 1) << 3);
    for (let f: usize = 0; f < functions; f++) {
      largest = max(largest, load<f64>(block + ((f * functions + f) << 4)));
    }
    store<f64>(bounds + (index << 3), sqrt(largest));
  }
}
