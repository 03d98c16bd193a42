const delimiters = ["\t", ";", "|", ","] as const;

/** The names of a table's columns: the cells of its first line that is not blank, quotes taken off. */
export function tableHeader(text: string): string[] {
  const line = /^\s*\S[^\r\n]*/m.exec(text.slice(0, 100_000))?.[0] ?? "";
  const plain = line.replaceAll(/"(?:[^"]|"")*"/g, "");
  const delimiter = delimiters.find((candidate) => plain.includes(candidate)) ?? ",";
  const cells: string[] = [];
  let cell = "";
  let isQuoted = false;
  for (const character of line) {
    if (character === '"') isQuoted = !isQuoted;
    if (character === delimiter && !isQuoted) {
      cells.push(cell);
      cell = "";
    } else cell += character;
  }
  return [...cells, cell]
    .map((name) =>
      name
        .trim()
        .replace(/^"(.*)"$/, "$1")
        .replaceAll('""', '"')
        .trim(),
    )
    .filter((name) => name !== "");
}
