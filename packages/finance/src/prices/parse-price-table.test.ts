import { describe, expect, test } from "vitest";
import { PriceTableError } from "../errors.ts";
import { parsePriceTable, parsePriceTableStream } from "./parse-price-table.ts";
import type { PriceTableOptions, PriceTableReport } from "./parse-price-table.ts";

const wide = `date,AAA,BBB
2024-01-01,10,20
2024-01-02,11,19
2024-01-03,12,21
2024-01-04,11.5,22
`;

function readPrices(text: string, options: PriceTableOptions = {}) {
  const report = parsePriceTable(text, options);
  if (report.content !== "prices") throw new Error("the table was read as returns");
  return report;
}

const codes = (report: PriceTableReport): string[] => report.findings.map(({ code }) => code);

describe("layouts and notations", () => {
  const expected = readPrices(wide);

  test("a wide table gives prices row by row and simple returns", () => {
    expect(expected.prices.assets).toEqual([{ name: "AAA" }, { name: "BBB" }]);
    expect(expected.prices.dates).toEqual(["2024-01-01", "2024-01-02", "2024-01-03", "2024-01-04"]);
    expect([...expected.prices.prices]).toEqual([10, 20, 11, 19, 12, 21, 11.5, 22]);
    expect(expected.prices.frequency).toBe("daily");
    expect(expected.returns.dates).toEqual(["2024-01-02", "2024-01-03", "2024-01-04"]);
    expect(expected.returns.returns[0]).toBeCloseTo(0.1, 14);
    expect(expected.returns.returns[1]).toBeCloseTo(-0.05, 14);
    expect(expected.findings).toEqual([]);
  });

  test.each([
    ["tabs of a spreadsheet and Windows line ends", wide.replaceAll(",", "\t").replaceAll("\n", "\r\n")],
    ["a byte order mark", `\uFEFF${wide}`],
    [
      "quoted cells with a line end in one",
      wide.replace("date,AAA", '"date\n(close)","AAA"').replace("10,20", '"10","20"'),
    ],
    [
      "semicolons and decimal commas",
      "Datum;AAA;BBB\n01.01.2024;10,0;20,0\n02.01.2024;11,0;19\n03.01.2024;12,0;21\n04.01.2024;11,5;22",
    ],
    ["a line that names the delimiter", `sep=;\n${wide.replaceAll(",", ";")}`],
    [
      "currency signs and blank rows",
      "\n# from a terminal\ndate,AAA,BBB\n\n2024-01-01,$10.00,20\n2024-01-02,11,19 \n2024-01-03,12,21\n2024-01-04,11.5,$22\n\n",
    ],
    [
      "a long table",
      "Date,Ticker,Close\n2024-01-01,AAA,10\n2024-01-01,BBB,20\n2024-01-02,AAA,11\n2024-01-02,BBB,19\n2024-01-03,AAA,12\n2024-01-03,BBB,21\n2024-01-04,AAA,11.5\n2024-01-04,BBB,22",
    ],
    [
      "a long table by asset, without telling names",
      "when;what;how much\n2024-01-01;AAA;10\n2024-01-02;AAA;11\n2024-01-03;AAA;12\n2024-01-04;AAA;11.5\n2024-01-01;BBB;20\n2024-01-02;BBB;19\n2024-01-03;BBB;21\n2024-01-04;BBB;22",
    ],
    ["spreadsheet day numbers", "date,AAA,BBB\n45292,10,20\n45293,11,19\n45294,12,21\n45295,11.5,22"],
    [
      "times and month names",
      'date,AAA,BBB\n2024-01-01T16:00:00Z,10,20\n2 Jan 2024,11,19\n"Jan 3, 2024",12,21\n04-Jan-24,11.5,22',
    ],
    ["a delimiter at the end of each line", wide.replaceAll("\n", ",\n")],
  ])("%s says the same", (_, text) => {
    const report = readPrices(text);
    expect(report.prices).toEqual(expected.prices);
    expect(report.findings).toEqual([]);
  });

  test("thousands separators of either convention are understood", () => {
    const us = readPrices('date,A\n2024-01-01,"1,234.50"\n2024-01-02,"1,300.00"\n2024-01-03,"999.00"');
    const european = readPrices("date;A\n2024-01-01;1.234,50\n2024-01-02;1.300,00\n2024-01-03;999,00");
    expect([...us.prices.prices]).toEqual([1234.5, 1300, 999]);
    expect(european.prices).toEqual(us.prices);
  });

  test("numbers that could have either decimal mark are reported", () => {
    const report = readPrices("date;A\n2024-01-01;1,234\n2024-01-02;1,300\n2024-01-03;1,310");
    expect(codes(report)).toEqual(["decimal-convention"]);
    expect(report.prices.prices[0]).toBe(1.234);
    expect(
      readPrices("date;A\n2024-01-01;1,234\n2024-01-02;1,300\n2024-01-03;1,310", { decimal: "." }).prices
        .prices[0],
    ).toBe(1234);
  });

  test("sectors come from a row, from a column or from a mapping, which wins", () => {
    const sectorRow = wide.replace("\n2024-01-01", "\nSector,Tech,Energy\n2024-01-01");
    expect(readPrices(sectorRow).prices.assets[1]).toEqual({ name: "BBB", sector: "Energy" });
    expect(
      readPrices(sectorRow, { sectors: { BBB: "Oil" } }).prices.assets.map(({ sector }) => sector),
    ).toEqual(["Tech", "Oil"]);
    const long = "date,ticker,sector,price\n2024-01-01,A,Tech,1\n2024-01-02,A,Tech,2\n2024-01-03,A,Tech,1.5";
    expect(readPrices(long).prices.assets).toEqual([{ name: "A", sector: "Tech" }]);
  });

  test("a benchmark column is set apart; a name that is no column is refused", () => {
    const report = readPrices(wide, { benchmark: "bbb" });
    expect(report.prices.assets).toEqual([{ name: "AAA" }]);
    expect([...report.prices.benchmark!.prices]).toEqual([20, 19, 21, 22]);
    expect(report.returns.benchmark!.returns[0]).toBeCloseTo(-0.05, 14);
    expect(() => parsePriceTable(wide, { benchmark: "CCC" })).toThrow(
      "benchmark must be a column of the table (AAA, BBB), got CCC",
    );
    expect(codes(readPrices(wide.replace("BBB", "Index")))).toEqual(["index-like-column"]);
  });

  test("a table of returns is recognised, and percent signs are", () => {
    const report = parsePriceTable("month,A,B\n2024-01,1.5%,-2%\n2024-02,-0.5%,1%\n2024-03,2%,-1%");
    expect(report.content).toBe("returns");
    expect(report.returns.dates[1]).toBe("2024-02-29");
    expect(report.returns.frequency).toBe("monthly");
    expect([...report.returns.returns]).toEqual([0.015, -0.02, -0.005, 0.01, 0.02, -0.01]);
    expect(codes(report)).toEqual(["read-as-returns"]);
  });

  test("a table without a header gets names, and a finding says so", () => {
    const report = readPrices("2024-01-01,1,2\n2024-01-02,1.5,2.5\n2024-01-03,1.2,3\n");
    expect(report.prices.assets.map(({ name }) => name)).toEqual(["Asset 1", "Asset 2"]);
    expect(codes(report)).toContain("no-header");
  });

  test("numbered periods need a frequency", () => {
    const text = "t,A\nT1,1\nT2,1.5\nT3,1.2\n";
    expect(() => parsePriceTable(text)).toThrow("option frequency must say");
    const report = readPrices(text, { frequency: "weekly" });
    expect(report.prices.dates).toEqual(["2000-01-03", "2000-01-10", "2000-01-17"]);
    expect(codes(report)).toEqual(["numbered-periods"]);
  });
});

