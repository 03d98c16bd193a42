import { binomial } from "./diagonal-space.ts";
import type { MixerEdge } from "./mixer-edges.ts";

/** States with the same high bits: neighbours of one low weight. */
export interface SectorBlock {
  readonly first: number;
  readonly size: number;
  readonly lowWeight: number;
}

/** Pairs of positions in two low classes, `[a, b, a, b, …]`. */
export type PairTable = Int32Array;

/** What is done with each cell of blocks: its phases, rotations inside its blocks, rotations of pairs of its blocks. */
export type CellOperation =
  | { readonly kind: "phases" }
  | { readonly kind: "inside"; readonly edge: number; readonly tables: readonly PairTable[] }
  | {
      readonly kind: "pairs";
      readonly edge: number;
      readonly tables: readonly PairTable[];
      /** First amplitudes of two blocks and the low weight of the first, `[a, b, weight, …]`, cell by cell. */
      readonly pairs: Int32Array;
      /** Where the pairs of each cell begin, the end included. */
      readonly offsets: Int32Array;
    };

/** Rotations of two high qubits: pairs of first amplitudes of blocks, `[a, b, …]`, by low weight. */
export interface ColumnOperation {
  readonly edge: number;
  readonly pairs: readonly Int32Array[];
}

/**
 * A part of a layer whose cells do not touch each other: cells of blocks, or columns (neighbouring amplitudes of all
 * blocks of one low weight).
 */
export type SectorStage =
  | {
      readonly kind: "cells";
      readonly cells: readonly (readonly number[])[];
      readonly operations: readonly CellOperation[];
    }
  | {
      readonly kind: "columns";
      readonly columns: readonly {
        readonly first: number;
        readonly width: number;
        readonly lowWeight: number;
      }[];
      readonly operations: readonly ColumnOperation[];
    };

export interface SectorLayout {
  readonly lowBits: number;
  readonly blocks: readonly SectorBlock[];
  /** The stages of one layer. */
  readonly stages: readonly SectorStage[];
}

/** A block of the largest class, C(13, 6) amplitudes, stays in a first-level cache. */
const usualLowBits = 13;
/** More high bits than this would need long tables of blocks. */
const greatestHighBits = 20;
/** Amplitudes of a cell: with their adjoints they stay in a second-level cache. */
const greatestCell = 2 ** 13;
const greatestColumns = 2 ** 12;
/** Columns of whole cache lines. */
const leastWidth = 8;
/** Cells of less than this share of the blocks leave enough of them to threads. */
const leastCellCount = 16;

function bitCount(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}

interface StagePlan {
  readonly kind: "cells" | "columns";
  readonly withPhases: boolean;
  readonly edges: number[];
  /** High bits that differ within a cell. */
  cellBits: number;
}

