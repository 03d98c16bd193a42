type Cell = string | number | boolean | null | undefined;

function cell(value: Cell): string {
  if (value === null || value === undefined) return "";
  if (typeof value === "boolean") return value ? "yes" : "no";
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A table that spreadsheets open: commas, quotes where a name needs them, and line ends of their kind. */
export function toCsv(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [header, ...rows].map((line) => `${line.map(cell).join(",")}\r\n`).join("");
}

/** A file of a table, marked as UTF-8 so that spreadsheets read names right. */
export function csvFile(label: string, header: readonly string[], rows: () => readonly (readonly Cell[])[]) {
  return {
    label,
    extension: "csv",
    type: "text/csv;charset=utf-8",
    text: () => `\uFEFF${toCsv(header, rows())}`,
  };
}