describe("dates", () => {
  const column = (dates: readonly string[]): string =>
    ["date,A", ...dates.map((date, index) => `${date},${100 + index + (index % 3)}`)].join("\n");

  test("a day above 12 settles the order of day and month for the whole column", () => {
    expect(readPrices(column(["11/01/2024", "12/01/2024", "13/01/2024"])).prices.dates[0]).toBe("2024-01-11");
    expect(readPrices(column(["1/11/2024", "1/12/2024", "1/13/2024"])).prices.dates[0]).toBe("2024-01-11");
    expect(codes(readPrices(column(["11/01/2024", "12/01/2024", "13/01/2024"])))).toEqual([]);
  });

  test("dates that fit both orders are read so that they ascend, else month first, and reported", () => {
    // 1 Feb, 1 Mar, 2 Mar as day first; 2 Jan, 3 Jan, 3 Feb as month first: both ascend.
    const open = readPrices(column(["01/02/2024", "01/03/2024", "02/03/2024"]));
    expect(open.prices.dates[0]).toBe("2024-01-02");
    expect(codes(open)).toContain("ambiguous-dates");
    const telling = readPrices(column(["05/01/2024", "08/01/2024", "02/02/2024", "05/02/2024"]), {});
    expect(telling.prices.dates[2]).toBe("2024-02-02");
    expect(codes(telling)).toContain("ambiguous-dates");
    expect(
      readPrices(column(["01/02/2024", "01/03/2024", "02/03/2024"]), { dateOrder: "day-first" }).prices
        .dates[0],
    ).toBe("2024-02-01");
  });

  test("dates that fit no order are refused with their rows", () => {
    expect(() => parsePriceTable(column(["13/01/2024", "01/14/2024", "01/15/2024"]))).toThrow(
      "row 2 holds no date if they are month-first; row 3 holds no date if they are day-first",
    );
    expect(() => parsePriceTable(column(["2024-01-01", "2024-02-30", "2024-03-01"]))).toThrow(
      'row 3, column 1 must hold a date, got "2024-02-30"',
    );
  });

  test.each([
    ["daily", 1],
    ["weekly", 7],
    ["monthly", 30.5],
    ["quarterly", 91.3],
    ["yearly", 365.25],
  ] as const)("%s gaps are recognised", (frequency, gap) => {
    const dates = Array.from({ length: 30 }, (_, index) =>
      new Date(Date.UTC(1990, 0, 1) + Math.round(index * gap) * 86_400_000).toISOString().slice(0, 10),
    );
    const report = readPrices(column(dates));
    expect(report.prices.frequency).toBe(frequency);
    expect(codes(report)).toEqual(frequency === "daily" ? ["weekend-dates"] : []);
  });
});

