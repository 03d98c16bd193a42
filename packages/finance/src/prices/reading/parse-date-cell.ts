/** Days since 1970-01-01, or three numbers whose order the rest of the table has to tell. */
export type DateCell =
  | { readonly kind: "day"; readonly day: number }
  | { readonly kind: "unordered"; readonly year: number; readonly first: number; readonly second: number }
  | { readonly kind: "period"; readonly index: number };

const monthNames = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** Days since 1970-01-01 of a date; undefined where there is none such. */
export function toDay(year: number, month: number, dayOfMonth: number): number | undefined {
  if (year < 1600 || year > 2500) return undefined;
  const time = Date.UTC(year, month - 1, dayOfMonth);
  const date = new Date(time);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== dayOfMonth) return undefined;
  return time / 86_400_000;
}

/** The ISO date of a count of days since 1970-01-01. */
export function toIsoDate(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

function toYear(text: string): number {
  const year = Number(text);
  if (text.length > 2) return year;
  return year < 70 ? 2000 + year : 1900 + year;
}

function dayCell(year: number, month: number, dayOfMonth: number): DateCell | undefined {
  const day = toDay(year, month, dayOfMonth);
  return day === undefined ? undefined : { kind: "day", day };
}

const clock = /[T\s]+\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)?\s*(?:[AP]M)?\s*(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/i;

/**
 * The date in a cell, or undefined where it is none. Understood are 2024-03-01 (also with a time, slashes or points),
 * 20240301, 01.03.2024 (day first), 3/1/2024 and 3-1-24 (order open), 1 Mar 2024, Mar 1, 2024, 2024-03 and Mar 2024
 * (end of the month), 2024Q1 (end of the quarter), 2024 (end of the year), a spreadsheet's day number such as 45352,
 * and T1, T2, … or 1, 2, … (numbered periods). Two-digit years up to 69 belong to this century.
 */
export function parseDateCell(cell: string): DateCell | undefined {
  const text = cell.replace(clock, "").trim();
  let match = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (match) return dayCell(Number(match[1]), Number(match[2]), Number(match[3]));
  match = /^(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})$/.exec(text);
  if (match) return dayCell(toYear(match[3]), Number(match[2]), Number(match[1]));
  match = /^(\d{1,2})[-/](\d{1,2})[-/](\d{4}|\d{2})$/.exec(text);
  if (match) {
    const [first, second] = [Number(match[1]), Number(match[2])];
    const year = toYear(match[3]);
    if (toDay(year, first, second) === undefined && toDay(year, second, first) === undefined)
      return undefined;
    return { kind: "unordered", year, first, second };
  }
  match = /^(\d{4})[-/.](\d{1,2})$/.exec(text);
  if (match) return endOfMonth(Number(match[1]), Number(match[2]));
  match = /^(\d{4})[-\s]?Q([1-4])$/i.exec(text);
  if (match) return endOfMonth(Number(match[1]), 3 * Number(match[2]));
  const worded = parseWordedDate(text);
  if (worded !== undefined) return worded;
  match = /^[A-Za-z]{0,2}(\d{1,6})$/.exec(text);
  if (!match) return undefined;
  const number = Number(match[1]);
  if (/^(?:19|20)\d{2}$/.test(text)) return dayCell(number, 12, 31);
  // A spreadsheet counts days from 1899-12-30; 20,000 is in 1954 and 80,000 in 2119.
  if (/^\d{5}$/.test(text) && number >= 20_000 && number <= 80_000)
    return { kind: "day", day: number - 25_569 };
  return { kind: "period", index: number };
}

function parseWordedDate(text: string): DateCell | undefined {
  const parts = text.split(/[\s,./-]+/).filter((part) => part !== "");
  const monthAt = parts.findIndex((part) => /^[a-z]{3,9}\.?$/i.test(part) && monthOf(part) > 0);
  if (monthAt < 0 || monthAt > 2) return undefined;
  const month = monthOf(parts[monthAt]);
  const numbers = parts.filter((_, index) => index !== monthAt);
  if (!numbers.every((part) => /^\d{1,4}$/.test(part))) return undefined;
  if (numbers.length === 1 && /^\d{4}$|^\d{2}$/.test(numbers[0]))
    return endOfMonth(toYear(numbers[0]), month);
  if (numbers.length !== 2) return undefined;
  const isYearFirst = numbers[0].length === 4;
  const [day, year] = isYearFirst ? [numbers[1], numbers[0]] : numbers;
  return dayCell(toYear(year), month, Number(day));
}

function monthOf(word: string): number {
  return monthNames.indexOf(word.slice(0, 3).toLowerCase()) + 1;
}

function endOfMonth(year: number, month: number): DateCell | undefined {
  const first = toDay(year, month, 1);
  if (first === undefined) return undefined;
  return { kind: "day", day: Date.UTC(year, month, 0) / 86_400_000 };
}
