import { contextLayout, coupleHeaderBytes, kindLayout } from "../integral-tables.ts";
import { pairHeaderLength } from "../shell-pairs.ts";

/** Reads the records of `integral-tables.ts` out of one memory. */
export interface PairReader {
  readonly integers: Int32Array;
  readonly doubles: Float64Array;
}

/** One pair as the plain kernels see it. */
export interface PairView {
  readonly kind: number;
  /** Place within the kind. */
  readonly index: number;
  /** Schwarz bound. */
  readonly bound: number;
  readonly functionCount: number;
  readonly order: number;
  readonly hermiteCount: number;
  readonly primitiveCount: number;
  /** Index of the first primitive's first double; the numbers of one pair lie two apart. */
  readonly first: number;
  /** Doubles from one primitive to the next. */
  readonly stride: number;
  readonly rowStarts: number;
  readonly columns: number;
  /** Index of the first position. */
  readonly positions: number;
  /** Index of the first of the two shells. */
  readonly shells: number;
}

/** Views of the memory as it is now. */
export function readPairs(memory: WebAssembly.Memory): PairReader {
  return { integers: new Int32Array(memory.buffer), doubles: new Float64Array(memory.buffer) };
}

/** Address of the record of a pair kind. */
export function kindAddress({ integers }: PairReader, context: number, kind: number): number {
  return integers[(context + contextLayout.kinds) / 4] + kind * kindLayout.byteLength;
}

/** Number of pairs of a kind. */
export function pairCountOf(reader: PairReader, context: number, kind: number): number {
  return reader.integers[(kindAddress(reader, context, kind) + kindLayout.pairCount) / 4];
}

/** The pair at a place of a kind. */
export function viewPair(reader: PairReader, context: number, kind: number, index: number): PairView {
  const { integers, doubles } = reader;
  const record = kindAddress(reader, context, kind);
  const field = (offset: number): number => integers[(record + offset) / 4];
  const couple = integers[field(kindLayout.couples) / 4 + (index >> 1)];
  const functionCount = field(kindLayout.functionCount);
  return {
    kind,
    index,
    bound: doubles[field(kindLayout.bounds) / 8 + index],
    functionCount,
    order: field(kindLayout.order),
    hermiteCount: field(kindLayout.hermiteCount),
    primitiveCount: integers[couple / 4],
    first: (couple + coupleHeaderBytes) / 8 + (index & 1),
    stride: field(kindLayout.stride) / 8,
    rowStarts: field(kindLayout.rowStarts) / 4,
    columns: field(kindLayout.columns) / 4,
    positions: field(kindLayout.positions) / 4 + index * functionCount,
    shells: field(kindLayout.shells) / 4 + 2 * index,
  };
}

/** The pair of a number that runs through all kinds. */
export function viewPairOfTask(reader: PairReader, context: number, task: number): PairView {
  let kind = reader.integers[(context + contextLayout.kindCount) / 4] - 1;
  const firstPair = (): number =>
    reader.integers[(kindAddress(reader, context, kind) + kindLayout.firstPair) / 4];
  while (firstPair() > task) kind--;
  return viewPair(reader, context, kind, task - firstPair());
}

/** Index of the first Hermite coefficient of a primitive, counted from the primitive. */
export const firstCoefficient = pairHeaderLength * 2;