/** Lays the states of a weight out in blocks and orders the rotations in stages. `lowBits` is for tests. */
export function layoutSector(
  qubitCount: number,
  weight: number,
  edges: readonly MixerEdge[],
  lowBits = Math.min(qubitCount, Math.max(usualLowBits, qubitCount - greatestHighBits)),
): SectorLayout {
  const classes: number[][] = Array.from({ length: lowBits + 1 }, () => []);
  const rank = new Int32Array(2 ** lowBits);
  for (let bits = 0; bits < 2 ** lowBits; bits++) {
    const ones = bitCount(bits);
    if (ones <= weight && weight - ones <= qubitCount - lowBits) rank[bits] = classes[ones].push(bits) - 1;
  }
  const blocks: SectorBlock[] = [];
  const blockOf = new Int32Array(2 ** (qubitCount - lowBits)).fill(-1);
  const highs: number[] = [];
  let first = 0;
  for (let high = 0; high < blockOf.length; high++) {
    const lowWeight = weight - bitCount(high);
    if (lowWeight < 0 || lowWeight > lowBits) continue;
    blockOf[high] = blocks.length;
    highs.push(high);
    const size = binomial(lowBits, lowWeight);
    blocks.push({ first, size, lowWeight });
    first += size;
  }

  /** By low weight: states with the bits of `set` and without those of `clear`, and their partners. */
  const makeTables = (set: number, clear: number): PairTable[] =>
    classes.map((states) =>
      Int32Array.from(
        states
          .filter((bits) => (bits & set) === set && (bits & clear) === 0)
          .flatMap((bits) => [rank[bits], rank[bits ^ (set | clear)]]),
      ),
    );
  const mixedTables = new Map<number, PairTable[]>();
  const mixedTablesOf = (lower: number): PairTable[] => {
    const tables = mixedTables.get(lower) ?? makeTables(1 << lower, 0);
    mixedTables.set(lower, tables);
    return tables;
  };

  /** Number of the cell of some high bits, less those that differ within it; 0 where there is none yet. */
  const cellOf = new Int32Array(blockOf.length);
  const makeCells = (plan: StagePlan): SectorStage => {
    const groups: number[][] = [];
    highs.forEach((high, block) => {
      const rest = high & ~plan.cellBits;
      if (cellOf[rest] === 0) cellOf[rest] = groups.push([]);
      groups[cellOf[rest] - 1].push(block);
    });
    for (const high of highs) cellOf[high & ~plan.cellBits] = 0;
    const operations = plan.edges.map((index): CellOperation => {
      const [lower, higher] = edges[index];
      if (higher < lowBits) {
        return { kind: "inside", edge: index, tables: makeTables(1 << lower, 1 << higher) };
      }
      const tables = mixedTablesOf(lower);
      const highBit = 1 << (higher - lowBits);
      const pairs = new Int32Array(3 * blocks.length);
      const offsets = new Int32Array(groups.length + 1);
      let count = 0;
      groups.forEach((cell, number) => {
        for (const block of cell) {
          if ((highs[block] & highBit) !== 0) continue;
          const other = blockOf[highs[block] ^ highBit];
          const { first: start, lowWeight } = blocks[block];
          if (other < 0 || tables[lowWeight].length === 0) continue;
          pairs[3 * count] = start;
          pairs[3 * count + 1] = blocks[other].first;
          pairs[3 * count + 2] = lowWeight;
          count++;
        }
        offsets[number + 1] = count;
      });
      return { kind: "pairs", edge: index, tables, pairs: pairs.slice(0, 3 * count), offsets };
    });
    return {
      kind: "cells",
      cells: groups,
      operations: plan.withPhases ? [{ kind: "phases" }, ...operations] : operations,
    };
  };

  const makeColumns = (plan: StagePlan): SectorStage => {
    const rows = Array.from({ length: lowBits + 1 }, () => 0);
    for (const { lowWeight } of blocks) rows[lowWeight]++;
    const columns = rows.flatMap((count, lowWeight) => {
      if (count === 0) return [];
      const size = binomial(lowBits, lowWeight);
      const width = Math.max(leastWidth, Math.floor(greatestColumns / count / leastWidth) * leastWidth);
      return Array.from({ length: Math.ceil(size / width) }, (_, index) => ({
        first: index * width,
        width: Math.min(width, size - index * width),
        lowWeight,
      }));
    });
    const operations = plan.edges.map((index): ColumnOperation => {
      const [lower, higher] = edges[index];
      const set = 1 << (lower - lowBits);
      const clear = 1 << (higher - lowBits);
      const pairs: number[][] = rows.map(() => []);
      highs.forEach((high, block) => {
        if ((high & set) === 0 || (high & clear) !== 0) return;
        const other = blockOf[high ^ (set | clear)];
        pairs[blocks[block].lowWeight].push(blocks[block].first, blocks[other].first);
      });
      return { edge: index, pairs: pairs.map((list) => Int32Array.from(list)) };
    });
    return { kind: "columns", columns, operations };
  };

  const largestBlock = Math.max(...blocks.map(({ size }) => size));
  const plans: StagePlan[] = [{ kind: "cells", withPhases: true, edges: [], cellBits: 0 }];
  /** Cells with one more high bit, or undefined where they would be too large or too few. */
  const widenCells = (plan: StagePlan, bit: number): number | undefined => {
    const cellBits = plan.cellBits | bit;
    const blocksPerCell = 2 ** bitCount(cellBits);
    const fits =
      blocksPerCell * largestBlock <= greatestCell && highs.length >= leastCellCount * blocksPerCell;
    return cellBits === plan.cellBits || fits ? cellBits : undefined;
  };
  const touches = ({ edges: members }: StagePlan, [lower, higher]: MixerEdge): boolean =>
    members.some((member) => edges[member].some((qubit) => qubit === lower || qubit === higher));
  edges.forEach((edge, index) => {
    const [lower, higher] = edge;
    // Rotations of other qubits commute: the edge joins the first stage it may.
    let from = plans.length - 1;
    while (from > 0 && !touches(plans[from], edge)) from--;
    const kind = lower >= lowBits ? "columns" : "cells";
    const bit = kind === "cells" && higher >= lowBits ? 1 << (higher - lowBits) : 0;
    for (const plan of plans.slice(from)) {
      const cellBits = plan.kind === kind ? widenCells(plan, bit) : undefined;
      if (cellBits === undefined) continue;
      plan.cellBits = cellBits;
      plan.edges.push(index);
      return;
    }
    plans.push({ kind, withPhases: false, edges: [index], cellBits: bit });
  });
  return {
    lowBits,
    blocks,
    stages: plans.map((plan) => (plan.kind === "cells" ? makeCells(plan) : makeColumns(plan))),
  };
}
