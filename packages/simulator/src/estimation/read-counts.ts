import { InvalidArgumentError } from "../errors.ts";

/**
 * How often each outcome was found, by its number or by its bits printed from the highest to the lowest ("01 1" with
 * blanks between registers is read as "011").
 */
export type ShotCounts =
  | ReadonlyMap<number, number>
  | ReadonlyMap<string, number>
  | Readonly<Record<string, number>>;

/** The outcome that bits [firstBit, firstBit + bitCount) hold. */
function readOutcome(key: number | string, firstBit: number, bitCount: number): number {
  if (typeof key === "number") {
    if (!Number.isSafeInteger(key) || key < 0 || key >= 2 ** (firstBit + bitCount)) {
      throw new InvalidArgumentError(`an outcome must be in [0, 2^${firstBit + bitCount}), got ${key}`, {
        field: "counts",
        outcome: key,
      });
    }
    return Math.floor(key / 2 ** firstBit);
  }
  const text = key.replaceAll(/[\s_]/g, "");
  if (!/^[01]+$/.test(text) || text.length !== firstBit + bitCount) {
    throw new InvalidArgumentError(
      `an outcome must be printed as ${firstBit + bitCount} digits of 0 and 1, got "${key}"`,
      { field: "counts", outcome: key },
    );
  }
  return Number.parseInt(text.slice(0, bitCount), 2);
}

/**
 * Counts by the number in `bitCount` classical bits from `firstBit` on, outcomes that differ elsewhere added up.
 * Throws {@link InvalidArgumentError} for keys that do not fit, counts that are not integers of at least 0, or no shot.
 */
export function readCounts(
  counts: ShotCounts,
  { firstBit = 0, bitCount }: { readonly firstBit?: number; readonly bitCount: number },
): Map<number, number> {
  const sums = new Map<number, number>();
  const entries: Iterable<readonly [number | string, number]> =
    counts instanceof Map
      ? (counts as ReadonlyMap<number | string, number>)
      : Object.entries(counts as Readonly<Record<string, number>>);
  let total = 0;
  for (const [key, count] of entries) {
    if (!Number.isSafeInteger(count) || count < 0) {
      throw new InvalidArgumentError(`a count must be an integer of at least 0, got ${count} for ${key}`, {
        field: "counts",
        outcome: key,
      });
    }
    const outcome = readOutcome(key, firstBit, bitCount);
    sums.set(outcome, (sums.get(outcome) ?? 0) + count);
    total += count;
  }
  if (total === 0) throw new InvalidArgumentError("counts must hold at least one shot", { field: "counts" });
  return sums;
}
