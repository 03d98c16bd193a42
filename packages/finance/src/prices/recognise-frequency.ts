import type { Frequency } from "./price-table.ts";

/**
 * The frequency that ascending dates (days since 1970-01-01) suggest by their median gap, whether it is clear, and
 * whether the dates include weekends.
 *
 * Up to 4 days: daily; up to 16: weekly; up to 60: monthly; up to 200: quarterly; else yearly. Unclear where more than
 * a tenth of the gaps exceed 2.5 times the usual one (5 days for daily data, which long weekends interrupt).
 */
export function recogniseFrequency(days: ArrayLike<number>): {
  frequency: Frequency;
  isClear: boolean;
  hasWeekends: boolean;
} {
  const gaps = Float64Array.from(
    { length: days.length - 1 },
    (_, index) => days[index + 1] - days[index],
  ).sort();
  const median = gaps[gaps.length >> 1];
  const [frequency, usual]: [Frequency, number] =
    median <= 4
      ? ["daily", 2]
      : median <= 16
        ? ["weekly", 7]
        : median <= 60
          ? ["monthly", 30.4]
          : median <= 200
            ? ["quarterly", 91.3]
            : ["yearly", 365.25];
  const wide = gaps.filter((gap) => gap > 2.5 * usual).length;
  const isUsual = frequency === "daily" || (median > 0.8 * usual && median < 1.25 * usual);
  // 1970-01-01 was a Thursday.
  const weekends = Array.from(days).filter((day) => [2, 3].includes(((day % 7) + 7) % 7)).length;
  return {
    frequency,
    isClear: isUsual && wide <= 0.1 * gaps.length,
    hasWeekends: frequency === "daily" && days.length > 10 && weekends > 0.1 * days.length,
  };
}