describe("faults that are reported with what was done", () => {
  test("rows out of order are sorted", () => {
    const report = readPrices("date,A\n2024-01-03,3\n2024-01-01,1\n2024-01-02,2\n2024-01-04,5\n");
    expect([...report.prices.prices]).toEqual([1, 2, 3, 5]);
    expect(report.findings[0]).toMatchObject({ code: "unsorted-dates", severity: "warning", count: 1 });
  });

  test("of duplicate dates the last stays", () => {
    const report = readPrices(
      "date,A\n2024-01-01,1\n2024-01-01,1\n2024-01-02,2\n2024-01-02,2.5\n2024-01-03,3\n",
    );
    expect([...report.prices.prices]).toEqual([1, 2.5, 3]);
    expect(report.findings.map(({ code, severity, date }) => [code, severity, date])).toEqual([
      ["duplicate-date", "information", "2024-01-01"],
      ["duplicate-date", "warning", "2024-01-02"],
    ]);
  });

  const gappy =
    "date,A,B\n2024-01-01,1,\n2024-01-02,2,5\n2024-01-03,NA,6\n2024-01-04,#N/A,7\n2024-01-05,,\n2024-01-08,4,8\n";

  test("gaps are filled forward, rows before the last start go, blank rows go", () => {
    const report = readPrices(gappy);
    expect([...report.prices.prices]).toEqual([2, 5, 2, 6, 2, 7, 4, 8]);
    expect(report.findings).toMatchObject([
      { code: "blank-rows", count: 1 },
      { code: "missing-values", asset: "A", count: 2, date: "2024-01-03" },
      { code: "late-start", asset: "B", count: 1, date: "2024-01-02" },
      { code: "split-like-jump", asset: "A" },
    ]);
  });

  test("or rows with gaps are dropped", () => {
    expect(() => parsePriceTable(gappy, { missing: "drop-rows" })).toThrow(
      "a table of prices must have at least 3 rows without gaps, got 2 (3 rows with missing values were left out; A misses most (2))",
    );
    const report = readPrices(`${gappy}2024-01-09,5,9\n`, { missing: "drop-rows" });
    expect([...report.prices.prices]).toEqual([2, 5, 4, 8, 5, 9]);
  });

  test("a column that misses most values, and one of a single value, are left out by name", () => {
    const report = readPrices(
      "date,A,B,C\n2024-01-01,1,2,\n2024-01-02,2,2,\n2024-01-03,3,2,5\n2024-01-04,3,2,\n",
    );
    expect(report.prices.assets).toEqual([{ name: "A" }]);
    expect(report.findings).toMatchObject([
      { code: "column-left-out", asset: "C", count: 3 },
      { code: "constant-column", asset: "B" },
    ]);
    expect(
      readPrices("date,A,B\n2024-01-01,1,2\n2024-01-02,2,2\n2024-01-03,3,2\n", { constantColumns: "keep" })
        .prices.assets,
    ).toHaveLength(2);
  });

  test("a jump as of a split is named with ratio and date, and not altered", () => {
    const prices = [100, 101, 100.5, 25.2, 25.3, 25.1, 25.4];
    const report = readPrices(
      ["date,A", ...prices.map((price, index) => `2024-01-0${index + 1},${price}`)].join("\n"),
    );
    const finding = report.findings.find(({ code }) => code === "split-like-jump")!;
    expect(finding).toMatchObject({ asset: "A", date: "2024-01-04", severity: "warning" });
    expect(finding.message).toContain("4-for-1");
    expect([...report.prices.prices]).toEqual(prices);
  });

  test("fewer returns than assets are warned of", () => {
    const report = readPrices("date,A,B,C\n2024-01-01,1,2,3\n2024-01-02,2,3,5\n2024-01-03,3,2,4\n");
    expect(report.findings).toMatchObject([{ code: "few-observations", count: 2 }]);
  });
});

