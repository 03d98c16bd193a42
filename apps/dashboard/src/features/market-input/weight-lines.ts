import { fromPercent, toPercent } from "../../shared/form/number-field.ts";

/** Weights by asset from lines such as "AAPL 20 %", "MSFT, 12.5" or a spreadsheet's two columns; all in percent. */
export function parseWeights(
  text: string,
): { readonly weights: Readonly<Record<string, number>> } | { readonly error: string } {
  const weights: Record<string, number> = {};
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === "") continue;
    const match = /^\s*(.+?)\s*[,;:\t=\s]\s*([+−-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?)\s*%?\s*$/iu.exec(line);
    if (!match) {
      return {
        error: `Line ${index + 1} must be an asset and its weight in percent, such as "AAPL 20", got "${line.trim().slice(0, 60)}".`,
      };
    }
    if (match[1] in weights) return { error: `Line ${index + 1} names ${match[1]} a second time.` };
    weights[match[1]] = fromPercent(Number(match[2].replace("−", "-")));
  }
  return { weights };
}

export function formatWeights(weights: Readonly<Record<string, number>>): string {
  return Object.entries(weights)
    .map(([name, weight]) => `${name} ${toPercent(weight)}`)
    .join("\n");
}
