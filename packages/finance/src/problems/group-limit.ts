import { MandateError } from "../errors.ts";
import type { Moments } from "../moments/moments.ts";

/** Least and greatest number of holdings (selection) or share of the weights (elsewhere) of some assets. */
export interface GroupLimit {
  readonly name: string;
  /** Indices of the assets. */
  readonly assets: readonly number[];
  readonly minimum?: number;
  readonly maximum?: number;
}

/** Limits of sectors by their names, for {@link groupLimitsBySector}. */
export type SectorLimits = Readonly<Record<string, { readonly minimum?: number; readonly maximum?: number }>>;

/** Group limits of the assets' sectors. Throws {@link MandateError} for a sector that no asset has. */
export function groupLimitsBySector(moments: Moments, limits: SectorLimits): GroupLimit[] {
  return Object.entries(limits).map(([name, limit]) => {
    const assets = moments.assets.flatMap(({ sector }, index) => (sector === name ? [index] : []));
    if (assets.length === 0) {
      const known = [...new Set(moments.assets.flatMap(({ sector }) => sector ?? []))];
      throw new MandateError(
        `sector "${name}" has no assets; known sectors: ${known.join(", ") || "none (the assets carry no sectors)"}`,
      );
    }
    return { name, assets, ...limit };
  });
}

/** Throws {@link MandateError} for assets out of range or twice, or a minimum above the maximum. */
export function checkGroupLimits(groups: readonly GroupLimit[], assetCount: number): void {
  for (const { name, assets, minimum = -Infinity, maximum = Infinity } of groups) {
    checkAssetIndices(`group "${name}"`, assets, assetCount);
    if (!(minimum <= maximum)) {
      throw new MandateError(
        `minimum of group "${name}" must not exceed its maximum, got ${minimum} > ${maximum}`,
      );
    }
  }
}

/** Throws {@link MandateError} unless the indices are whole, distinct and in range. */
export function checkAssetIndices(name: string, assets: readonly number[], assetCount: number): void {
  const seen = new Set<number>();
  for (const asset of assets) {
    if (!Number.isInteger(asset) || asset < 0 || asset >= assetCount) {
      throw new MandateError(`assets of ${name} must be integers in [0, ${assetCount - 1}], got ${asset}`);
    }
    if (seen.has(asset)) throw new MandateError(`assets of ${name} must be distinct, got ${asset} twice`);
    seen.add(asset);
  }
}

/** A number for all assets or one for each, as one for each. Throws {@link MandateError} outside [least, greatest]. */
export function perAsset(
  name: string,
  value: number | ArrayLike<number> | undefined,
  assetCount: number,
  fallback: number,
  range: readonly [least: number, greatest: number],
): Float64Array {
  const values =
    value === undefined || typeof value === "number"
      ? new Float64Array(assetCount).fill(value ?? fallback)
      : Float64Array.from(value);
  if (values.length !== assetCount) {
    throw new MandateError(`${name} must be a number or ${assetCount} numbers, got ${values.length}`);
  }
  values.forEach((entry, index) => {
    if (!(entry >= range[0] && entry <= range[1])) {
      throw new MandateError(`${name}[${index}] must be in [${range[0]}, ${range[1]}], got ${entry}`);
    }
  });
  return values;
}
