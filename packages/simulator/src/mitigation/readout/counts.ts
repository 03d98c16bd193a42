import { InvalidArgumentError } from "../../errors.ts";
import type { Counts } from "../executor.ts";

/** Counts with their bits taken apart. */
export interface ParsedCounts {
  readonly bitCount: number;
  readonly shots: number;
  readonly texts: readonly string[];
  /** Bit k of each bitstring, bit 0 the rightmost character. */
  readonly bits: readonly Uint8Array[];
  /** Count over shots. */
  readonly frequencies: Float64Array;
}

/** Throws {@link InvalidArgumentError} for keys that are no bitstrings of one length, negative counts, or none at all. */
export function parseCounts(counts: Counts, bitCount?: number): ParsedCounts {
  if (typeof counts !== "object" || (counts as Counts | null) === null) {
    throw new InvalidArgumentError(
      `counts must be a record of counts by bitstring, got ${JSON.stringify(counts)}`,
      {
        field: "counts",
      },
    );
  }
  const entries = Object.entries(counts).filter(([, count]) => count !== 0);
  const length = bitCount ?? (entries.length > 0 ? entries[0][0].length : 0);
  let shots = 0;
  for (const [text, count] of entries) {
    if (!/^[01]+$/.test(text) || text.length !== length) {
      throw new InvalidArgumentError(`counts must have keys of ${length} binary digits, got "${text}"`, {
        field: "counts",
        key: text,
      });
    }
    if (!Number.isFinite(count) || count < 0) {
      throw new InvalidArgumentError(`counts["${text}"] must be at least 0, got ${count}`, {
        field: "counts",
      });
    }
    shots += count;
  }
  if (shots === 0)
    throw new InvalidArgumentError("counts must hold at least one shot, got none", { field: "counts" });
  return {
    bitCount: length,
    shots,
    texts: entries.map(([text]) => text),
    bits: entries.map(([text]) => Uint8Array.from(text, Number).reverse()),
    frequencies: Float64Array.from(entries, ([, count]) => count / shots),
  };
}
