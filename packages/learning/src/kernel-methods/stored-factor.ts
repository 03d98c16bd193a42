import type { KernelContext } from "../kernels/kernel.ts";
import { packTriangle, unpackTriangle, type Cholesky } from "../linear-algebra/cholesky.ts";
import { decodeFloats, encodeArray, type EncodedArray } from "../models/encode-array.ts";

/**
 * A Cholesky factor of training rows that is saved with its model up to 1,500 rows (12 MB of base64); of more rows it is
 * computed from the kernel again when it is first needed.
 */
export interface StoredFactor {
  get(context: KernelContext): Promise<Cholesky>;
  save(): EncodedArray | null;
}

const savedRows = 1500;

export function storeFactor(factor: Cholesky): StoredFactor {
  return {
    get: async () => await Promise.resolve(factor),
    save: () => (factor.size <= savedRows ? encodeArray(packTriangle(factor)) : null),
  };
}

/** @param compute Called at most once unless it fails. */
export function restoreFactor(
  saved: EncodedArray | null,
  size: number,
  compute: (context: KernelContext) => Promise<Cholesky>,
): StoredFactor {
  if (saved !== null) return storeFactor(unpackTriangle(decodeFloats(saved), size));
  let factor: Cholesky | undefined;
  return {
    get: async (context) => (factor ??= await compute(context)),
    save: () => null,
  };
}
