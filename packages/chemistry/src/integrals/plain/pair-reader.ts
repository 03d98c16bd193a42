import { coupleHeaderBytes, kindLayout } from "../integral-tables.ts";
import { pairHeaderLength } from "../shell-pairs.ts";

/** Reads the records of `integral-tables.ts` out of one memory. */
export interface PairReader {
  readonly integers: Int32Array;
  readonly doubles: Float64Array;
}

/** One pair as the plain kernels see it. */
export interface PairView {
  readonly kind: number;
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
}

/** Views of the memory as it is now. */
export function readPairs(memory: WebAssembly.Memory): PairReader {
  return { integers: new Int32Array(memory.buffer), doubles: new Float64Array(memory.buffer) };
}

/** The pair at an index of a kind (the address of whose record is given). */
export function viewPair({ integers }: PairReader, kind: number, index: number): PairView {
  const field = (offset: number): number => integers[(kind + offset) / 4];
  const couple = integers[field(kindLayout.couples) / 4 + (index >> 1)];
  const functionCount = field(kindLayout.functionCount);
  return {
    kind,
    functionCount,
    order: field(kindLayout.order),
    hermiteCount: field(kindLayout.hermiteCount),
    primitiveCount: integers[couple / 4],
    first: (couple + coupleHeaderBytes) / 8 + (index & 1),
    stride: field(kindLayout.stride) / 8,
    rowStarts: field(kindLayout.rowStarts) / 4,
    columns: field(kindLayout.columns) / 4,
    positions: field(kindLayout.positions) / 4 + index * functionCount,
  };
}

/** Index of the first Hermite coefficient of a primitive, counted from the primitive. */
export const firstCoefficient = pairHeaderLength * 2;
