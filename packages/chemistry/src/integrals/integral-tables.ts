import type { IntegralMemory } from "./integral-memory.ts";
import { doublesAt, integersAt } from "./integral-memory.ts";
import { makeBoysTable } from "./boys-function.ts";
import { hermiteComponents, hermiteCount, hermiteIndex, hermiteSteps, maximumPairOrder } from "./hermite.ts";
import { pairHeaderLength, type ShellPair } from "./shell-pairs.ts";

/**
 * Byte offsets of the record that kernels and their TypeScript twins read. All entries are 32-bit integers
 * (addresses are bytes) except the two thresholds, which are doubles.
 */
export const contextLayout = {
  /** Next task, taken atomically. */
  taskCounter: 0,
  taskCount: 4,
  /** Set to 1 to make the kernels return early. */
  stop: 8,
  kindCount: 12,
  kinds: 16,
  boysTable: 20,
  /** Position of Λ_{t+u} for every t (row) and u up to the order of a pair. */
  sums: 24,
  steps: 28,
  schwarzThreshold: 32,
  primitiveThreshold: 40,
  byteLength: 48,
} as const;

/** Byte offsets of the record of a pair kind. All entries are 32-bit integers. */
export const kindLayout = {
  functionCount: 0,
  order: 4,
  hermiteCount: 8,
  entryCount: 12,
  rowStarts: 16,
  columns: 20,
  pairCount: 24,
  /** Address of a list of couple addresses. */
  couples: 28,
  /** Address of the Schwarz bounds, one double per pair, padded to even length. */
  bounds: 32,
  /** Address of the packed positions, functionCount integers per pair, padded to an even number of pairs. */
  positions: 36,
  /** Bytes from one primitive of a couple to the next. */
  stride: 40,
  /** Number of pairs in all kinds before this one. */
  firstPair: 44,
  /** Address of the places of the two shells in the basis, two integers per pair. */
  shells: 48,
  byteLength: 64,
} as const;

/** A couple starts with its primitive count (an integer) in 16 bytes. */
export const coupleHeaderBytes = 16;

/** Bytes of a recurrence step: axis, once and twice as byte offsets of vectors, unused, factor (a double), unused. */
const stepBytes = 32;

/** Rows and columns of the table of sums. */
export const sumsStride = hermiteCount(maximumPairOrder);

/** Integrals whose Schwarz bound lies below this, in hartree, count as zero. */
export const schwarzThreshold = 1e-11;
/** Quartets of primitives whose bound lies below this, in hartree, count as zero. */
export const primitiveThreshold = 1e-15;

/** Made once: it never changes. */
let boysTable: Float64Array | undefined;

/** Writes the tables that every calculation needs and returns the address of the context record. */
export function writeContext(arena: IntegralMemory): number {
  const context = arena.allocate(contextLayout.byteLength);
  boysTable ??= makeBoysTable();
  const boysAddress = arena.allocate(boysTable.byteLength);
  doublesAt(arena.memory, boysAddress, boysTable.length).set(boysTable);

  const sumsAddress = arena.allocate(sumsStride ** 2 * 4);
  const sums = integersAt(arena.memory, sumsAddress, sumsStride ** 2);
  for (let row = 0; row < sumsStride; row++) {
    for (let column = 0; column < sumsStride; column++) {
      const [a, b] = [hermiteComponents[row], hermiteComponents[column]];
      sums[row * sumsStride + column] = hermiteIndex(a[0] + b[0], a[1] + b[1], a[2] + b[2]);
    }
  }

  const stepsAddress = arena.allocate(hermiteSteps.length * stepBytes);
  hermiteSteps.forEach(({ axis, once, twice, factor }, index) => {
    const address = stepsAddress + index * stepBytes;
    integersAt(arena.memory, address, 3).set([16 * axis, 16 * once, 16 * twice]);
    doublesAt(arena.memory, address + 16, 1)[0] = factor;
  });

  const record = integersAt(arena.memory, context, contextLayout.byteLength / 4);
  record[contextLayout.boysTable / 4] = boysAddress;
  record[contextLayout.sums / 4] = sumsAddress;
  record[contextLayout.steps / 4] = stepsAddress;
  doublesAt(arena.memory, context + contextLayout.schwarzThreshold, 1)[0] = schwarzThreshold;
  return context;
}

/**
 * Writes pair kinds and their pairs. Two pairs of one kind at a time form a couple whose numbers alternate,
 * so that a two-lane vector holds one number of each; an odd last pair has a partner of zeros.
 */
export function writeShellPairs(
  arena: IntegralMemory,
  context: number,
  groups: readonly (readonly ShellPair[])[],
): void {
  const { memory } = arena;
  const kinds = arena.allocate(groups.length * kindLayout.byteLength);
  let firstPair = 0;
  groups.forEach((pairs, index) => {
    const { kind } = pairs[0];
    const width = pairHeaderLength + kind.columns.length;
    const stride = width * 16;
    const coupleCount = Math.ceil(pairs.length / 2);
    const rowStarts = arena.allocate(kind.rowStarts.byteLength);
    integersAt(memory, rowStarts, kind.rowStarts.length).set(kind.rowStarts);
    const columns = arena.allocate(kind.columns.byteLength);
    integersAt(memory, columns, kind.columns.length).set(kind.columns);
    const couples = arena.allocate(coupleCount * 4);
    const bounds = arena.allocate(coupleCount * 16);
    const positions = arena.allocate(coupleCount * 2 * kind.functionCount * 4);
    integersAt(memory, positions, coupleCount * 2 * kind.functionCount).fill(-1);
    const shells = arena.allocate(pairs.length * 8);
    integersAt(memory, shells, pairs.length * 2).set(pairs.flatMap((pair) => pair.shells));
    const record = [
      kind.functionCount,
      kind.order,
      kind.hermiteCount,
      kind.columns.length,
      rowStarts,
      columns,
      pairs.length,
      couples,
      bounds,
      positions,
      stride,
      firstPair,
      shells,
    ];
    integersAt(memory, kinds + index * kindLayout.byteLength, record.length).set(record);
    for (let couple = 0; couple < coupleCount; couple++) {
      const lanes = pairs.slice(2 * couple, 2 * couple + 2);
      const primitiveCount = Math.max(...lanes.map((pair) => pair.primitiveCount));
      const address = arena.allocate(coupleHeaderBytes + primitiveCount * stride);
      integersAt(memory, couples, coupleCount)[couple] = address;
      integersAt(memory, address, 1)[0] = primitiveCount;
      const data = doublesAt(memory, address + coupleHeaderBytes, primitiveCount * width * 2);
      for (let primitive = 0; primitive < primitiveCount; primitive++) {
        for (let lane = 0; lane < 2; lane++) {
          const target = primitive * width * 2 + lane;
          const pair = lanes.at(lane);
          if (pair && primitive < pair.primitiveCount) {
            for (let entry = 0; entry < width; entry++) {
              data[target + 2 * entry] = pair.primitives[primitive * width + entry];
            }
          } else data[target] = 1;
        }
      }
      lanes.forEach((pair, lane) => {
        integersAt(memory, positions + (2 * couple + lane) * kind.functionCount * 4, kind.functionCount).set(
          pair.positions,
        );
      });
    }
    firstPair += pairs.length;
  });
  const record = integersAt(memory, context, contextLayout.byteLength / 4);
  record[contextLayout.kindCount / 4] = groups.length;
  record[contextLayout.kinds / 4] = kinds;
  record[contextLayout.taskCount / 4] = firstPair;
}
