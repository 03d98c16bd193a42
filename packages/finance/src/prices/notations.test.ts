import fc from "fast-check";
import { expect, test } from "vitest";
import { MomentsError, PriceTableError } from "../errors.ts";
import { parseMoments } from "../moments/parse-moments.ts";
import { parsePriceTable, parsePriceTableStream } from "./parse-price-table.ts";

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const dateNotations: readonly ((iso: string) => string)[] = [
  (iso) => iso,
  (iso) => iso.replaceAll("-", ""),
  (iso) => iso.replaceAll("-", "/"),
  (iso) => iso.split("-").toReversed().join("."),
  (iso) => `${Number(iso.slice(8))} ${months[Number(iso.slice(5, 7)) - 1]} ${iso.slice(0, 4)}`,
  (iso) => `${iso} 16:00:00`,
];

const table = fc.record({
  assets: fc.integer({ min: 1, max: 5 }),
  rows: fc.integer({ min: 6, max: 30 }),
  values: fc.array(fc.integer({ min: 1001, max: 99_999 }), { minLength: 150, maxLength: 150 }),
  firstDay: fc.integer({ min: 10_000, max: 20_000 }),
  gap: fc.integer({ min: 1, max: 40 }),
});
const notation = fc.record({
  delimiter: fc.constantFrom(",", ";", "\t", "|"),
  hasDecimalComma: fc.boolean(),
  date: fc.constantFrom(...dateNotations),
  lineEnd: fc.constantFrom("\n", "\r\n", "\r"),
  isQuoted: fc.boolean(),
  isReversed: fc.boolean(),
  isLong: fc.boolean(),
  piece: fc.integer({ min: 1, max: 200 }),
});

test("a table comes out the same whatever its notation", async () => {
  await fc.assert(
    fc.asyncProperty(table, notation, async (content, style) => {
      // A comma can part cells or decimals, not both, unless cells are quoted.
      const isQuoted = style.isQuoted || (style.hasDecimalComma && style.delimiter === ",");
      const quote = (cell: string): string => (isQuoted ? `"${cell}"` : cell);
      const dates = Array.from({ length: content.rows }, (_, row) =>
        new Date((content.firstDay + row * content.gap) * 86_400_000).toISOString().slice(0, 10),
      );
      // One decimal or two, never 0 and never the same throughout: constant columns go.
      const price = (row: number, asset: number): number =>
        (content.values[(row * content.assets + asset) % 150] * 10 + (row % 9) + 1) / 100;
      const show = (value: number): string =>
        style.hasDecimalComma ? value.toFixed(2).replace(".", ",") : value.toFixed(2);
      const names = Array.from({ length: content.assets }, (_, asset) => `S${asset}`);
      const rows = style.isLong
        ? dates.flatMap((date, row) =>
            names.map((name, asset) => [style.date(date), name, show(price(row, asset))]),
          )
        : dates.map((date, row) => [style.date(date), ...names.map((_, asset) => show(price(row, asset)))]);
      if (style.isReversed && !style.isLong) rows.reverse();
      const header = style.isLong ? ["date", "ticker", "price"] : ["date", ...names];
      const text = [header, ...rows]
        .map((cells) => cells.map(quote).join(style.delimiter))
        .join(style.lineEnd);
      const pieces = Array.from({ length: Math.ceil(text.length / style.piece) }, (_, index) =>
        text.slice(index * style.piece, (index + 1) * style.piece),
      );
      const report = await parsePriceTableStream(pieces);
      if (report.content !== "prices") throw new Error("read as returns");
      expect(report.prices.dates).toEqual(dates);
      expect(report.prices.assets.map(({ name }) => name)).toEqual(names);
      expect([...report.prices.prices]).toEqual(
        dates.flatMap((_, row) => names.map((__, asset) => price(row, asset))),
      );
    }),
    { seed: 7, numRuns: 300 },
  );
});

test("arbitrary text is read or refused by name, never met with another error", () => {
  const scrap = fc.constantFrom(
    "date",
    "AAA",
    "Sector",
    "2024-01-01",
    "2024-01-02",
    "1/2/2024",
    "13/1/2024",
    "1",
    "2.5",
    "-3",
    "1,5",
    "NaN",
    "",
    '"',
    "T1",
    "%",
    "é",
    "0",
  );
  const separator = fc.constantFrom(",", ";", "\t", " ", "\n", "\r\n", "\n", ",");
  const text = fc.array(fc.tuple(scrap, separator), { maxLength: 40 }).map((parts) => parts.flat().join(""));
  let read = 0;
  fc.assert(
    fc.property(fc.oneof(text, fc.string({ maxLength: 60 })), text, (first, second) => {
      for (const run of [
        () => parsePriceTable(first, { frequency: "daily" }),
        () => parseMoments(first, second),
        () => parseMoments(first),
      ]) {
        try {
          run();
          read++;
        } catch (error) {
          if (!(error instanceof PriceTableError) && !(error instanceof MomentsError)) throw error;
        }
      }
    }),
    { seed: 11, numRuns: 2000 },
  );
  // Some of the texts are tables, so that both ways are taken.
  expect(read).toBeGreaterThan(0);
});
