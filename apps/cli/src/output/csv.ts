import Papa from "papaparse";

/**
 * Rows as CSV that spreadsheets open by a double click: a byte order mark, commas, lines that end with CR LF, and no cell
 * that they would take for a formula. Numbers that are not finite leave their cells empty.
 */
export function csvText(rows: readonly (readonly (string | number)[])[]): string {
  const cells = rows.map((row) =>
    row.map((cell) => (typeof cell === "number" && !Number.isFinite(cell) ? "" : cell)),
  );
  // A negative number is no formula, whatever its sign looks like.
  return `\uFEFF${Papa.unparse(cells, { newline: "\r\n", escapeFormulae: /^[=+\-@\t\r](?![\d.]+(?:e[+-]?\d+)?$)/ })}\r\n`;
}
