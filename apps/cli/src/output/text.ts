/** Breaks a text at blanks into lines of at most `width` characters; longer words stay whole. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/\s+/).filter((part) => part !== "")) {
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  if (line !== "") lines.push(line);
  return lines;
}

/** A wrapped text whose first line follows `label` and whose other lines stand below the first. */
export function paragraph(label: string, text: string, width: number): string {
  const indent = " ".repeat(label.length);
  return wrap(text, Math.max(width - label.length, 20))
    .map((line, index) => (index === 0 ? label : indent) + line)
    .join("\n");
}

export interface Column {
  readonly title: string;
  readonly align?: "left" | "right";
}

/** Rows under a heading, columns separated by two blanks; numbers belong in right-aligned columns. */
export function table(columns: readonly Column[], rows: readonly (readonly string[])[]): string[] {
  const widths = columns.map(({ title }, index) =>
    Math.max(title.length, ...rows.map((row) => row[index].length)),
  );
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, index) =>
        columns[index].align === "right" ? cell.padStart(widths[index]) : cell.padEnd(widths[index]),
      )
      .join("  ")
      .trimEnd();
  return [line(columns.map(({ title }) => title)), ...rows.map(line)];
}

/** An energy in hartree with micro-hartree digits to spare; a dash where there is none. */
export function hartree(energy: number | null): string {
  return energy === null ? "-" : energy.toFixed(8);
}

/** A difference of energies in mHa, with its sign. */
export function milliHartree(difference: number | null): string {
  if (difference === null) return "-";
  const value = difference * 1000;
  const size = Math.abs(value);
  const digits = size < 0.1 ? 5 : size < 1000 ? 3 : 1;
  const text = value.toFixed(digits);
  if (Number(text) === 0) return (0).toFixed(digits);
  return value > 0 ? `+${text}` : text;
}

/** A duration in seconds. */
export function seconds(value: number): string {
  if (value > 0 && value < 0.0005) return "<0.001";
  return value < 10 ? value.toFixed(3) : value.toFixed(1);
}

/** "1 atom", "1,234 atoms" */
export function count(value: number, noun: string): string {
  return `${value.toLocaleString("en")} ${noun}${value === 1 ? "" : "s"}`;
}
