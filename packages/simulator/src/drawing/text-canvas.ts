/** Lines of characters that grow to the right. */
export class TextCanvas {
  readonly #lines: string[][];

  constructor(lineCount: number) {
    this.#lines = Array.from({ length: lineCount }, () => []);
  }

  put(line: number, column: number, text: string): void {
    const cells = this.#lines[line];
    while (cells.length < column) cells.push(" ");
    Array.from(text).forEach((character, offset) => {
      cells[column + offset] = character;
    });
  }

  at(line: number, column: number): string {
    return this.#lines[line][column] ?? " ";
  }

  /** The lines without trailing spaces. */
  lines(): string[] {
    return this.#lines.map((cells) => cells.join("").trimEnd());
  }
}

const verticals = new Set(["│", "║", "░"]);

/** Two lines as one if neither hides anything of the other; undefined if they clash. */
function overlay(upper: string, lower: string): string | undefined {
  const [a, b] = [Array.from(upper), Array.from(lower)];
  const merged: string[] = [];
  for (let column = 0; column < Math.max(a.length, b.length); column++) {
    const [above, below] = [a[column] ?? " ", b[column] ?? " "];
    if (above !== " " && below !== " " && !(above === below && verticals.has(above))) return undefined;
    merged.push(above === " " ? below : above);
  }
  return merged.join("");
}

/** Puts the free lines between two wires on top of each other where they fit, and drops empty ones. */
export function condense(lines: readonly string[], isWire: (line: number) => boolean): string[] {
  const result: { text: string; isWire: boolean }[] = [];
  lines.forEach((text, line) => {
    if (isWire(line)) {
      result.push({ text, isWire: true });
      return;
    }
    if (text === "") return;
    const last = result.at(-1);
    const merged = last && !last.isWire ? overlay(last.text, text) : undefined;
    if (merged === undefined) result.push({ text, isWire: false });
    else last!.text = merged;
  });
  return result.map(({ text }) => text);
}
