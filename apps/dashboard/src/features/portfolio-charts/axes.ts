import type { HorizontalAxis, VerticalAxis } from "../job/chart-axes.ts";
import { decadeTicks, formatDecade, niceTicks } from "../job/chart-domain.ts";

/** A range around values with a margin of 5 %; a single value gets one around itself. */
export function spanOf(values: readonly number[], margin = 0.05): [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (low > high) return [0, 1];
  const room = high > low ? margin * (high - low) : Math.max(1e-9, margin * Math.abs(high));
  return [low - room, high + room];
}

/** Decades around positive values. */
export function decadesOf(values: readonly number[]): [number, number] {
  const positive = values.filter((value) => value > 0 && Number.isFinite(value));
  if (positive.length === 0) return [0.1, 1];
  const low = Math.floor(Math.log10(Math.min(...positive)) + 1e-9);
  const high = Math.ceil(Math.log10(Math.max(...positive)) - 1e-9);
  return [10 ** low, 10 ** Math.max(high, low + 1)];
}

interface LinearOptions {
  readonly format: (value: number) => string;
  readonly label?: string;
  readonly width?: number;
  /** Values that the axis must reach. */
  readonly include?: readonly number[];
  readonly margin?: number;
}

export function linearAxis(values: readonly number[], options: LinearOptions): VerticalAxis {
  const { format, label, width = 62, include = [], margin = 0.05 } = options;
  const domain = spanOf([...values, ...include], margin);
  return {
    scale: "linear",
    domain,
    ticks: niceTicks(domain),
    width,
    format,
    ...(label === undefined ? {} : { label }),
  };
}

export function logAxis(values: readonly number[], label?: string): VerticalAxis {
  const domain = decadesOf(values);
  return {
    scale: "log",
    domain,
    ticks: decadeTicks(domain),
    width: 58,
    format: formatDecade,
    ...(label === undefined ? {} : { label }),
  };
}

/** Places of ticks within a decade, the most first. */
const tightSteps = [
  [1, 1.2, 1.4, 1.6, 1.8, 2, 2.5, 3, 4, 5, 6, 8],
  [1, 1.5, 2, 3, 5, 7],
  [1, 2, 5],
  [1, 3],
  [1],
];

/** A logarithmic axis for values within a decade or two, with round numbers instead of powers of ten. */
export function tightLogAxis(values: readonly number[], format: (value: number) => string): VerticalAxis {
  const positive = values.filter((value) => value > 0);
  const low = Math.min(...positive) / 1.05;
  const high = Math.max(...positive) * 1.05;
  const ticksOf = (steps: readonly number[]): number[] => {
    const ticks: number[] = [];
    for (let power = Math.floor(Math.log10(low)); power <= Math.log10(high); power++) {
      ticks.push(...steps.map((step) => step * 10 ** power).filter((tick) => tick >= low && tick <= high));
    }
    return ticks;
  };
  const choices = tightSteps.map(ticksOf);
  const kept = choices.find((ticks) => ticks.length <= 7) ?? choices.at(-1)!;
  return { scale: "log", domain: [low, high], ticks: kept, width: 62, format };
}

export function logHorizontal(field: string, label: string, values: readonly number[]): HorizontalAxis {
  const domain = decadesOf(values);
  return { field, label, scale: "log", domain, ticks: decadeTicks(domain), format: formatDecade };
}

/** Milliseconds of an ISO date; positions count from 1 where a table numbers its rows. */
export function dateValue(date: string, index: number): number {
  const time = Date.parse(date);
  return Number.isNaN(time) ? index : time;
}

/** An axis of dates whose ticks stand at the beginnings of years or months. */
export function dateAxis(field: string, times: readonly number[], areDates: boolean): HorizontalAxis {
  if (!areDates || times.length < 2) return { field, label: "Period" };
  const [first, last] = [times[0], times.at(-1)!];
  const years = (last - first) / (365.25 * 86_400_000);
  const months = years > 1.6 ? 12 : years > 0.6 ? 3 : 1;
  const every = months === 12 ? Math.max(1, Math.ceil(years / 7)) : 1;
  const ticks: number[] = [];
  const firstYear = new Date(first).getUTCFullYear();
  for (let month = 0; Date.UTC(firstYear, month, 1) <= last; month += months) {
    const tick = Date.UTC(firstYear, month, 1);
    if (tick >= first && (months < 12 || new Date(tick).getUTCFullYear() % every === 0)) ticks.push(tick);
  }
  return {
    field,
    label: "",
    domain: [first, last],
    ticks,
    format: (value) => {
      const date = new Date(value);
      return months === 12
        ? String(date.getUTCFullYear())
        : date.toLocaleDateString("en-GB", { month: "short", year: "2-digit", timeZone: "UTC" });
    },
  };
}

/** At most `most` of the indices 0 to count − 1, evenly spread, the last one included. */
export function thin(count: number, most: number): number[] {
  if (count <= most) return Array.from({ length: count }, (_, index) => index);
  return Array.from({ length: most }, (_, index) => Math.round((index * (count - 1)) / (most - 1)));
}
