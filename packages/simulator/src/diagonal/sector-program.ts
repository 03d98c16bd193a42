import type { KernelMemory } from "../kernels/kernel-memory.ts";
import type { DiagonalSpace } from "./diagonal-space.ts";
import { systemFields } from "./fields.ts";
import { greatestGroupCount } from "./kernel-program.ts";
import type { KernelProgram } from "./kernel-program.ts";
import type { MixerEdge } from "./mixer-edges.ts";
import { layoutSector } from "./sector-layout.ts";
import type { PairTable, SectorStage } from "./sector-layout.ts";

const amplitudeBytes = 16;

/** Puts blocks, tables and stages of the XY mixer into memory and returns its program. */
export function createSectorProgram(options: {
  readonly memory: KernelMemory;
  readonly words: Int32Array;
  readonly space: DiagonalSpace;
  readonly edges: readonly MixerEdge[];
  readonly lowBits?: number | undefined;
}): KernelProgram {
  const { memory, words, space, edges } = options;
  const layout = layoutSector(space.qubitCount, space.weight ?? 0, edges, options.lowBits);
  const addresses = new Map<PairTable, number>();
  const placeTable = (table: PairTable): number => {
    let address = addresses.get(table);
    if (address === undefined) {
      address = memory.place(table.map((position) => amplitudeBytes * position));
      addresses.set(table, address);
    }
    return address;
  };
  const placeStage = (stage: SectorStage): number[] => {
    if (stage.kind === "pairs") {
      const pairs = stage.pairs.flatMap(({ a, b, table, count }) => [
        a,
        b,
        table ? placeTable(table) : 0,
        count,
      ]);
      return [
        1,
        memory.place(Int32Array.of(stage.edge)),
        1,
        memory.place(Int32Array.from(pairs)),
        stage.pairs.length,
      ];
    }
    const operations = stage.withPhases ? [edges.length, 0] : [];
    for (const edge of stage.edges) {
      const tables = (layout.lowTables.get(edge) ?? []).flatMap((table) => [
        placeTable(table),
        table.length / 2,
      ]);
      operations.push(edge, memory.place(Int32Array.from(tables)));
    }
    const address = memory.place(Int32Array.from(operations));
    return [0, address, operations.length / 2, 0, layout.blocks.length];
  };
  words[systemFields.blocks] = memory.place(
    Int32Array.from(layout.blocks.flatMap(({ first, size, lowWeight }) => [first, size, lowWeight])),
  );
  words[systemFields.stages] = memory.place(Int32Array.from(layout.stages.flatMap(placeStage)));
  words[systemFields.stageCount] = layout.stages.length;
  return {
    groupCount: Math.min(layout.blocks.length, greatestGroupCount),
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
