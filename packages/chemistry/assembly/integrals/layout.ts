/** Byte offsets of src/integrals/integral-tables.ts. */
export const contextTaskCounter: usize = 0;
export const contextTaskCount: usize = 4;
export const contextStop: usize = 8;
export const contextKindCount: usize = 12;
export const contextKinds: usize = 16;
export const contextBoysTable: usize = 20;
export const contextSums: usize = 24;
export const contextSteps: usize = 28;
export const contextSchwarzThreshold: usize = 32;
export const contextPrimitiveThreshold: usize = 40;

export const kindFunctionCount: usize = 0;
export const kindOrder: usize = 4;
export const kindHermiteCount: usize = 8;
export const kindEntryCount: usize = 12;
export const kindRowStarts: usize = 16;
export const kindColumns: usize = 20;
export const kindPairCount: usize = 24;
export const kindCouples: usize = 28;
export const kindBounds: usize = 32;
export const kindPositions: usize = 36;
export const kindStride: usize = 40;
export const kindFirstPair: usize = 44;
export const kindShells: usize = 48;
export const kindBytes: usize = 64;

export const coupleHeaderBytes: usize = 16;
/** Bytes of p, P and bound before the coefficients of a primitive couple. */
export const primitiveHeaderBytes: usize = 80;
/** Row length of the table of Hermite sums. */
export const sumsStride: usize = 35;

/** Places in the scratch block: Hermite integrals, their matrix, half-contracted integrals, block, Boys values, PQ. */
export const scratchHermites: usize = 0;
export const scratchMatrix: usize = 2816;
export const scratchHalf: usize = 22528;
export const scratchBlock: usize = 43008;
export const scratchBoys: usize = 64000;
export const scratchSeparation: usize = 64512;

/** A pointer or a count of a record. */
// @ts-ignore: decorator
@inline
export function field(record: usize, offset: usize): usize {
  return <usize>load<u32>(record + offset);
}

/** The record of a pair kind. */
// @ts-ignore: decorator
@inline
export function kindRecord(context: usize, kind: usize): usize {
  return field(context, contextKinds) + kind * kindBytes;
}

/** The couple that holds a pair. */
// @ts-ignore: decorator
@inline
export function coupleOf(kind: usize, pair: usize): usize {
  return <usize>load<u32>(field(kind, kindCouples) + ((pair >> 1) << 2));
}
