/** A mean with its standard error from a limited number of shots. */
export interface ShotValue {
  readonly value: number;
  readonly standardError: number;
}

/** Shots by measured bits, as a number. */
export type MaskCounts = ReadonlyMap<number, number>;

/** Counts by bitstrings, printed from the highest bit to the lowest, by their numbers. */
export function countMasks(counts: Readonly<Record<string, number>>): MaskCounts {
  return new Map(Object.entries(counts).map(([text, count]) => [parseInt(text, 2), count]));
}

/** Mean of a value over shots and √(s²/shots), s² the sample variance (0 for a single shot). */
export function meanOfShots(counts: MaskCounts, valueOf: (mask: number) => number): ShotValue {
  let [shots, sum, squares] = [0, 0, 0];
  for (const [mask, count] of counts) {
    shots += count;
    sum += count * valueOf(mask);
  }
  const value = sum / shots;
  for (const [mask, count] of counts) squares += count * (valueOf(mask) - value) ** 2;
  return { value, standardError: shots > 1 ? Math.sqrt(squares / (shots - 1) / shots) : 0 };
}

/** Of a share: at least the error of one event more or less, so that "never seen" is not taken for "impossible". */
export function shareOfShots(counts: MaskCounts, isCounted: (mask: number) => boolean): ShotValue {
  let [shots, hits] = [0, 0];
  for (const [mask, count] of counts) {
    shots += count;
    if (isCounted(mask)) hits += count;
  }
  const smooth = (hits + 1) / (shots + 2);
  return { value: hits / shots, standardError: Math.sqrt((smooth * (1 - smooth)) / shots) };
}
