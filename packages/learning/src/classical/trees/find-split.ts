import type { Random } from "@ansatz/simulator";
import type { SortedColumns } from "./sorted-columns.ts";

/** The rows of a growing tree; each node owns the same stretch of every column's order. */
export interface NodeRows extends SortedColumns {
  readonly weights: Float64Array;
  readonly sums: Float64Array;
  readonly outputs: number;
  /** Rows that weigh something, so the length of a column's order. */
  readonly count: number;
  /** Columns, in an order that is shuffled again and again. */
  readonly candidates: Int32Array;
  readonly goesLeft: Uint8Array;
  readonly spare: Int32Array;
}

export interface SplitLimits {
  /** Rows that each side must keep. */
  readonly leastLeafRows: number;
  /** Columns tried at a split, drawn at random; those that are constant in the node do not count. */
  readonly columnsPerSplit: number;
  /** λ */
  readonly regularisation: number;
}

export interface Split {
  readonly column: number;
  readonly threshold: number;
  /** Where the right side starts in the column's order. */
  readonly middle: number;
}

interface BestSplit {
  score: number;
  column: number;
  middle: number;
}

/** Gains below this share of the node's own score are rounding. */
const leastGain = 1e-12;

/** The best split of a node over columns drawn at random; undefined of a leaf. */
export function findSplit(
  rows: NodeRows,
  start: number,
  end: number,
  limits: SplitLimits,
  random: Random,
): Split | undefined {
  if (end - start < 2 * limits.leastLeafRows || isPure(rows, start, end)) return undefined;
  const { candidates, columnCount, values, rowCount, order, count } = rows;
  const total = new Float64Array(rows.outputs);
  let weight = 0;
  for (let at = start; at < end; at++) {
    weight += rows.weights[order[at]];
    for (let output = 0; output < rows.outputs; output++) {
      total[output] += rows.sums[order[at] * rows.outputs + output];
    }
  }
  let own = 0;
  for (const sum of total) own += (sum * sum) / (weight + limits.regularisation);
  const best: BestSplit = {
    score: own + leastGain * Math.max(Math.abs(own), 1e-300),
    column: -1,
    middle: -1,
  };
  let tried = 0;
  for (let drawn = 0; drawn < columnCount && (tried < limits.columnsPerSplit || best.column < 0); drawn++) {
    const other = drawn + Math.floor(random.uniform() * (columnCount - drawn));
    const column = candidates[other];
    candidates[other] = candidates[drawn];
    candidates[drawn] = column;
    const base = column * count;
    const first = values[column * rowCount + order[base + start]];
    if (first === values[column * rowCount + order[base + end - 1]]) continue;
    tried++;
    if (rows.outputs === 1) scanColumn(rows, column, start, end, total[0], weight, limits, best);
    else scanOutputs(rows, column, start, end, total, weight, limits, best);
  }
  if (best.column < 0) return undefined;
  const at = best.column * count + best.middle;
  const below = values[best.column * rowCount + order[at - 1]];
  const above = values[best.column * rowCount + order[at]];
  const halfway = below + (above - below) / 2;
  // Between neighbouring doubles halfway rounds up to the upper one.
  return { column: best.column, threshold: halfway < above ? halfway : below, middle: best.middle };
}

/** Whether all rows have the same target in each output, so that no split can gain. */
function isPure({ order, weights, sums, outputs }: NodeRows, start: number, end: number): boolean {
  const first = order[start];
  for (let at = start + 1; at < end; at++) {
    const row = order[at];
    for (let output = 0; output < outputs; output++) {
      if (sums[row * outputs + output] * weights[first] !== sums[first * outputs + output] * weights[row])
        return false;
    }
  }
  return true;
}

function scanColumn(
  { order, weights, sums, values, rowCount, count }: NodeRows,
  column: number,
  start: number,
  end: number,
  total: number,
  weight: number,
  { leastLeafRows, regularisation }: SplitLimits,
  best: BestSplit,
): void {
  const base = column * count;
  const valueBase = column * rowCount;
  let leftWeight = regularisation;
  let leftSum = 0;
  const wholeWeight = weight + 2 * regularisation;
  const lastMiddle = end - leastLeafRows;
  let row = order[base + start];
  for (let middle = start + 1; middle <= lastMiddle; middle++) {
    leftWeight += weights[row];
    leftSum += sums[row];
    const next = order[base + middle];
    const isStep = values[valueBase + next] > values[valueBase + row];
    row = next;
    if (!isStep || middle - start < leastLeafRows) continue;
    const rightSum = total - leftSum;
    const score = (leftSum * leftSum) / leftWeight + (rightSum * rightSum) / (wholeWeight - leftWeight);
    if (score > best.score) {
      best.score = score;
      best.column = column;
      best.middle = middle;
    }
  }
}

function scanOutputs(
  { order, weights, sums, values, rowCount, count, outputs }: NodeRows,
  column: number,
  start: number,
  end: number,
  total: Float64Array,
  weight: number,
  { leastLeafRows, regularisation }: SplitLimits,
  best: BestSplit,
): void {
  const base = column * count;
  const valueBase = column * rowCount;
  let leftWeight = 0;
  const left = new Float64Array(outputs);
  const lastMiddle = end - leastLeafRows;
  let row = order[base + start];
  for (let middle = start + 1; middle <= lastMiddle; middle++) {
    leftWeight += weights[row];
    for (let output = 0; output < outputs; output++) left[output] += sums[row * outputs + output];
    const next = order[base + middle];
    const isStep = values[valueBase + next] > values[valueBase + row];
    row = next;
    if (!isStep || middle - start < leastLeafRows) continue;
    let leftSquare = 0;
    let rightSquare = 0;
    for (let output = 0; output < outputs; output++) {
      leftSquare += left[output] ** 2;
      rightSquare += (total[output] - left[output]) ** 2;
    }
    const score =
      leftSquare / (leftWeight + regularisation) + rightSquare / (weight - leftWeight + regularisation);
    if (score > best.score) {
      best.score = score;
      best.column = column;
      best.middle = middle;
    }
  }
}
