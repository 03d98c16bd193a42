import type { Random } from "@ansatz/simulator";
import { findSplit, type NodeRows, type SplitLimits } from "./find-split.ts";
import type { SortedColumns } from "./sorted-columns.ts";
import type { Tree } from "./tree.ts";

/** What a tree is grown to: each row weighs `weights[row]` and adds `sums[row]` to each output. */
export interface TreeTargets {
  /** A weight a row; rows of weight 0 are left out. */
  readonly weights: Float64Array;
  /** Row-major, rows × outputs: weight times target; of boosting the gradients, where weights are second derivatives. */
  readonly sums: Float64Array;
  readonly outputs: number;
}

export interface TreeLimits extends SplitLimits {
  readonly maximumDepth: number;
}

interface OpenNode {
  readonly start: number;
  readonly end: number;
  readonly depth: number;
  /** Node whose right child this is; −1 of a left child and of the root. */
  readonly parent: number;
}

/**
 * A tree whose splits each maximise Σ S²/(W + λ) over the two sides, S and W the sums and weights of a side: the smallest
 * squared error (of class indicators, the smallest Gini impurity), and of boosting the largest second-order gain. A leaf's
 * value is S/(W + λ). Splits are exact: every distance between two values is tried, halfway.
 */
export function growTree(
  sorted: SortedColumns,
  targets: TreeTargets,
  limits: TreeLimits,
  random: Random,
): Tree {
  const rows = startRows(sorted, targets);
  const columns: number[] = [];
  const thresholds: number[] = [];
  const rights: number[] = [];
  const leafValues: number[] = [];
  const open: OpenNode[] = [{ start: 0, end: rows.count, depth: 0, parent: -1 }];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const index = columns.length;
    if (node.parent >= 0) rights[node.parent] = index;
    const split =
      node.depth < limits.maximumDepth ? findSplit(rows, node.start, node.end, limits, random) : undefined;
    if (split === undefined) {
      columns.push(-1);
      thresholds.push(0);
      rights.push(leafValues.length / targets.outputs);
      pushLeaf(leafValues, rows, node.start, node.end, limits.regularisation);
      continue;
    }
    columns.push(split.column);
    thresholds.push(split.threshold);
    rights.push(-1);
    partition(rows, node.start, node.end, split.column, split.middle);
    open.push({ start: split.middle, end: node.end, depth: node.depth + 1, parent: index });
    open.push({ start: node.start, end: split.middle, depth: node.depth + 1, parent: -1 });
  }
  return {
    columns: Int32Array.from(columns),
    thresholds: Float64Array.from(thresholds),
    rights: Int32Array.from(rights),
    leafValues: Float64Array.from(leafValues),
  };
}

/** The order of the rows that weigh something, column by column. */
function startRows(sorted: SortedColumns, targets: TreeTargets): NodeRows {
  const { rowCount, columnCount, order } = sorted;
  const { weights } = targets;
  let count = 0;
  for (let row = 0; row < rowCount; row++) if (weights[row] > 0) count++;
  const kept = new Int32Array(count * columnCount);
  let at = 0;
  for (const row of order) if (weights[row] > 0) kept[at++] = row;
  return {
    ...sorted,
    ...targets,
    count,
    order: kept,
    candidates: Int32Array.from({ length: columnCount }, (_, column) => column),
    goesLeft: new Uint8Array(rowCount),
    spare: new Int32Array(count),
  };
}

function pushLeaf(
  leafValues: number[],
  rows: NodeRows,
  start: number,
  end: number,
  regularisation: number,
): void {
  const { order, weights, sums, outputs } = rows;
  let weight = regularisation;
  for (let at = start; at < end; at++) weight += weights[order[at]];
  for (let output = 0; output < outputs; output++) {
    let sum = 0;
    for (let at = start; at < end; at++) sum += sums[order[at] * outputs + output];
    leafValues.push(weight > 0 ? sum / weight : 0);
  }
}

/** Splits each column's stretch of rows in two and keeps the order within both. */
function partition(rows: NodeRows, start: number, end: number, column: number, middle: number): void {
  const { order, goesLeft, spare, count, columnCount } = rows;
  for (let at = start; at < end; at++) goesLeft[order[column * count + at]] = at < middle ? 1 : 0;
  for (let other = 0; other < columnCount; other++) {
    if (other === column) continue;
    const base = other * count;
    let left = base + start;
    let right = 0;
    for (let at = base + start; at < base + end; at++) {
      const row = order[at];
      if (goesLeft[row] === 1) order[left++] = row;
      else spare[right++] = row;
    }
    for (let k = 0; k < right; k++) order[left + k] = spare[k];
  }
}
