import type { KernelMemory } from "../kernels/kernel-memory.ts";
import type { DiagonalSpace } from "./diagonal-space.ts";
import { systemFields } from "./fields.ts";
import { greatestGroupCount } from "./kernel-program.ts";
import type { KernelProgram } from "./kernel-program.ts";
import type { MixerEdge } from "./mixer-edges.ts";
import { layoutSector } from "./sector-layout.ts";
import type { CellOperation, PairTable, SectorStage } from "./sector-layout.ts";

const amplitudeBytes = 16;
const stageKinds = { cells: 0, columns: 1 } as const;
const operationKinds = { phases: 0, inside: 1, pairs: 2 } as const;

/** Where each of `groupCount` groups of neighbouring cells begins, and the last one ends: equal shares of the work. */
function groupStarts(works: readonly number[], groupCount: number): Int32Array {
  const total = works.reduce((sum, work) => sum + work, 0);
  const starts = new Int32Array(groupCount + 1);
  let group = 1;
  let done = 0;
  works.forEach((work, cell) => {
    while (group < groupCount && done + work / 2 > (group * total) / groupCount) starts[group++] = cell;
    done += work;
  });
  starts.fill(works.length, group);
  return starts;
}

/** Offsets of lists that are put behind each other, the end included. */
function offsetsOf(lists: readonly { readonly length: number }[]): Int32Array {
  const offsets = new Int32Array(lists.length + 1);
  lists.forEach((list, index) => (offsets[index + 1] = offsets[index] + list.length));
  return offsets;
}

/** Puts blocks, tables and stages of the XY mixer into memory and returns its program. */
export function createSectorProgram(options: {
  readonly memory: KernelMemory;
  readonly words: Int32Array;
  readonly space: DiagonalSpace;
  readonly edges: readonly MixerEdge[];
  readonly lowBits?: number | undefined;
}): KernelProgram {
  const { memory, words, space, edges } = options;
  const { blocks, stages } = layoutSector(space.qubitCount, space.weight ?? 0, edges, options.lowBits);
  const groupCount = Math.min(blocks.length, greatestGroupCount);
  const place = (values: ArrayLike<number>): number =>
    values.length === 0 ? 0 : memory.place(Int32Array.from(values));
  const addresses = new Map<PairTable, number>();
  const placeTable = (table: PairTable): number => {
    let address = addresses.get(table);
    if (address === undefined) {
      address = place(table.map((position) => amplitudeBytes * position));
      addresses.set(table, address);
    }
    return address;
  };
  const placeOperation = (operation: CellOperation): number[] => {
    switch (operation.kind) {
      case "phases":
        return [edges.length, operationKinds.phases, 0, 0];
      case "inside": {
        const tables = operation.tables.flatMap((table) => [placeTable(table), table.length / 2]);
        return [operation.edge, operationKinds.inside, place(tables), 0];
      }
      case "pairs": {
        const { edge, tables, pairs, offsets } = operation;
        const addressOf = tables.map((table) => (table.length === 0 ? 0 : placeTable(table)));
        const encoded = new Int32Array((4 * pairs.length) / 3);
        for (let at = 0, to = 0; at < pairs.length; at += 3, to += 4) {
          encoded[to] = pairs[at];
          encoded[to + 1] = pairs[at + 1];
          encoded[to + 2] = addressOf[pairs[at + 2]];
          encoded[to + 3] = tables[pairs[at + 2]].length / 2;
        }
        return [edge, operationKinds.pairs, place(encoded), place(offsets)];
      }
    }
  };
  const placeStage = (stage: SectorStage): number[] => {
    if (stage.kind === "columns") {
      const cells = stage.columns.flatMap(({ first, width, lowWeight }) => [first, width, lowWeight]);
      const operations = stage.operations.flatMap(({ edge, pairs }) => [
        edge,
        place(pairs.flatMap((list) => [place(list), list.length / 2])),
      ]);
      const works = stage.columns.map(({ width, lowWeight }) =>
        stage.operations.reduce((sum, { pairs }) => sum + width * pairs[lowWeight].length, 0),
      );
      return [
        stageKinds.columns,
        place(operations),
        stage.operations.length,
        place(cells),
        place(groupStarts(works, groupCount)),
        0,
      ];
    }
    const { cells, operations } = stage;
    const works = cells.map((cell) => cell.reduce((sum, block) => sum + blocks[block].size, 0));
    return [
      stageKinds.cells,
      place(operations.flatMap(placeOperation)),
      operations.length,
      place(offsetsOf(cells)),
      place(groupStarts(works, groupCount)),
      place(cells.flat()),
    ];
  };
  words[systemFields.blocks] = place(
    blocks.flatMap(({ first, size, lowWeight }) => [first, size, lowWeight]),
  );
  words[systemFields.stages] = place(stages.flatMap(placeStage));
  words[systemFields.stageCount] = stages.length;
  return {
    groupCount,
    encodeAngles: ({ gammas, betas }) => {
      const stride = 2 * (edges.length + 1);
      const values = new Float64Array(gammas.length * stride);
      gammas.forEach((gamma, layer) => {
        edges.forEach((_, edge) => {
          const beta = betas[layer * edges.length + edge];
          values.set([Math.cos(beta), Math.sin(beta)], layer * stride + 2 * edge);
        });
        values[layer * stride + 2 * edges.length] = (-2 * gamma) / Math.PI;
      });
      return { values, scale: 1 };
    },
  };
}
