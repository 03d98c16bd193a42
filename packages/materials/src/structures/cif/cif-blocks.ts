import { StructureError } from "../../errors.ts";
import { tokeniseCif, type CifToken } from "./tokenise-cif.ts";

/** The values of a tag: one, or a loop's column. */
export interface CifColumn {
  readonly values: readonly string[];
  /** The line of each value, counted from 1. */
  readonly lines: readonly number[];
}

/** A data block. */
export interface CifBlock {
  readonly name: string;
  readonly line: number;
  /** By tag in lower case. */
  readonly columns: ReadonlyMap<string, CifColumn>;
}

interface GrowingBlock {
  readonly name: string;
  readonly line: number;
  readonly columns: Map<string, { values: string[]; lines: number[] }>;
}

function startColumn(block: GrowingBlock, tag: CifToken): { values: string[]; lines: number[] } {
  if (block.columns.has(tag.text)) {
    throw new StructureError(
      `${tag.text} must occur once in data block ${block.name}, got it again on line ${tag.line}`,
      { line: tag.line, tag: tag.text },
    );
  }
  const column = { values: [], lines: [] };
  block.columns.set(tag.text, column);
  return column;
}

/**
 * The data blocks of a CIF with their items and loops. Save frames (of dictionaries) are passed over.
 *
 * @throws StructureError with the line of a value without tag, a tag without value, a loop that is not filled, a tag that
 * occurs twice in a block, or of what stands before the first block.
 */
export function readCifBlocks(text: string): CifBlock[] {
  const tokens = tokeniseCif(text);
  const blocks: GrowingBlock[] = [];
  let at = 0;
  const currentBlock = (token: CifToken): GrowingBlock => {
    const block = blocks.at(-1);
    if (block === undefined) {
      throw new StructureError(
        `a CIF must start with a line such as data_name, got ${token.text} on line ${token.line}`,
        { line: token.line },
      );
    }
    return block;
  };
  while (at < tokens.length) {
    const token = tokens[at++];
    if (token.kind === "data") {
      blocks.push({ name: token.text, line: token.line, columns: new Map() });
    } else if (token.kind === "save") {
      while (at < tokens.length && tokens[at].kind !== "save") at++;
      at++;
    } else if (token.kind === "tag") {
      const column = startColumn(currentBlock(token), token);
      const value = tokens.at(at);
      if (value?.kind !== "value") {
        throw new StructureError(
          `${token.text} on line ${token.line} must be followed by a value, got ${value === undefined ? "the end" : value.text}`,
          { line: token.line, tag: token.text },
        );
      }
      at++;
      column.values.push(value.text);
      column.lines.push(value.line);
    } else if (token.kind === "loop") {
      const block = currentBlock(token);
      const columns = [];
      while (tokens.at(at)?.kind === "tag") columns.push(startColumn(block, tokens[at++]));
      let count = 0;
      while (tokens.at(at)?.kind === "value") {
        const value = tokens[at++];
        if (columns.length === 0) break;
        const column = columns[count++ % columns.length];
        column.values.push(value.text);
        column.lines.push(value.line);
      }
      if (columns.length === 0 || count % columns.length !== 0) {
        throw new StructureError(
          `the loop on line ${token.line} must have a multiple of ${columns.length} values, a row of its tags each, got ${count}: look for a missing value or an unquoted space`,
          { line: token.line },
        );
      }
    } else {
      throw new StructureError(
        `the value ${token.text.slice(0, 40)} on line ${token.line} must follow a tag: quote texts with spaces`,
        { line: token.line },
      );
    }
  }
  return blocks;
}
