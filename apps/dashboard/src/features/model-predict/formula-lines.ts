/** Formulas of a text: one a line, or separated by semicolons, tabs, or commas that are followed by a space or a letter. */
export function parseFormulaLines(text: string): string[] {
  return text
    .split(/[\r\n;\t]+|,(?=\s|[A-Z])|,\s*$/m)
    .map((formula) => formula.trim())
    .filter((formula) => formula !== "");
}
