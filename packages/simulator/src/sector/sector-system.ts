import type { KernelMemory } from "../kernels/kernel-memory.ts";
import { layoutFields, syncBytes, systemFields } from "./kernel-fields.ts";
import { createOppositeSpinTables } from "./opposite-spin-tables.ts";
import type { OrbitalSymmetry } from "./orbital-symmetry.ts";
import { sameSpinMatrix, type SparseRows } from "./same-spin-matrix.ts";
import type { SectorHamiltonian } from "./sector-hamiltonian.ts";
import { createSectorLayout, type SectorLayout } from "./sector-layout.ts";
import type { SectorSpace } from "./sector-space.ts";
import { createStringSet, type StringSet } from "./string-set.ts";

/** A layout with its descriptor in kernel memory. */
export interface PlacedLayout extends SectorLayout {
  readonly pointer: number;
}

/** A Hamiltonian's tables in kernel memory. */
export interface SectorSystem {
  readonly space: SectorSpace;
  readonly symmetry: OrbitalSymmetry;
  readonly alpha: StringSet;
  readonly beta: StringSet;
  readonly alphaMatrix: SparseRows;
  readonly betaMatrix: SparseRows;
  /** Offset of the descriptor. */
  readonly pointer: number;
  /** One layout a symmetry label; some hold no determinant. */
  readonly layouts: readonly PlacedLayout[];
}

/** Builds all tables of a Hamiltonian and places them. */
export function placeSystem(
  memory: KernelMemory,
  space: SectorSpace,
  hamiltonian: SectorHamiltonian,
  symmetry: OrbitalSymmetry,
  threads: number,
): SectorSystem {
  const exchangeable = space.alphaCount === space.betaCount;
  const alpha = createStringSet(space.alphaStrings, symmetry);
  const beta = exchangeable ? alpha : createStringSet(space.betaStrings, symmetry);
  const alphaMatrix = sameSpinMatrix(alpha, hamiltonian);
  const betaMatrix = exchangeable ? alphaMatrix : sameSpinMatrix(beta, hamiltonian);
  const tables = createOppositeSpinTables(alpha, beta, hamiltonian, symmetry);

  const words = new Int32Array(systemFields.wordCount);
  const placeSpin = (set: StringSet): [number, number, number] => [
    set.masks.length,
    memory.place(set.start),
    memory.place(Int32Array.from(set.labels)),
  ];
  const placeRows = (rows: SparseRows): [number, number, number] => [
    memory.place(rows.rowStart),
    memory.place(rows.columns),
    memory.place(rows.values),
  ];
  const alphaSpin = placeSpin(alpha);
  const alphaRows = placeRows(alphaMatrix);
  words[systemFields.irrepCount] = symmetry.irrepCount;
  words.set(alphaSpin, systemFields.alphaStringCount);
  words.set(exchangeable ? alphaSpin : placeSpin(beta), systemFields.betaStringCount);
  words.set(alphaRows, systemFields.alphaRowStart);
  words.set(exchangeable ? alphaRows : placeRows(betaMatrix), systemFields.betaRowStart);
  words[systemFields.connectionStart] = memory.place(tables.connectionStart);
  words[systemFields.connections] = memory.place(tables.connections);
  words[systemFields.coefficients] = memory.place(tables.coefficients);
  words[systemFields.triangularCoefficients] = memory.place(tables.triangularCoefficients);
  words[systemFields.blockCount] = tables.blocks.length / 3;
  words[systemFields.blocks] = memory.place(tables.blocks);
  words[systemFields.gatherStart] = memory.place(tables.gatherStart);
  words[systemFields.gather] = memory.place(tables.gather);
  words[systemFields.pairCounts] = memory.place(tables.pairCounts);
  const pointerBytes = 8 * (tables.connectionLimit + 1);
  const tileStride = Math.ceil((tables.tileBytes + pointerBytes) / 128) * 128 + 128;
  words[systemFields.workTile] = memory.allocate(tileStride * threads);
  words[systemFields.workTileStride] = tileStride;
  words[systemFields.workPointers] = tables.tileBytes;
  words[systemFields.sync] = memory.allocate(syncBytes);
  words[systemFields.exchangeable] = exchangeable ? 1 : 0;

  const layouts = Array.from({ length: symmetry.irrepCount }, (_, target) =>
    placeLayout(memory, createSectorLayout(alpha, beta, target)),
  );
  const largest = Math.max(
    ...layouts.map((layout) => Math.max(layout.elementCount, layout.transposedElementCount)),
  );
  words[systemFields.transposedSource] = memory.allocate(8 * largest);
  words[systemFields.transposedResult] = memory.allocate(8 * largest);
  return { space, symmetry, alpha, beta, alphaMatrix, betaMatrix, pointer: memory.place(words), layouts };
}

function placeLayout(memory: KernelMemory, layout: SectorLayout): PlacedLayout {
  const words = new Int32Array(layoutFields.wordCount);
  words[layoutFields.target] = layout.target;
  words[layoutFields.elementCount] = layout.elementCount;
  words[layoutFields.transposedElementCount] = layout.transposedElementCount;
  words[layoutFields.rowBase] = memory.place(layout.rowBase);
  words[layoutFields.columnBase] = memory.place(layout.columnBase);
  return { ...layout, pointer: memory.place(words) };
}
