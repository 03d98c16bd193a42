import { fromPercent, toPercent } from "../../shared/form/number-field.ts";

type Numbers = Readonly<Record<string, number>>;

const line = /^\s*(.+?)\s*[,;:\t=\s]\s*([+−-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?)\s*%?\s*$/iu;

/** A number by asset from lines such as "AAPL 20", "MSFT, 12.5" or a spreadsheet's two columns. */
export function parseNumberLines(
  text: string,
  example: string,
): { readonly numbers: Numbers } | { readonly error: string } {
  const numbers: Record<string, number> = {};
  for (const [index, typed] of text.split(/\r?\n/).entries()) {
    if (typed.trim() === "") continue;
    const match = line.exec(typed);
    if (!match) {
      return { error: `Line ${index + 1} must be ${example}, got "${typed.trim().slice(0, 60)}".` };
    }
    if (match[1] in numbers) return { error: `Line ${index + 1} names ${match[1]} a second time.` };
    numbers[match[1]] = Number(match[2].replace("−", "-"));
  }
  return { numbers };
}

/** Weights by asset from lines in percent. */
export function parseWeights(text: string): { readonly weights: Numbers } | { readonly error: string } {
  const read = parseNumberLines(text, 'an asset and its weight in percent, such as "AAPL 20"');
  if ("error" in read) return read;
  const weights = Object.entries(read.numbers).map(([name, percent]) => [name, fromPercent(percent)]);
  return { weights: Object.fromEntries(weights) as Numbers };
}

export function formatWeights(weights: Numbers): string {
  return formatNumberLines(
    Object.fromEntries(Object.entries(weights).map(([name, weight]) => [name, toPercent(weight)])),
  );
}

export function formatNumberLines(numbers: Numbers): string {
  return Object.entries(numbers)
    .map(([name, number]) => `${name} ${number}`)
    .join("\n");
}
