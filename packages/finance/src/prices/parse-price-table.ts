import { PriceTableError } from "../errors.ts";
import { assembleTable } from "./assemble-table.ts";
import type { MissingValues } from "./clean-table.ts";
import type { TableFinding } from "./findings.ts";
import type { Frequency, PriceTable, ReturnTable } from "./price-table.ts";
import { createCollector } from "./reading/collect-table.ts";
import type { DateOrder } from "./reading/date-column.ts";
import type { DecimalMark } from "./reading/parse-number-cell.ts";
import { recogniseLayout } from "./reading/recognise-layout.ts";
import type { Layout, NumberedRow } from "./reading/recognise-layout.ts";
import { createRowSplitter } from "./reading/split-rows.ts";

/** What to assume instead of recognising it, and what to do about faults. */
export interface PriceTableOptions {
  /** Default: recognised from the first line among tab, semicolon, bar, comma. */
  readonly delimiter?: string;
  /** Default: recognised from the first rows. */
  readonly decimal?: DecimalMark;
  /** Order in dates such as 3/1/2024. Default: what fits all rows and ascends, else month first, and a finding. */
  readonly dateOrder?: DateOrder;
  /** Default: recognised; returns are small and have both signs. */
  readonly content?: "prices" | "returns";
  /** Default: recognised from the dates. Needed where rows are numbered instead of dated. */
  readonly frequency?: Frequency;
  /** Default: prices are carried forward, returns lose the rows. */
  readonly missing?: MissingValues;
  /** A column that misses more than this share of its values is left out. Default 0.5. */
  readonly maximumMissingShare?: number;
  /** Columns of one value: default "drop". */
  readonly constantColumns?: "drop" | "keep";
  /** Name of the column that is the benchmark and no asset; case does not matter. */
  readonly benchmark?: string;
  /** Sector by asset name; counts before a row or column of sectors in the table. */
  readonly sectors?: Readonly<Record<string, string>>;
  /** Default 3 rows of prices, or 2 of returns. */
  readonly minimumRows?: number;
  /** Default 20,000,000: 160 MB. */
  readonly maximumCells?: number;
  /** Default 5,000. */
  readonly maximumAssets?: number;
}

/** A table that was read, its returns, and what was found and done on the way. */
export type PriceTableReport = {
  readonly returns: ReturnTable;
  readonly findings: readonly TableFinding[];
  /** How the text was understood. */
  readonly understood: {
    readonly layout: "wide" | "long";
    readonly delimiter: string;
    readonly decimal: DecimalMark;
    readonly rowCount: number;
  };
} & ({ readonly content: "prices"; readonly prices: PriceTable } | { readonly content: "returns" });

const sampleRows = 400;
const pieceCharacters = 1 << 20;

/** Reads a table piece by piece. */
function createPriceTableReader(options: PriceTableOptions) {
  const share = options.maximumMissingShare ?? 0.5;
  if (!(share >= 0 && share <= 1)) {
    throw new PriceTableError(`maximumMissingShare must be in [0, 1], got ${share}`, {
      maximumMissingShare: share,
    });
  }
  const sample: NumberedRow[] = [];
  let layout: Layout | undefined;
  let collector: ReturnType<typeof createCollector> | undefined;
  let rowCount = 0;

  const start = (): void => {
    layout = recogniseLayout(sample, splitter.delimiter(), options);
    collector = createCollector(layout, {
      maximumCells: options.maximumCells ?? 20_000_000,
      maximumAssets: options.maximumAssets ?? 5_000,
    });
    for (const { cells, row } of layout.header === undefined ? sample : sample.slice(1))
      collector.take(cells, row);
    sample.length = 0;
  };
  const splitter = createRowSplitter((cells, row) => {
    rowCount++;
    if (collector !== undefined) {
      collector.take(cells, row);
      return;
    }
    sample.push({ cells, row });
    if (sample.length === sampleRows) start();
  }, options.delimiter);

  return {
    push: (text: string): void => {
      splitter.push(text);
    },
    finish(): PriceTableReport {
      splitter.finish();
      if (collector === undefined && sample.length < 2) {
        throw new PriceTableError(`a table must have a header and rows of data, got ${sample.length} rows`, {
          rows: sample.length,
        });
      }
      if (collector === undefined) start();
      return assembleTable(collector!.finish(), layout!, splitter.delimiter(), rowCount, options);
    },
  };
}

/**
 * Reads prices or returns from delimited text, as a file holds it or a spreadsheet puts it on the clipboard.
 *
 * Wide tables have a date and one column an asset (a row named Sector may follow the header); long tables have columns
 * of date, asset and price (and perhaps sector). Returns the table without gaps and in ascending order of date, its
 * simple returns, and findings that say what was assumed, left out or filled. Nothing is altered in silence.
 *
 * Throws a PriceTableError, with row and column where there is one, for text in place of a number, a price that is not
 * above 0, two columns of one name, dates that cannot be read, too few rows, and tables above the limits.
 */
export function parsePriceTable(text: string, options: PriceTableOptions = {}): PriceTableReport {
  const reader = createPriceTableReader(options);
  for (let at = 0; at < text.length; at += pieceCharacters) reader.push(text.slice(at, at + pieceCharacters));
  return reader.finish();
}

/**
 * Like parsePriceTable for text that arrives in pieces of any length, such as a large file's stream; keeps only numbers
 * in memory.
 */
export async function parsePriceTableStream(
  pieces: AsyncIterable<string> | Iterable<string>,
  options: PriceTableOptions = {},
): Promise<PriceTableReport> {
  const reader = createPriceTableReader(options);
  for await (const piece of pieces) reader.push(piece);
  return reader.finish();
}