describe("faults that are refused", () => {
  test.each([
    [
      "text in a number column",
      wide.replace("12,21", "12,n.a.d."),
      'row 4, column 3 (BBB) must hold a number with decimal mark ".", got "n.a.d."',
    ],
    [
      "a price of zero",
      wide.replace("12,21", "0,21"),
      "row 4, column 2 (AAA): a price must be above 0, got 0",
    ],
    [
      "a negative price",
      wide.replace("12,21", "12,-21"),
      "row 4, column 3 (BBB): a price must be above 0, got -21",
    ],
    ["a ticker twice", wide.replace("BBB", "aaa"), 'asset names must differ, got "aaa" in columns 2 and 3'],
    [
      "a column without name",
      wide.replace("BBB", ""),
      "row 1, column 3: a column with values must have a name",
    ],
    ["too many cells", wide.replace("12,21", "12,21,22"), "row 4, column 4: a row must have at most 3 cells"],
    [
      "two rows",
      wide.split("\n").slice(0, 3).join("\n"),
      "a table of prices must have at least 3 rows without gaps, got 2",
    ],
    [
      "a workbook",
      "PK\u0003\u0004\u0014\u0000",
      "a table must be text, got a spreadsheet's workbook: save the sheet as CSV",
    ],
    ["nothing", "", "a table must have a header and rows of data, got 0 rows"],
    [
      "one column",
      "date\n2024-01-01\n2024-01-02",
      "a table must have a column of dates and at least one column of prices",
    ],
    ["no dates", "A,B\n1.5,2\n1.6,3\n", 'row 2, column 1 must hold a date, got "1.5"'],
    [
      "only constant columns",
      "date,A\n2024-01-01,1\n2024-01-02,1\n2024-01-03,1",
      "no asset is left in the table: A has the value 1",
    ],
  ])("%s", (_, text, message) => {
    expect(() => parsePriceTable(text)).toThrow(PriceTableError);
    expect(() => parsePriceTable(text)).toThrow(message);
  });

  test("the error of a cell carries row and column", () => {
    try {
      parsePriceTable(wide.replace("12,21", "12,x"));
      expect.unreachable();
    } catch (error) {
      expect((error as PriceTableError).details).toEqual({ row: 4, column: 3, asset: "BBB", value: "x" });
    }
  });

  test("tables above the limits", () => {
    expect(() => parsePriceTable(wide, { maximumCells: 7 })).toThrow("a table must have at most 7 cells");
    expect(() => parsePriceTable(wide, { maximumAssets: 1 })).toThrow("a table must have at most 1 assets");
  });

  test("a quote that is never closed", () => {
    const text = `${wide}2024-01-05,"12,${"x\n".repeat(2_500_000)}`;
    expect(() => parsePriceTable(text)).toThrow(
      "row 6 must have at most 4000000 characters: a quote may have been left open",
    );
  });
});

describe("text in pieces", () => {
  test.each([1, 2, 3, 7, 1000])("pieces of %i characters give the same table", async (size) => {
    const text = `\uFEFFdate,"A, B",C\r\n2024-01-01,"1,000.5",2\r\n2024-01-02,"1,001",3\r\n2024-01-03,"999",2.5`;
    const pieces = Array.from({ length: Math.ceil(text.length / size) }, (_, index) =>
      text.slice(index * size, (index + 1) * size),
    );
    const report = await parsePriceTableStream(pieces);
    expect(report).toEqual(parsePriceTable(text));
    expect(report.returns.assets[0].name).toBe("A, B");
  });

  test("a stream of many megabytes is read piece by piece", async () => {
    const names = Array.from({ length: 50 }, (_, index) => `S${index}`);
    let sent = 0;
    async function* stream(): AsyncGenerator<string> {
      yield `date,${names.join(",")}\n`;
      for (let row = 0; row < 20_000; row++) {
        const date = new Date(Date.UTC(1950, 0, 1) + row * 86_400_000).toISOString().slice(0, 10);
        const line = `${date},${names.map((_, index) => (100 + ((row * 7 + index * 13) % 41)).toFixed(4)).join(",")}\n`;
        sent += line.length;
        yield line;
      }
      await Promise.resolve();
    }
    const report = await parsePriceTableStream(stream());
    expect(sent).toBeGreaterThan(8_000_000);
    expect(report.returns.dates).toHaveLength(19_999);
    expect(report.returns.assets).toHaveLength(50);
  });
});
