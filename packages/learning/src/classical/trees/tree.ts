import type { FeatureMatrix } from "../../data/feature-matrix.ts";
import { decodeFloats, decodeIntegers, encodeArray, type EncodedArray } from "../../models/encode-array.ts";

/** A decision tree in preorder: the left child of node k is k + 1. */
export interface Tree {
  /** Column that a node asks for; −1 of a leaf. */
  readonly columns: Int32Array;
  /** A row with a value of at most this goes left; unused of a leaf. */
  readonly thresholds: Float64Array;
  /** Right child; of a leaf its number among the leaves. */
  readonly rights: Int32Array;
  /** Row-major, leaves × outputs. */
  readonly leafValues: Float64Array;
}

/** The leaf that a row of the table falls into. */
export function findLeaf(
  { columns, thresholds, rights }: Tree,
  { values, columnCount }: FeatureMatrix,
  row: number,
): number {
  const start = row * columnCount;
  let node = 0;
  for (;;) {
    const column = columns[node];
    if (column < 0) return rights[node];
    node = values[start + column] <= thresholds[node] ? node + 1 : rights[node];
  }
}

export interface SavedTrees {
  /** Nodes and leaves, a tree. */
  readonly nodeCounts: readonly number[];
  readonly leafCounts: readonly number[];
  readonly outputs: number;
  readonly columns: EncodedArray;
  readonly thresholds: EncodedArray;
  readonly rights: EncodedArray;
  readonly leafValues: EncodedArray;
}

export function saveTrees(trees: readonly Tree[], outputs: number): SavedTrees {
  return {
    nodeCounts: trees.map((tree) => tree.columns.length),
    leafCounts: trees.map((tree) => tree.leafValues.length / outputs),
    outputs,
    columns: encodeArray(concatenateIntegers(trees.map((tree) => tree.columns))),
    thresholds: encodeArray(concatenateFloats(trees.map((tree) => tree.thresholds))),
    rights: encodeArray(concatenateIntegers(trees.map((tree) => tree.rights))),
    leafValues: encodeArray(concatenateFloats(trees.map((tree) => tree.leafValues))),
  };
}

export function restoreTrees(saved: SavedTrees): Tree[] {
  const columns = decodeIntegers(saved.columns);
  const thresholds = decodeFloats(saved.thresholds);
  const rights = decodeIntegers(saved.rights);
  const leafValues = decodeFloats(saved.leafValues);
  let node = 0;
  let leaf = 0;
  return saved.nodeCounts.map((nodeCount, k) => {
    const nodeEnd = node + nodeCount;
    const leafEnd = leaf + saved.leafCounts[k] * saved.outputs;
    const tree: Tree = {
      columns: columns.slice(node, nodeEnd),
      thresholds: thresholds.slice(node, nodeEnd),
      rights: rights.slice(node, nodeEnd),
      leafValues: leafValues.slice(leaf, leafEnd),
    };
    node = nodeEnd;
    leaf = leafEnd;
    return tree;
  });
}

function concatenateFloats(arrays: readonly Float64Array[]): Float64Array {
  const whole = new Float64Array(arrays.reduce((sum, array) => sum + array.length, 0));
  let at = 0;
  for (const array of arrays) {
    whole.set(array, at);
    at += array.length;
  }
  return whole;
}

function concatenateIntegers(arrays: readonly Int32Array[]): Int32Array {
  const whole = new Int32Array(arrays.reduce((sum, array) => sum + array.length, 0));
  let at = 0;
  for (const array of arrays) {
    whole.set(array, at);
    at += array.length;
  }
  return whole;
}
