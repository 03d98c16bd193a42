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

/** Amplitudes of two blocks that an edge rotates: through a table, or one by one. */
export interface BlockPair {
  readonly a: number;
  readonly b: number;
  readonly table: PairTable | undefined;
  readonly count: number;
}

/** Rotations inside blocks, one edge after the other, each with its tables by low weight; or of pairs of blocks. */
export type SectorStage =
  | { readonly kind: "blocks"; readonly edges: number[]; readonly withPhases: boolean }
  | { readonly kind: "pairs"; readonly edge: number; readonly pairs: readonly BlockPair[] };

export interface SectorLayout {
  readonly lowBits: number;
  readonly blocks: readonly SectorBlock[];
  /** The stages of one layer. */
  readonly stages: readonly SectorStage[];
  /** Of edges inside blocks, by edge and low weight. */
  readonly lowTables: ReadonlyMap<number, readonly PairTable[]>;
}

/** A block of the largest class, C(12, 6) amplitudes, fits a first-level cache. */
const usualLowBits = 12;
/** More high bits than this would need long tables of blocks. */
const greatestHighBits = 20;

function bitCount(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
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
  const lowTables = new Map<number, PairTable[]>();
  const mixedTables = new Map<number, PairTable[]>();
  const stages: SectorStage[] = [{ kind: "blocks", edges: [], withPhases: true }];
  const touches = (stage: SectorStage, [lower, higher]: MixerEdge): boolean =>
    (stage.kind === "blocks" ? stage.edges : [stage.edge]).some((edge) =>
      edges[edge].some((qubit) => qubit === lower || qubit === higher),
    );

  const pairBlocks = ([lower, higher]: MixerEdge): BlockPair[] => {
    const pairs: BlockPair[] = [];
    const highBit = 1 << (higher - lowBits);
    let tables: PairTable[] | undefined;
    if (lower < lowBits) {
      tables = mixedTables.get(lower) ?? makeTables(1 << lower, 0);
      mixedTables.set(lower, tables);
    }
    const set = tables ? 0 : 1 << (lower - lowBits);
    for (const high of highs) {
      if ((high & highBit) !== 0 || (high & set) !== set) continue;
      const other = blockOf[high ^ (highBit | set)];
      if (other < 0) continue;
      const a = blocks[blockOf[high]];
      const table = tables?.[a.lowWeight];
      const count = table ? table.length / 2 : a.size;
      if (count > 0) pairs.push({ a: a.first, b: blocks[other].first, table, count });
    }
    return pairs;
  };

  edges.forEach((edge, index) => {
    if (edge[1] >= lowBits) {
      stages.push({ kind: "pairs", edge: index, pairs: pairBlocks(edge) });
      return;
    }
    lowTables.set(index, makeTables(1 << edge[0], 1 << edge[1]));
    // Rotations of other qubits commute: the edge joins the last stage it may.
    let from = stages.length - 1;
    while (from > 0 && !touches(stages[from], edge)) from--;
    const open = stages.slice(from).find((stage) => stage.kind === "blocks");
    if (open) open.edges.push(index);
    else stages.push({ kind: "blocks", edges: [index], withPhases: false });
  });
  return { lowBits, blocks, stages, lowTables };
}
